import { accepts, asksHttp, type PortDefinition } from './define-port.ts'
import {
  ztunnelAdminEndpoints,
  ztunnelMetricsEndpoints,
  ztunnelReadinessEndpoints,
} from './ztunnel-endpoints.ts'

/** In ztunnel's own pod. @see ztunnel: src/config.rs */
export const ztunnelAdmin: PortDefinition = {
  id: 'ztunnel-admin',
  process: 'ztunnel',
  number: 15000,
  protocol: 'http',
  binds: 'loopback',
  purpose: 'debug',
  probe: asksHttp('/'),
  configuredBy: ['PROXY_CONFIG: proxyAdminPort', 'ADMIN_ADDR'],
  endpoints: ztunnelAdminEndpoints,
}

export const ztunnelMetrics: PortDefinition = {
  id: 'ztunnel-metrics',
  process: 'ztunnel',
  number: 15020,
  protocol: 'http',
  binds: 'all',
  purpose: 'telemetry',
  // Any other path than the metrics is a 404, which is as good and costs nothing.
  probe: asksHttp('/'),
  configuredBy: ['PROXY_CONFIG: statusPort', 'STATS_ADDR'],
  endpoints: ztunnelMetricsEndpoints,
}

export const ztunnelReadiness: PortDefinition = {
  id: 'ztunnel-readiness',
  process: 'ztunnel',
  number: 15021,
  protocol: 'http',
  binds: 'all',
  purpose: 'health',
  // 500 lists the tasks that are pending; there is no 503 here.
  probe: asksHttp('/healthz/ready', 500),
  configuredBy: ['READINESS_ADDR'],
  endpoints: ztunnelReadinessEndpoints,
}

/** Sockets that the node's ztunnel opens inside the network namespace of each captured workload. */
const inWorkload = { process: 'ztunnel', configuredBy: ['istio.io/dataplane-mode'], endpoints: [] } as const

export const ztunnelOutbound: PortDefinition = {
  ...inWorkload,
  id: 'ztunnel-outbound',
  number: 15001,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'traffic',
  probe: accepts,
}

export const ztunnelInboundPlaintext: PortDefinition = {
  ...inWorkload,
  id: 'ztunnel-inbound-plaintext',
  number: 15006,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'traffic',
  probe: accepts,
}

export const ztunnelInboundHbone: PortDefinition = {
  ...inWorkload,
  id: 'ztunnel-inbound-hbone',
  number: 15008,
  protocol: 'hbone',
  binds: 'all',
  purpose: 'traffic',
  probe: { kind: 'tls' },
}

export const ztunnelDns: PortDefinition = {
  ...inWorkload,
  id: 'ztunnel-dns',
  number: 15053,
  transports: ['tcp', 'udp'],
  protocol: 'dns',
  binds: 'loopback',
  purpose: 'interprocess',
  probe: { kind: 'dns', question: 'kubernetes.default.svc.cluster.local.' },
  configuredBy: ['annotation ambient.istio.io/dns-capture', 'DNS_PROXY_ADDR (ztunnel)'],
}

export const ztunnelSocks5: PortDefinition = {
  ...inWorkload,
  id: 'ztunnel-socks5',
  number: 15080,
  protocol: 'socks5',
  binds: 'loopback',
  purpose: 'traffic',
  probe: accepts,
  configuredBy: ['UNSTABLE_ENABLE_SOCKS5 (ztunnel)'],
}
