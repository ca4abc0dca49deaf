import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { InsideSocket } from '@portolan/contract/inside'
import type { InsideRecord } from '@portolan/contract/inside-changes'
import { evidenceOf, portOfListener, tableEvidence, unlistedListeners } from './listening-ports.ts'
import type { TableEvidence, UnlistedListener } from './listening-ports.ts'
import { liveChannels } from './live-channels.ts'
import { seenSince } from './seen-since.ts'

/** Established connections that stand at one place of a chart. */
export type Channel = {
  readonly sockets: readonly InsideSocket[]
  /** The oldest of them is open since then at the latest, ISO 8601. */
  readonly since: string
}

/** What the latest look inside a pod adds to its chart. */
export type ChartLook = {
  /** When the look began, ISO 8601. */
  readonly at: string
  /** The chart, and what listens without being on it. */
  readonly chart: Chart
  /** What the socket table says of each port, by key. */
  readonly evidence: ReadonlyMap<string, TableEvidence>
  /** By link key. */
  readonly channels: ReadonlyMap<string, Channel>
  /** Accepted connections by port key. */
  readonly accepted: ReadonlyMap<string, Channel>
  /** Established TCP connections in all, those within the pod counted once. */
  readonly established: number
  /** Listening sockets that stand on no process of the chart: nobody could be found who holds them. */
  readonly homeless: readonly UnlistedListener[]
}

/**
 * Joins a pod's latest look into its chart. `undefined` where nobody looked,
 * where the look was into another pod of that name, or where it brought no
 * socket table.
 */
export function chartWithLook(chart: Chart, record: InsideRecord): ChartLook | undefined {
  const { look } = record
  if (look === undefined || look.socketsFrom === undefined || look.pod.uid !== chart.pod.uid) return undefined
  const listeners = unlistedListeners(chart, look)
  const evidence = new Map(tableEvidence(chart, look))
  const added: ChartPort[] = []
  for (const listener of listeners) {
    if (listener.process === undefined) continue
    const port = portOfListener(listener, listener.process)
    added.push(port)
    evidence.set(port.key, evidenceOf(listener.sockets))
  }
  const whole = added.length === 0 ? chart : { ...chart, ports: [...chart.ports, ...added] }
  const { onLinks, atPorts, count } = liveChannels(whole, look.sockets)
  const since = seenSince(record)
  return {
    at: look.at,
    chart: whole,
    evidence,
    channels: channelsOf(onLinks, since),
    accepted: channelsOf(atPorts, since),
    established: count,
    homeless: listeners.filter(({ process }) => process === undefined),
  }
}

function channelsOf(
  sockets: ReadonlyMap<string, readonly InsideSocket[]>,
  since: (key: string) => string,
): ReadonlyMap<string, Channel> {
  return new Map(
    [...sockets].map(([key, own]) => [
      key,
      { sockets: own, since: own.map((socket) => since(socket.key)).toSorted()[0] ?? '' },
    ]),
  )
}
