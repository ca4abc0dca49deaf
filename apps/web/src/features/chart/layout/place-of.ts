import type { ChartPort, ChartProcess } from '@portolan/contract/chart'
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

/**
 * The edge of its process that a port lies on.
 * @param lowest whether nothing stands below the process, so that its lower edge faces outside
 * @param alone whether the pod has no process of the mesh beside the application
 */
export function sideOfPort(port: ChartPort, process: ChartProcess, lowest: boolean, alone: boolean): Side {
  if (process.id === 'application') return alone ? 'left' : 'right'
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

/** Links that explain rather than carry the picture; they are drawn when one of their ends is chosen. */
const quietLinks: ReadonlySet<string> = new Set([
  'agent-starts-envoy',
  'kubelet-to-agent-status',
  'agent-status-to-application',
  'agent-status-to-envoy-admin',
  'agent-status-to-envoy-metrics',
  'metrics-to-admin',
  'istiod-tap',
  'dns-to-upstream-resolver',
])

export function isQuiet(linkId: string): boolean {
  return quietLinks.has(linkId)
}
