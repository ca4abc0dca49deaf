import type { PortId } from '../ids.ts'

/**
 * What istioctl offers for a port. Words in braces are filled in: `{pod}` and
 * `{namespace}` of the chart, `{port}` the port's number.
 * @see istio: istioctl/cmd
 */
export const istioctlCommands: Readonly<Partial<Record<PortId, readonly string[]>>> = {
  'envoy-admin': [
    'istioctl dashboard proxy {pod}.{namespace} --ui-port {port}',
    'istioctl proxy-config all {pod}.{namespace} --proxy-admin-port {port}',
  ],
  'envoy-outbound': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'envoy-inbound': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'envoy-hbone': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'envoy-listener': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'gateway-listener': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'gateway-cross-network': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'gateway-istiod-xds': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'gateway-istiod-webhook': ['istioctl proxy-config listeners {pod}.{namespace} --port {port}{admin}'],
  'agent-debug-tap': ['istioctl x internal-debug syncz'],
  'istiod-http': ['istioctl x internal-debug --list'],
  'istiod-secure-grpc': ['istioctl proxy-status'],
  'istiod-monitoring': ['istioctl dashboard istiod-debug {pod}.{namespace}'],
  'istiod-webhook': ['istioctl x injector list'],
  'istiod-ctrlz': [
    'istioctl dashboard controlz {pod}.{namespace} --ctrlz_port {port}',
    'istioctl admin log {pod}',
  ],
  'ztunnel-admin': ['istioctl ztunnel-config all {pod}.{namespace}'],
  application: ['istioctl x describe pod {pod}.{namespace}'],
}

/** Ports that `pilot-agent request` of the proxy's image reaches without a tunnel, shell or curl. */
export const agentRequestPaths: Readonly<Partial<Record<PortId, string>>> = {
  'envoy-admin': '/ready',
  'agent-status': '/healthz/ready',
  'envoy-health': '/healthz/ready',
  'agent-debug-tap': '/debug/syncz',
}

/** The same for `pilot-discovery request` of istiod's image, which asks the monitoring port. */
export const discoveryRequestPaths: Readonly<Partial<Record<PortId, string>>> = {
  'istiod-monitoring': '/debug/list',
}
