import type { Chart, ChartContainer, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'

/**
 * What is known of a port before anything is sent: that the catalog says it is
 * not there, that its number is unknown, that it must not be asked, or that
 * Kubernetes says its container does not run. `undefined` means: ask.
 * @param inTheWay what keeps this identity from the whole pod, such as a missing right
 */
export function knownWithoutAsking(
  chart: Chart,
  port: ChartPort,
  inTheWay: Evidence | undefined,
): Evidence | undefined {
  if (port.presence.kind === 'absent') return { kind: 'catalog', reason: port.presence.why }
  const container = containerOf(chart, port)
  if (container !== undefined && (container.state === 'waiting' || container.state === 'terminated')) {
    return { kind: 'not-running', container: container.name, text: container.text ?? container.state }
  }
  if (inTheWay !== undefined) return inTheWay
  if (port.number.kind === 'unknown') return { kind: 'unresolved', unread: port.number.unread }
  if (port.probe.kind === 'none') return { kind: 'not-asked', reason: port.probe.reason }
  return undefined
}

function containerOf(chart: Chart, port: ChartPort): ChartContainer | undefined {
  const process = chart.processes.find(({ key }) => key === port.process)
  return chart.containers.find(({ name }) => name === process?.container)
}
