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

/** A process that the chart calls by the catalog's name, as /proc calls it. */
function sameProcess(chartProcess: string, comm: string | undefined): boolean {
  // An unreadable holder belongs to another user, which only an application container has.
  if (comm === undefined) return chartProcess.startsWith('application')
  return chartProcess === comm || (comm === 'pilot-discovery' && chartProcess === 'pilot-discovery')
}

function numberOf(port: ChartPort): number | undefined {
  return port.number.kind === 'known' ? port.number.value : undefined
}

/**
 * Holds the chart of one pod against its kernel's socket table, in both directions: what listens
 * is on the chart at the right process with a state that says so, and nothing else is shown open.
 */
export function comparePod(pod: PodEvidence): readonly Row[] {
  const state = new Map(pod.observations.map((observation) => [observation.port, observation]))
  const listens = new Set(pod.sockets.map(({ port }) => port))
  const fromSockets = pod.sockets.map((socket): Row => {
    const described = `${socket.process ?? 'another user'}, ${socket.address}`
    const charted = pod.ports.find(
      (port) => numberOf(port) === socket.port && port.presence.kind !== 'absent',
    )
    if (!charted) {
      const known = pod.nameable.has(socket.port)
      return {
        port: socket.port,
        socket: described,
        chart: '-',
        verdict: known ? 'WRONG' : 'only the socket table knows',
        why: known ? 'Kubernetes or Envoy names it, and the chart does not show it' : '',
      }
    }
    const observed = state.get(charted.key)
    const chart = `${charted.process}: ${observed?.state ?? 'not observed'} (${observed?.evidence.kind ?? '-'})`
    const right = sameProcess(charted.process, socket.process)
    const shown = observed?.state === 'open' || observed?.state === 'not-ready'
    const bound = (charted.binds === 'loopback') === (socket.address === 'loopback')
    const why = [
      right ? '' : `held by ${socket.process}`,
      shown ? '' : 'it listens, and the state does not say so',
      bound ? '' : `bound to ${socket.address}, charted as ${charted.binds}`,
    ].filter((text) => text !== '')
    return {
      port: socket.port,
      socket: described,
      chart,
      verdict: why.length === 0 ? 'agrees' : 'WRONG',
      why: why.join('; '),
    }
  })
  const onlyCharted = pod.ports.flatMap((port): Row[] => {
    const number = numberOf(port)
    const observed = state.get(port.key)
    if (number === undefined || listens.has(number) || port.presence.kind === 'absent') return []
    const claimsOpen = observed?.state === 'open' || observed?.state === 'not-ready'
    return [
      {
        port: number,
        socket: '-',
        chart: `${port.process}: ${observed?.state ?? 'not observed'} (${observed?.evidence.kind ?? '-'})`,
        verdict: claimsOpen ? 'WRONG' : 'agrees',
        why: claimsOpen ? 'shown as listening, and nothing listens' : '',
      },
    ]
  })
  return [...fromSockets, ...onlyCharted].toSorted((a, b) => a.port - b.port)
}
