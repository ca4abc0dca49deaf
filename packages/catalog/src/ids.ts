/**
 * The catalog's vocabulary. Explanations, messages, chart layout and tests all
 * hang on these ids, so an id is never renamed lightly and never reused.
 */

export const processIds = [
  'application',
  'pilot-agent',
  'envoy',
  'istio-init',
  'istio-validation',
  'pilot-discovery',
  'ztunnel',
  'istio-cni',
  'agentgateway',
] as const
export type ProcessId = (typeof processIds)[number]

export const portIds = [
  // Envoy, in sidecars, gateways and waypoints
  'envoy-admin',
  'envoy-outbound',
  'envoy-inbound',
  'envoy-hbone',
  'envoy-health',
  'envoy-metrics',
  'envoy-secure-metrics',
  'envoy-secure-merged-metrics',
  'envoy-listener',
  'gateway-listener',
  'gateway-cross-network',
  'gateway-istiod-xds',
  'gateway-istiod-webhook',
  // pilot-agent
  'agent-status',
  'agent-dns',
  'agent-debug-tap',
  'istio-validation',
  // the workload
  'application',
  // istiod
  'istiod-http',
  'istiod-grpc',
  'istiod-secure-grpc',
  'istiod-monitoring',
  'istiod-webhook',
  'istiod-ctrlz',
  // ztunnel, in its own pod
  'ztunnel-admin',
  'ztunnel-metrics',
  'ztunnel-readiness',
  // ztunnel, inside the network namespace of a captured workload
  'ztunnel-outbound',
  'ztunnel-inbound-plaintext',
  'ztunnel-inbound-hbone',
  'ztunnel-dns',
  'ztunnel-socks5',
  // istio-cni-node
  'cni-metrics',
  'cni-health',
  'cni-ctrlz',
  // agentgateway
  'agentgateway-metrics',
  'agentgateway-readiness',
] as const
export type PortId = (typeof portIds)[number]

export const socketIds = [
  'xds-socket',
  'sds-socket',
  'external-sds-socket',
  'cni-sockets',
  'ztunnel-socket',
] as const
export type SocketId = (typeof socketIds)[number]

/** What stands outside the pod. */
export const peerIds = [
  'istiod',
  'api-server',
  'kubelet',
  'prometheus',
  'clients',
  'upstreams',
  'you',
  'proxies',
  'node-ztunnel',
  'node-cni',
  'xds-clients',
] as const
export type PeerId = (typeof peerIds)[number]

export const linkIds = [
  'clients-to-inbound',
  'clients-to-gateway',
  'clients-to-waypoint',
  'clients-to-application',
  'inbound-to-application',
  'application-to-outbound',
  'outbound-to-upstreams',
  'gateway-to-upstreams',
  'application-to-dns',
  'dns-to-upstream-resolver',
  'envoy-to-agent-xds',
  'envoy-to-agent-sds',
  'agent-to-istiod',
  'agent-starts-envoy',
  'kubelet-to-health',
  'health-to-agent-status',
  'kubelet-to-agent-status',
  'agent-status-to-application',
  'agent-status-to-envoy-metrics',
  'agent-status-to-envoy-admin',
  'metrics-to-admin',
  'prometheus-to-agent-status',
  'prometheus-to-envoy-metrics',
  'prometheus-to-secure-metrics',
  'you-to-debug',
  'api-server-to-webhook',
  'proxies-to-secure-grpc',
  'proxies-to-grpc',
  'istiod-to-api-server',
  'kubelet-to-istiod-ready',
  'prometheus-to-istiod-monitoring',
  'clients-to-hbone',
  'ztunnel-to-istiod',
  'kubelet-to-ztunnel-readiness',
  'prometheus-to-ztunnel-metrics',
  'ztunnel-to-workload',
  'cni-to-ztunnel',
  'kubelet-to-cni-health',
  'prometheus-to-cni-metrics',
  'agentgateway-to-istiod',
  'kubelet-to-agentgateway-readiness',
  'prometheus-to-agentgateway-metrics',
  'application-to-agent-xds',
  'istiod-tap',
] as const
export type LinkId = (typeof linkIds)[number]

/** Cheap questions about a process that tell what no port state tells. */
export const vitalIds = ['envoy-state', 'envoy-xds-stream', 'envoy-config-rejected'] as const
export type VitalId = (typeof vitalIds)[number]

/** Why a port is absent, only possible, or not asked. */
export const presenceReasons = [
  'removed-in-1-25',
  'needs-istio-1-31',
  'not-configured',
  // Said of what a look inside found, and of no port of the catalog.
  'only-in-socket-table',
  'interception-none',
  'status-port-zero',
  'dns-capture-off',
  'dns-capture-unknown',
  'hbone-off',
  'hbone-unknown',
  'merged-into-http',
  'no-envoy',
  'envoy-disabled',
  'version-unknown',
  'no-secure-serving',
  'socks5-unknown',
  'transient-init',
  'metrics-merge-off',
  'udp-only',
  'listener-not-served',
  'listeners-unread',
  'mesh-config-unread',
  'container-not-running',
] as const
export type PresenceReason = (typeof presenceReasons)[number]

/** Why a pod is what the catalog says it is. */
export const kindReasons = [
  'has-native-sidecar',
  'has-sidecar',
  'is-gateway-chart',
  'is-gateway-api',
  'is-east-west',
  'is-waypoint',
  'is-ztunnel',
  'is-istio-cni',
  'is-istiod',
  'is-agentgateway',
  'is-proxyless',
  'captured-by-ztunnel',
  'outside-namespace-not-labelled',
  'outside-pod-opted-out',
  'outside-host-network',
  'outside-created-before-label',
  'outside-injection-failed',
  'outside-namespace-unread',
  'outside-kubernetes-system',
] as const
export type KindReason = (typeof kindReasons)[number]

/** Sources outside the pod that a chart may need, by the name under which `Chart.unread` lists them. */
export const unreadIds = [
  'mesh-config',
  'namespace',
  'services',
  'istiod-pods',
  'envoy-listeners',
  'pod-environment',
] as const
export type UnreadId = (typeof unreadIds)[number]

const knownPortIds: ReadonlySet<string> = new Set(portIds)

/** Whether a chart's port is one that this catalog knows: charts come over the wire with plain text ids. */
export function isPortId(id: string): id is PortId {
  return knownPortIds.has(id)
}
