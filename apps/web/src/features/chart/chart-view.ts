import type { Chart, ChartLink } from '@portolan/contract/chart'
import type {
  PodObservations,
  PortObservation,
  PortTransition,
  VitalObservation,
} from '@portolan/contract/observation'
import type { PortState } from '@portolan/contract/port-state'
import { linkState } from '@portolan/catalog/link-state'
import type { LinkState } from '@portolan/catalog/link-state'

/** A chart joined with the latest that was observed of it. */
export type ChartView = {
  readonly chart: Chart
  /** By port key; a port that was not asked yet is missing. */
  readonly ports: ReadonlyMap<string, PortObservation>
  readonly history: Readonly<Record<string, readonly PortTransition[]>>
  readonly vitals: ReadonlyMap<string, VitalObservation>
  readonly links: ReadonlyMap<string, LinkState>
  /** Whether every port has been looked at once. */
  readonly complete: boolean
}

export function viewOf(chart: Chart, observations: PodObservations): ChartView {
  const ports = new Map(observations.ports.map((observation) => [observation.port, observation]))
  const stateOf = (link: ChartLink) => linkState(chart, link, observations.ports, observations.vitals)
  return {
    chart,
    ports,
    history: observations.history,
    vitals: new Map(observations.vitals.map((observation) => [observation.vital, observation])),
    links: new Map(chart.links.map((link) => [link.key, stateOf(link)])),
    complete: chart.ports.every(({ key }) => ports.has(key)),
  }
}

/** A port that was not asked yet is unknown. */
export function portStateIn(view: ChartView, key: string): PortState {
  return view.ports.get(key)?.state ?? 'unknown'
}
