import type { ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type {
  PodObservations,
  PortObservation,
  PortTransition,
  VitalObservation,
} from '@portolan/contract/observation'
import { stateOf } from '@portolan/catalog/port-state'

/** Stretches of one state that are remembered per port. */
const longestHistory = 64

/** What was written since the last look, in the shape of a live event. */
export type ObservedChange = {
  readonly ports: PortObservation[]
  readonly transitions: Record<string, PortTransition[]>
  readonly vitals: VitalObservation[]
}

/**
 * The latest observation of each port and vital of one pod, and the stretches
 * of state that led there. No state is stored on its own: each is computed
 * from its evidence when it is written.
 */
export class ObservationBook {
  readonly #ports = new Map<string, PortObservation>()
  readonly #history = new Map<string, PortTransition[]>()
  readonly #vitals = new Map<string, VitalObservation>()
  readonly #changedPorts = new Set<string>()
  readonly #changedHistory = new Set<string>()
  readonly #changedVitals = new Set<string>()

  write(port: ChartPort, evidence: Evidence, at: Date): void {
    const observation = {
      port: port.key,
      state: stateOf(port, evidence),
      evidence,
      observedAt: at.toISOString(),
    }
    this.#ports.set(port.key, observation)
    this.#changedPorts.add(port.key)
    const history = this.#history.get(port.key) ?? []
    if (history.at(-1)?.state === observation.state) return
    history.push({ state: observation.state, since: observation.observedAt })
    if (history.length > longestHistory) history.shift()
    this.#history.set(port.key, history)
    this.#changedHistory.add(port.key)
  }

  writeVital(vital: VitalObservation): void {
    this.#vitals.set(vital.vital, vital)
    this.#changedVitals.add(vital.vital)
  }

  evidenceOf(key: string): Evidence | undefined {
    return this.#ports.get(key)?.evidence
  }

  /** Forgets every port and vital that is not on the chart any more. */
  keep(ports: ReadonlySet<string>, vitals: ReadonlySet<string>): void {
    for (const key of this.#ports.keys()) {
      if (ports.has(key)) continue
      this.#ports.delete(key)
      this.#history.delete(key)
    }
    for (const key of this.#vitals.keys()) if (!vitals.has(key)) this.#vitals.delete(key)
  }

  current(): PodObservations {
    return {
      ports: [...this.#ports.values()],
      history: Object.fromEntries([...this.#history].map(([key, stretches]) => [key, [...stretches]])),
      vitals: [...this.#vitals.values()],
    }
  }

  /** What was written since this was last called; `undefined` when nothing was. */
  takeChange(): ObservedChange | undefined {
    if (this.#changedPorts.size + this.#changedVitals.size === 0) return undefined
    const change = {
      ports: pick(this.#ports, this.#changedPorts),
      transitions: Object.fromEntries(
        [...this.#changedHistory].map((key) => [key, [...(this.#history.get(key) ?? [])]]),
      ),
      vitals: pick(this.#vitals, this.#changedVitals),
    }
    this.#changedPorts.clear()
    this.#changedHistory.clear()
    this.#changedVitals.clear()
    return change
  }
}

function pick<T>(all: ReadonlyMap<string, T>, keys: ReadonlySet<string>): T[] {
  return [...keys].flatMap((key) => {
    const value = all.get(key)
    return value === undefined ? [] : [value]
  })
}
