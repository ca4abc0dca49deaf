import type { Chart, ChartLink } from '@portolan/contract/chart'
import type { PortObservation, VitalObservation } from '@portolan/contract/observation'

export type LinkState = 'up' | 'degraded' | 'down' | 'unknown'

/**
 * What is known of a link right now, from the ports that must answer for it
 * and from its vital sign. A closed port or a failed vital sign takes it down,
 * whatever else answers; a port that is not ready degrades it; where something
 * was not learned yet it is unknown rather than up.
 */
export function linkState(
  chart: Chart,
  link: ChartLink,
  ports: readonly Pick<PortObservation, 'port' | 'state'>[],
  vitals: readonly VitalObservation[],
): LinkState {
  const states: LinkState[] = link.dependsOn.map((key) => stateOfPort(ports.find(({ port }) => port === key)))
  if (link.vital !== undefined) states.push(stateOfVital(vitals.find(({ vital }) => vital === link.vital)))
  states.push(...stateOfPeer(chart, link))
  if (states.includes('down')) return 'down'
  if (states.includes('degraded')) return 'degraded'
  return states.length === 0 || states.includes('unknown') ? 'unknown' : 'up'
}

function stateOfPort(observation: Pick<PortObservation, 'state'> | undefined): LinkState {
  switch (observation?.state) {
    case 'open':
      return 'up'
    case 'not-ready':
      return 'degraded'
    case 'closed':
    case 'absent':
      return 'down'
    case 'forbidden':
    case 'unknown':
    case undefined:
      return 'unknown'
  }
}

function stateOfVital(observation: VitalObservation | undefined): LinkState {
  switch (observation?.state) {
    case 'good':
      return 'up'
    case 'bad':
      return 'down'
    case 'unknown':
    case undefined:
      return 'unknown'
  }
}

/** A link to istiod is at best degraded while no pod of it is ready. Nothing is said where its pods are not known. */
function stateOfPeer({ peers }: Chart, { to }: ChartLink): readonly LinkState[] {
  const pods = to.kind === 'peer' ? (peers.find(({ key }) => key === to.key)?.pods ?? []) : []
  return pods.length > 0 && pods.every(({ ready }) => !ready) ? ['degraded'] : []
}
