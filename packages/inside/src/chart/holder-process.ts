import type { Chart, ChartProcess } from '@portolan/contract/chart'
import type { SocketHolder } from '@portolan/contract/inside'

/** The chart's process that a socket's holder is or belongs to: by name within its container, else that container's first. */
export function processOfHolder(
  chart: Chart,
  { container, name }: Pick<SocketHolder, 'container' | 'name'>,
): ChartProcess | undefined {
  const own = chart.processes.filter((process) => process.container === container)
  return own.find((process) => process.id === name || process.name === name) ?? own[0]
}

/**
 * The chart's process of a socket. What nobody who could be read holds belongs
 * to a container that could not be read, if there is exactly one.
 */
export function processOfSocket(
  chart: Chart,
  holders: readonly SocketHolder[],
  unreadContainers: readonly string[],
): ChartProcess | undefined {
  for (const holder of holders) {
    const process = processOfHolder(chart, holder)
    if (process !== undefined) return process
  }
  const [only, another] = unreadContainers
  if (holders.length > 0 || only === undefined || another !== undefined) return undefined
  return chart.processes.find(({ container }) => container === only)
}
