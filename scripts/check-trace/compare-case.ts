import type { AccessLine } from './access-log.ts'

/** What really happened to one request. */
export type Observed = {
  /** 0 when nothing answered HTTP. */
  readonly status: number
  readonly location: string | undefined
  /** What the server says of itself and of what it got; `undefined` when none of ours answered. */
  readonly served: { readonly name: string; readonly path?: string; readonly host?: string } | undefined
  /** What the first proxy wrote down. */
  readonly line: AccessLine | undefined
}

/** What the traces say may happen. */
export type Said = { readonly percent: number } & (
  | {
      readonly kind: 'served'
      readonly cluster: string
      readonly hosts: readonly string[]
      /** Names of the servers at these hosts; empty when it is none of ours, `whoever` where the address is shared, and what stands there may answer or not. */
      readonly servers: readonly string[]
      readonly path: string | undefined
      readonly host: string | undefined
    }
  /** By the proxy that the request came to first. */
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly flag: string | undefined
      readonly location: string | undefined
    }
  | {
      readonly kind: 'answered behind'
      readonly status: number
      readonly cluster: string
      readonly hosts: readonly string[]
    }
  | { readonly kind: 'closed' }
  | { readonly kind: 'closed behind'; readonly cluster: string; readonly hosts: readonly string[] }
  | { readonly kind: 'unknown'; readonly what: string }
)

/**
 * By how many percentage points a share may differ by chance: four and a half standard
 * deviations, which happens once in some hundred thousand shares.
 */
function tolerance(percent: number, count: number): number {
  return 4.5 * Math.sqrt((percent * (100 - percent)) / count)
}

/** What does not agree, in words; nothing when all does. */
export function disagreements(said: readonly Said[], observed: readonly Observed[]): readonly string[] {
  const wrong: string[] = []
  const counts = new Map<Said, number>()
  for (const one of observed) {
    const fitting = said.find((end) => fits(end, one))
    if (fitting === undefined) wrong.push(`really: ${textOf(one)}`)
    else counts.set(fitting, (counts.get(fitting) ?? 0) + 1)
  }
  if (observed.length === 0) wrong.push('nothing was observed')
  if (wrong.length > 0) return [...new Set(wrong)]
  for (const end of said) {
    const share = ((counts.get(end) ?? 0) / observed.length) * 100
    const isOff =
      observed.length > 1 && Math.abs(share - end.percent) > tolerance(end.percent, observed.length)
    if (isOff) wrong.push(`${Math.round(share)} % really, ${end.percent} % said: ${endText(end)}`)
  }
  return wrong
}

function fits(end: Said, { status, location, served, line }: Observed): boolean {
  const wentTo = (cluster: string, hosts: readonly string[]) =>
    line?.cluster === cluster && line.upstreamHost !== undefined && hosts.includes(line.upstreamHost)
  switch (end.kind) {
    case 'served': {
      const isOurs = end.servers.includes('whoever') || isServedBy(end.servers, served)
      const asSent =
        (served?.path === undefined || end.path === undefined || served.path === end.path) &&
        (served?.host === undefined || end.host === undefined || served.host === end.host)
      return isOurs && asSent && wentTo(end.cluster, end.hosts)
    }
    case 'answered':
      return (
        served === undefined &&
        status === end.status &&
        location === end.location &&
        line?.upstreamHost === undefined &&
        line?.flag === end.flag
      )
    case 'answered behind':
      return served === undefined && status === end.status && wentTo(end.cluster, end.hosts)
    case 'closed':
      return (
        served === undefined && (status === 0 || line?.flag === 'DPE') && line?.upstreamHost === undefined
      )
    case 'closed behind':
      return served === undefined && (status === 0 || status === 503) && wentTo(end.cluster, end.hosts)
    case 'unknown':
      return false
  }
}

function isServedBy(servers: readonly string[], served: Observed['served']): boolean {
  return served === undefined ? servers.length === 0 : servers.includes(served.name)
}

function textOf({ status, location, served, line }: Observed): string {
  const to =
    line === undefined
      ? 'no line in the log'
      : `${line.cluster ?? '-'} ${line.upstreamHost ?? '-'} ${line.flag ?? '-'}`
  return [String(status), location, served === undefined ? 'not served' : JSON.stringify(served), to]
    .filter((part) => part !== undefined)
    .join(', ')
}

/** An end in short. */
export function endText(end: Said): string {
  const share = end.percent === 100 ? '' : `${Math.round(end.percent)} % `
  switch (end.kind) {
    case 'served':
      return `${share}${end.cluster} ${end.hosts.join(' ')} ${end.path ?? ''}`.trim()
    case 'answered':
      return `${share}${[end.status, end.flag, end.location].filter((part) => part !== undefined).join(' ')}`
    case 'answered behind':
      return `${share}${end.status} by ${end.hosts.join(' ')}`
    case 'closed':
      return `${share}closed`
    case 'closed behind':
      return `${share}closed by ${end.hosts.join(' ')}`
    case 'unknown':
      return `${share}cannot be told: ${end.what}`
  }
}

/** Whether a case ends without a server's answer, whoever refused it. */
export function isRefused(said: readonly Said[]): boolean {
  return said.every(({ kind }) => kind !== 'served')
}
