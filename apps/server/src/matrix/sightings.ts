import type { Sighting } from '@portolan/catalog/matrix/matrix-facts'
import type { Chart } from '@portolan/contract/chart'
import type { InsideLook } from '@portolan/contract/inside'
import type { PodObservations } from '@portolan/contract/observation'
import { evidenceOf, tableEvidence, unlistedListeners } from '@portolan/inside/chart/listening-ports'

/** What probes saw of a pod's ports; that they learned nothing is no sighting. */
export function probeSightings(chart: Chart, { ports }: PodObservations): readonly Sighting[] {
  return ports.flatMap(({ port: key, state, observedAt, evidence }): readonly Sighting[] => {
    const port = chart.ports.find((one) => one.key === key)
    // That there is no such port, or that its container does not run, was seen nowhere.
    const told = evidence.kind === 'catalog' || evidence.kind === 'not-running'
    if (port?.number.kind !== 'known' || state === 'unknown' || told) return []
    const transport = port.transports[0] ?? 'tcp'
    return [{ number: port.number.value, transport, key, state, by: 'probe', seenAt: observedAt }]
  })
}

/** What the latest look inside saw to listen, and what it did not. */
export function lookSightings(chart: Chart, look: InsideLook): readonly Sighting[] {
  if (look.socketsFrom === undefined || look.pod.uid !== chart.pod.uid) return []
  const seen = tableEvidence(chart, look)
  const known = chart.ports.flatMap(({ key, number, transports, presence }): readonly Sighting[] => {
    const evidence = seen.get(key)
    if (evidence === undefined || number.kind === 'unknown') return []
    // What only may be there and is not, is not missed.
    if (!evidence.listening && presence.kind !== 'expected') return []
    const state = evidence.listening ? 'open' : 'closed'
    return [
      { number: number.value, transport: transports[0] ?? 'tcp', key, state, by: 'look', seenAt: look.at },
    ]
  })
  const unlisted = unlistedListeners(chart, look)
    .filter(({ sockets }) => evidenceOf(sockets).listening)
    .map(({ number, transport }): Sighting => ({
      number,
      transport,
      state: 'open',
      by: 'look',
      seenAt: look.at,
    }))
  return [...known, ...unlisted]
}
