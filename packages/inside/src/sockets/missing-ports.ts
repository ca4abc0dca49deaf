import type { Chart, ChartPort } from '@portolan/contract/chart'
import { isListening, isUdp } from './socket-side.ts'
import type { HeldSocket } from './socket-side.ts'

/**
 * Keys of the ports that the chart expects and the table lacks. Ports of a
 * container that does not run are not missed here: Kubernetes says why.
 */
export function missingPorts(chart: Chart, sockets: readonly HeldSocket[]): string[] {
  const listening = new Set(
    sockets
      .filter(isListening)
      .map(({ family, local }) => `${isUdp(family) ? 'udp' : 'tcp'}:${local?.port ?? 0}`),
  )
  return chart.ports
    .filter((port) => {
      if (port.presence.kind !== 'expected' || port.number.kind !== 'known') return false
      const transport = port.transports.includes('tcp') ? 'tcp' : 'udp'
      return isServed(chart, port) && !listening.has(`${transport}:${port.number.value}`)
    })
    .map(({ key }) => key)
}

function isServed(chart: Chart, port: ChartPort): boolean {
  const container = chart.processes.find(({ key }) => key === port.process)?.container
  const state = chart.containers.find(({ name }) => name === container)?.state
  return state === undefined || state === 'running'
}
