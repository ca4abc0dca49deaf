import { accepts, asksHttp, type PortDefinition } from './define-port.ts'
import { envoyAdminEndpoints, envoyHealthEndpoints, envoyMetricsEndpoints } from './envoy-admin-endpoints.ts'

/**
 * Envoy's ports in sidecars, gateways and waypoints.
 * @see istio: pkg/bootstrap/config.go, tools/packaging/common/envoy_bootstrap.json
 */
export const envoyAdmin: PortDefinition = {
  id: 'envoy-admin',
  process: 'envoy',
  number: 15000,
  protocol: 'http',
  binds: 'loopback',
  purpose: 'debug',
  // Text of the server's state; 503 unless it is LIVE.
  probe: asksHttp('/ready', 503),
  configuredBy: [
    'meshConfig.defaultConfig.proxyAdminPort',
    'annotation proxy.istio.io/config: proxyAdminPort',
    'ProxyConfig',
  ],
  endpoints: envoyAdminEndpoints,
}

export const envoyOutbound: PortDefinition = {
  id: 'envoy-outbound',
  process: 'envoy',
  number: 15001,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'traffic',
  // A direct hit is sent into a black hole: it is accepted, then closed.
  probe: accepts,
  configuredBy: ['meshConfig.proxyListenPort', 'annotation sidecar.istio.io/interceptionMode'],
  endpoints: [],
}

export const envoyInbound: PortDefinition = {
  id: 'envoy-inbound',
  process: 'envoy',
  number: 15006,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'traffic',
  probe: accepts,
  configuredBy: ['meshConfig.proxyInboundListenPort', 'annotation sidecar.istio.io/interceptionMode'],
  endpoints: [],
}

export const envoyHbone: PortDefinition = {
  id: 'envoy-hbone',
  process: 'envoy',
  number: 15008,
  protocol: 'hbone',
  binds: 'all',
  purpose: 'traffic',
  probe: { kind: 'tls' },
  configuredBy: ['ISTIO_META_ENABLE_HBONE', 'PILOT_ENABLE_AMBIENT (istiod)'],
  endpoints: [],
}

export const envoyHealth: PortDefinition = {
  id: 'envoy-health',
  process: 'envoy',
  number: 15021,
  protocol: 'http',
  binds: 'all',
  purpose: 'health',
  probe: asksHttp('/healthz/ready', 503),
  configuredBy: ['ENVOY_STATUS_PORT'],
  endpoints: envoyHealthEndpoints,
}

export const envoyMetrics: PortDefinition = {
  id: 'envoy-metrics',
  process: 'envoy',
  number: 15090,
  protocol: 'http',
  binds: 'all',
  purpose: 'telemetry',
  // One route only, so `/` is a 404 that costs nothing and proves the listener.
  probe: asksHttp('/'),
  configuredBy: ['ENVOY_PROMETHEUS_PORT', 'METRICS_LOCALHOST_ACCESS_ONLY'],
  endpoints: envoyMetricsEndpoints,
}

/** Copies of the metrics behind the workload's certificate; a client without one of the mesh gets an alert. */
export const envoySecureMetrics: PortDefinition = {
  id: 'envoy-secure-metrics',
  process: 'envoy',
  number: 0,
  protocol: 'https',
  binds: 'all',
  purpose: 'telemetry',
  probe: { kind: 'tls' },
  since: '1.31',
  configuredBy: ['ENVOY_SECURE_METRICS_PORT'],
  endpoints: [],
}

export const envoySecureMergedMetrics: PortDefinition = {
  ...envoySecureMetrics,
  id: 'envoy-secure-merged-metrics',
  configuredBy: ['ENVOY_SECURE_MERGED_METRICS_PORT'],
}

/** A listener of a sidecar without interception, which is bound to its own port. */
export const envoyListener: PortDefinition = {
  id: 'envoy-listener',
  process: 'envoy',
  number: 0,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'traffic',
  probe: accepts,
  configuredBy: ['Sidecar', 'Service', 'EnvoyFilter'],
  endpoints: [],
}

export const gatewayListener: PortDefinition = {
  id: 'gateway-listener',
  process: 'envoy',
  number: 0,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'traffic',
  probe: accepts,
  configuredBy: ['Gateway', 'Service targetPort'],
  endpoints: [],
}

/** East-west gateways: SNI decides where a connection goes. */
export const gatewayCrossNetwork: PortDefinition = {
  ...gatewayListener,
  id: 'gateway-cross-network',
  number: 15443,
  protocol: 'tls',
}

export const gatewayIstiodXds: PortDefinition = {
  ...gatewayListener,
  id: 'gateway-istiod-xds',
  number: 15012,
  protocol: 'tls',
  purpose: 'control',
}

export const gatewayIstiodWebhook: PortDefinition = {
  ...gatewayListener,
  id: 'gateway-istiod-webhook',
  number: 15017,
  protocol: 'tls',
  purpose: 'control',
}
