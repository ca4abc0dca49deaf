import type { ComponentKind } from '@portolan/contract/chart'
import { agentDebugTap, agentDns, agentStatus } from './data/agent-ports.ts'
import { agentgatewayMetrics, agentgatewayReadiness } from './data/agentgateway-ports.ts'
import { cniCtrlz, cniHealth, cniMetrics } from './data/cni-ports.ts'
import type { PortDefinition } from './data/define-port.ts'
import {
  envoyAdmin,
  envoyHbone,
  envoyHealth,
  envoyInbound,
  envoyMetrics,
  envoyOutbound,
} from './data/envoy-ports.ts'
import {
  istiodCtrlz,
  istiodGrpc,
  istiodHttp,
  istiodMonitoring,
  istiodSecureGrpc,
  istiodWebhook,
} from './data/istiod-ports.ts'
import {
  ztunnelAdmin,
  ztunnelDns,
  ztunnelInboundHbone,
  ztunnelInboundPlaintext,
  ztunnelMetrics,
  ztunnelOutbound,
  ztunnelReadiness,
  ztunnelSocks5,
} from './data/ztunnel-ports.ts'

const proxy = [envoyAdmin, envoyHealth, envoyMetrics, agentStatus, agentDns, agentDebugTap]
const inPodRedirection = [
  ztunnelOutbound,
  ztunnelInboundPlaintext,
  ztunnelInboundHbone,
  ztunnelDns,
  ztunnelSocks5,
]

const ofKind: Readonly<Record<ComponentKind, readonly PortDefinition[]>> = {
  sidecar: [envoyOutbound, envoyInbound, envoyHbone, ...proxy],
  gateway: proxy,
  waypoint: [envoyHbone, ...proxy],
  ztunnel: [ztunnelAdmin, ztunnelMetrics, ztunnelReadiness],
  'captured-workload': inPodRedirection,
  'istio-cni': [cniMetrics, cniHealth, cniCtrlz],
  istiod: [istiodHttp, istiodGrpc, istiodSecureGrpc, istiodMonitoring, istiodWebhook, istiodCtrlz],
  agentgateway: [agentgatewayMetrics, agentgatewayReadiness],
  proxyless: [agentStatus, agentDns, agentDebugTap],
  outside: [],
}

/**
 * The ports that a component of this kind has where nothing was moved, to find
 * one by its number or name before its chart is read. Only the chart tells
 * which of them a pod really has.
 */
export function usualPorts(kind: ComponentKind): readonly Pick<PortDefinition, 'id' | 'number'>[] {
  return ofKind[kind]
}
