import type { ComponentKind, Purpose } from '@portolan/contract/chart'
import type { LinkId, PeerId, PortId, ProcessId, SocketId, VitalId } from '../ids.ts'

/** One end of a link before it is resolved: every part of the chart with that id. */
export type LinkEnd =
  | { readonly kind: 'process'; readonly id: ProcessId }
  | { readonly kind: 'port'; readonly id: PortId }
  | { readonly kind: 'socket'; readonly id: SocketId }
  | { readonly kind: 'peer'; readonly id: PeerId }

/** What a link needs beyond both of its ends. */
export type LinkCondition =
  /** The agent stands in for the application: its probes were rewritten, or its metrics are merged. */
  | 'agent-stands-in'
  /** Prometheus is told by annotation to come to this port. */
  | 'scraped-by-annotation'

export type LinkDefinition = {
  readonly id: LinkId
  readonly kinds: readonly ComponentKind[]
  readonly from: LinkEnd
  readonly to: LinkEnd
  readonly protocol: string
  readonly purpose: Purpose
  /** Ports that must answer beside those at the ends. */
  readonly dependsOn?: readonly PortId[]
  readonly vital?: VitalId
  readonly condition?: LinkCondition
}

export function process(id: ProcessId): LinkEnd {
  return { kind: 'process', id }
}

export function port(id: PortId): LinkEnd {
  return { kind: 'port', id }
}

export function socket(id: SocketId): LinkEnd {
  return { kind: 'socket', id }
}

export function peer(id: PeerId): LinkEnd {
  return { kind: 'peer', id }
}

/** Everything with an Envoy. */
export const envoyKinds = ['sidecar', 'gateway', 'waypoint'] as const
/** Everything with a pilot-agent. */
export const agentKinds = ['sidecar', 'gateway', 'waypoint', 'proxyless'] as const
