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
import type { ChartLook } from '@portolan/inside/chart/chart-with-look'
import type { TableEvidence } from '@portolan/inside/chart/listening-ports'

/** What is known of a port, by a question that it was asked or by the pod's own table of sockets. */
export type KnownPort = Omit<PortObservation, 'evidence'> & {
  readonly evidence: PortObservation['evidence'] | TableEvidence
}

/** A chart joined with the latest that was observed of it. */
export type ChartView = {
  /** With what a look inside found to listen, where somebody looked. */
  readonly chart: Chart
  /** By port key; a port of which nothing is known yet is missing. */
  readonly ports: ReadonlyMap<string, KnownPort>
  readonly history: Readonly<Record<string, readonly PortTransition[]>>
  readonly vitals: ReadonlyMap<string, VitalObservation>
  readonly links: ReadonlyMap<string, LinkState>
  /** Whether every port has been looked at once. */
  readonly complete: boolean
  /** What the latest look inside adds; `undefined` while nobody looked. */
  readonly look: ChartLook | undefined
}

export function viewOf(chart: Chart, observations: PodObservations, look?: ChartLook): ChartView {
  const whole = look?.chart ?? chart
  const asked = new Map(observations.ports.map((observation) => [observation.port, observation]))
  const ports = new Map(
    whole.ports.flatMap(({ key }): readonly (readonly [string, KnownPort])[] => {
      const known = knownPort(key, asked.get(key), look)
      return known === undefined ? [] : [[key, known]]
    }),
  )
  const stateOf = (link: ChartLink): LinkState => {
    const state = linkState(whole, link, [...ports.values()], observations.vitals)
    // A connection that is open is more than what could not be learned.
    return state === 'unknown' && look?.channels.has(link.key) === true ? 'up' : state
  }
  return {
    chart: whole,
    ports,
    history: observations.history,
    vitals: new Map(observations.vitals.map((observation) => [observation.vital, observation])),
    links: new Map(whole.links.map((link) => [link.key, stateOf(link)])),
    complete: chart.ports.every(({ key }) => asked.has(key)),
    look,
  }
}

/** A port of which nothing is known yet is unknown. */
export function portStateIn(view: ChartView, key: string): PortState {
  return view.ports.get(key)?.state ?? 'unknown'
}

/**
 * The question that the port was asked counts before the table, which is as old
 * as the look, unless it taught nothing, or was asked before the look. What
 * nobody may forward to stays forbidden: the table is no way there.
 */
function knownPort(
  key: string,
  asked: PortObservation | undefined,
  look: ChartLook | undefined,
): KnownPort | undefined {
  const evidence = look?.evidence.get(key)
  if (look === undefined || evidence === undefined) return asked
  const taught = asked !== undefined && asked.state !== 'unknown'
  if (taught && (asked.state === 'forbidden' || asked.observedAt >= look.at || agrees(asked.state, evidence)))
    return asked
  return { port: key, state: evidence.listening ? 'open' : 'closed', evidence, observedAt: look.at }
}

/** What listens may be open or not ready: only a question tells. */
function agrees(state: PortState, { listening }: TableEvidence): boolean {
  return listening === (state === 'open' || state === 'not-ready')
}
