import type { ChartPort } from '@portolan/contract/chart'
import type { PortObservation } from '@portolan/contract/observation'
import type { ListeningSocket } from './listening-sockets.ts'

export type Row = {
  readonly port: number
  /** The socket table's words: holder and bound address. */
  readonly socket: string
  /** The chart's words: process and state. */
  readonly chart: string
  readonly verdict: 'agrees' | 'only the socket table knows' | 'WRONG'
  readonly why: string
}

export type PodEvidence = {
  readonly sockets: readonly ListeningSocket[]
  readonly ports: readonly ChartPort[]
  readonly observations: readonly PortObservation[]
  /** Ports that Kubernetes or Envoy's listeners name, read independently of the product. */
  readonly nameable: ReadonlySet<number>
}

/** Istio's own programs, as /proc calls them. What they hold is never an application's secret. */
const meshProgram = /^(envoy|pilot-agent|pilot-discovery|ztunnel|install-cni|agentgateway)/

/** Ports that Istio's documentation names. @see https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const documented: ReadonlySet<number> = new Set([
  15000, 15001, 15004, 15006, 15008, 15010, 15012, 15014, 15017, 15020, 15021, 15053, 15080, 15090, 15443,
])

/** A process that the chart calls by the catalog's name, as /proc calls it. */
function sameProcess(chartProcess: string, comm: string | undefined): boolean {
  const isApplication = chartProcess.startsWith('application')
  // An unreadable holder belongs to another user, which only an application container has.
  if (comm === undefined || !meshProgram.test(comm)) return isApplication
  return chartProcess === comm
}

function numberOf(port: ChartPort): number | undefined {
  return port.number.kind === 'known' ? port.number.value : undefined
}

/**
 * Holds the chart of one pod against its kernel's socket table, in both directions: what listens
 * is on the chart at the right process with a state that says so, and what does not listen is shown
 * closed, or absent.
 */
export function comparePod(pod: PodEvidence): readonly Row[] {
  const state = new Map(pod.observations.map((observation) => [observation.port, observation]))
  const listens = new Set(pod.sockets.map(({ port }) => port))
  const said = (port: ChartPort): string => {
    const observed = state.get(port.key)
    return `${port.process}: ${observed?.state ?? 'not observed'} (${observed?.evidence.kind ?? '-'})`
  }
  const fromSockets = pod.sockets.map((socket): Row => {
    const described = `${socket.process ?? 'another user'}, ${socket.address}`
    const charted = pod.ports.find(
      (port) => numberOf(port) === socket.port && port.presence.kind !== 'absent',
    )
    if (!charted) {
      const known =
        pod.nameable.has(socket.port) || documented.has(socket.port) || meshProgram.test(socket.process ?? '')
      return {
        port: socket.port,
        socket: described,
        chart: '-',
        verdict: known ? 'WRONG' : 'only the socket table knows',
        why: known ? 'Kubernetes, Istio or Envoy knows it, and the chart does not show it' : '',
      }
    }
    const observed = state.get(charted.key)
    const shown = observed?.state === 'open' || observed?.state === 'not-ready'
    const bound = (charted.binds === 'loopback') === (socket.address === 'loopback')
    const why = [
      sameProcess(charted.process, socket.process) ? '' : `held by ${socket.process ?? 'another user'}`,
      shown ? '' : 'it listens, and the state does not say so',
      bound ? '' : `bound to ${socket.address}, charted as ${charted.binds}`,
    ].filter((text) => text !== '')
    return {
      port: socket.port,
      socket: described,
      chart: said(charted),
      verdict: why.length === 0 ? 'agrees' : 'WRONG',
      why: why.join('; '),
    }
  })
  const onlyCharted = pod.ports.flatMap((port): Row[] => {
    const number = numberOf(port)
    if (number === undefined || listens.has(number)) return []
    const observed = state.get(port.key)?.state
    const honest = observed === 'closed' || observed === 'absent'
    return [
      {
        port: number,
        socket: '-',
        chart: said(port),
        verdict: honest ? 'agrees' : 'WRONG',
        why: honest ? '' : 'nothing listens, and the state does not say so',
      },
    ]
  })
  const unnumbered = pod.ports.flatMap((port): Row[] =>
    port.number.kind === 'known' || port.presence.kind !== 'expected'
      ? []
      : [{ port: 0, socket: '?', chart: said(port), verdict: 'WRONG', why: `no number for ${port.key}` }],
  )
  return [...fromSockets, ...onlyCharted, ...unnumbered].toSorted((a, b) => a.port - b.port)
}
