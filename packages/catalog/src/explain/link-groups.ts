import type { LinkId } from '../ids.ts'
import type { Explanation } from './explanation.ts'

/** Links that carry what the pod is there for, and its names. */
export type TrafficLinkId = Extract<
  LinkId,
  | `clients-to-${string}`
  | `inbound-to-${string}`
  | `outbound-to-${string}`
  | `gateway-to-${string}`
  | 'application-to-outbound'
  | 'application-to-dns'
  | 'dns-to-upstream-resolver'
  | 'ztunnel-to-workload'
>

/** Links below and inside: probes, metrics, debugging. */
export type HealthLinkId = Extract<
  LinkId,
  | `kubelet-to-${string}`
  | `prometheus-to-${string}`
  | `agent-status-to-${string}`
  | `health-to-${string}`
  | `metrics-to-${string}`
  | `you-to-${string}`
>

export type ControlLinkId = Exclude<LinkId, TrafficLinkId | HealthLinkId>

export type LinkGroup<Id extends LinkId> = Readonly<Record<Id, Explanation>>
