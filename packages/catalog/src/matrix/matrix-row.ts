import type { MatrixDeviation, MatrixPort, MatrixSighting } from '@portolan/contract/matrix'
import { declaredDeviations } from './declared-deviations.ts'
import { knownPorts, targetText, targetsOf } from './known-ports.ts'
import type { KnownPort, Target } from './known-ports.ts'
import type { MatrixFacts, Sighting } from './matrix-facts.ts'
import { endpointDeviations, seenDeviations } from './seen-deviations.ts'
import { podSettingsDeviations, settingsDeviations } from './settings-deviations.ts'

/** One pod's ports, what was seen of them, and what is not as one would expect. */
export type MatrixRow = {
  /** In the order of their numbers. */
  readonly ports: readonly MatrixPort[]
  readonly seen: readonly MatrixSighting[]
  /** About the pod as a whole. */
  readonly deviations: readonly MatrixDeviation[]
}

/** Joins everything that tells of one pod's ports. Never throws, whatever the objects say. */
export function matrixRow(facts: MatrixFacts): MatrixRow {
  const targets = targetsOf(facts)
  const seen: MatrixSighting[] = []
  const ports = knownPorts(facts, targets).map((port, at): MatrixPort => {
    const sighting = latestOf(port, facts.sightings)
    if (sighting !== undefined) {
      const { state, by, seenAt } = sighting
      seen.push({ at, state, by, seenAt })
    }
    const { chartPort: _, targets: __, ...rest } = port
    return {
      ...rest,
      deviations: [
        ...seenDeviations(facts, port, sighting),
        ...declaredDeviations(facts, port),
        ...endpointDeviations(facts, port),
        ...settingsDeviations(facts, port),
      ],
    }
  })
  return { ports, seen, deviations: [...unresolved(targets), ...podSettingsDeviations(facts)] }
}

/** Probes ask the chart's ports by their keys, looks see numbers. */
function latestOf(port: KnownPort, sightings: readonly Sighting[]): Sighting | undefined {
  return sightings
    .filter((one) =>
      one.key === undefined || port.key === undefined
        ? one.number !== undefined && one.number === port.number && one.transport === port.transport
        : one.key === port.key,
    )
    .toSorted((a, b) => (a.seenAt < b.seenAt ? 1 : -1))[0]
}

function unresolved(targets: readonly Target[]): readonly MatrixDeviation[] {
  return targets
    .filter(({ target }) => target === undefined)
    .map((one) => ({
      id: 'target-unresolved',
      severity: 'warning',
      subject: `${targetText(one)} → ${one.port.targetPort ?? ''}`,
    }))
}
