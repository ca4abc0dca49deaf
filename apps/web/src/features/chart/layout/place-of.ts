import type { Chart, ChartLink, ChartPort, ChartProcess, ChartSocket } from '@portolan/contract/chart'
import type { PeerId } from '@portolan/catalog/ids'
import type { Side } from './geometry.ts'

/**
 * The axes carry the meaning: traffic crosses from left to right, control comes
 * from above, health and telemetry leave below, debugging reaches in from the right.
 */
const peerSides: Readonly<Record<PeerId, Side>> = {
  istiod: 'top',
  'api-server': 'top',
  proxies: 'top',
  'xds-clients': 'top',
  'node-cni': 'top',
  clients: 'left',
  upstreams: 'right',
  you: 'right',
  kubelet: 'bottom',
  prometheus: 'bottom',
  'node-ztunnel': 'right',
}

export function sideOfPeer(id: string): Side {
  return Object.entries(peerSides).find(([peer]) => peer === id)?.[1] ?? 'top'
}

/** Whether a peer beside the pod dials this port itself. */
function isDialledFromLeft(chart: Chart, port: ChartPort): boolean {
  return chart.links.some(({ from, to }) => {
    const peer = from.kind === 'peer' ? chart.peers.find(({ key }) => key === from.key) : undefined
    return to.kind === 'port' && to.key === port.key && peer !== undefined && sideOfPeer(peer.id) === 'left'
  })
}

/**
 * The edge of its process that a port lies on.
 * @param lowest whether nothing of the mesh stands below the process, so that its lower edge faces outside
 */
export function sideOfPort(chart: Chart, port: ChartPort, process: ChartProcess, lowest: boolean): Side {
  if (process.id === 'application') {
    const alone = chart.processes.every(({ id }) => id === 'application')
    return alone || isDialledFromLeft(chart, port) ? 'left' : 'right'
  }
  switch (port.purpose) {
    case 'traffic':
    case 'interprocess':
      return 'left'
    case 'control':
      return 'top'
    case 'health':
    case 'telemetry':
      return lowest ? 'bottom' : 'right'
    case 'debug':
      return 'right'
  }
}

/** The edge that faces whoever dials the socket: the application, something outside, or the process below. */
export function sideOfSocket(chart: Chart, socket: ChartSocket): Side {
  const dialler = chart.links.find(({ to }) => to.kind === 'socket' && to.key === socket.key)?.from
  if (dialler?.kind === 'peer') {
    const peer = chart.peers.find(({ key }) => key === dialler.key)
    return peer === undefined ? 'left' : sideOfPeer(peer.id)
  }
  const process = chart.processes.find(({ key }) => key === dialler?.key)
  if (process === undefined) return 'left'
  return process.id === 'application' ? 'left' : 'bottom'
}

/** Ports that traffic from outside the pod enters by. */
export function isEntry(portId: string): boolean {
  return portId === 'envoy-inbound' || portId === 'envoy-hbone' || portId.startsWith('ztunnel-inbound')
}

/** Links that explain rather than carry the picture; they are drawn when one of their ends is chosen. */
const quietLinks: ReadonlySet<string> = new Set([
  'agent-starts-envoy',
  'agent-status-to-application',
  'agent-status-to-envoy-admin',
  'agent-status-to-envoy-metrics',
  'metrics-to-admin',
  'istiod-tap',
  'dns-to-upstream-resolver',
])

/** Whether a link is drawn only when it, or one of its ends, is chosen. */
export function isQuiet({ links }: Chart, { id }: ChartLink): boolean {
  // Kubelet asks the agent itself for the application's health, unless that is its only way in.
  if (id === 'kubelet-to-agent-status') return links.some((other) => other.id === 'kubelet-to-health')
  return quietLinks.has(id)
}
