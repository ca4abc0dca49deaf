import { agentEndpoints, debugTapEndpoints } from './agent-endpoints.ts'
import { accepts, asksHttp, type PortDefinition } from './define-port.ts'

/** @see istio: pilot/cmd/pilot-agent/status/server.go */
export const agentStatus: PortDefinition = {
  id: 'agent-status',
  process: 'pilot-agent',
  number: 15020,
  protocol: 'http',
  binds: 'all',
  purpose: 'health',
  probe: asksHttp('/healthz/ready', 503),
  configuredBy: [
    'meshConfig.defaultConfig.statusPort',
    'annotation status.sidecar.istio.io/port',
    'annotation proxy.istio.io/config: statusPort',
    'ProxyConfig',
  ],
  endpoints: agentEndpoints,
}

/** The same server answers on UDP, which a port-forward cannot carry. */
export const agentDns: PortDefinition = {
  id: 'agent-dns',
  process: 'pilot-agent',
  number: 15053,
  transports: ['tcp', 'udp'],
  protocol: 'dns',
  binds: 'loopback',
  purpose: 'interprocess',
  // A name that every cluster's name table holds, so nothing is forwarded upstream.
  probe: { kind: 'dns', question: 'kubernetes.default.svc.cluster.local.' },
  configuredBy: ['ISTIO_META_DNS_CAPTURE', 'ISTIO_META_ENABLE_DNS_SERVER', 'DNS_PROXY_ADDR'],
  endpoints: [],
}

/** Removed in Istio 1.25. */
export const agentDebugTap: PortDefinition = {
  id: 'agent-debug-tap',
  process: 'pilot-agent',
  number: 15004,
  protocol: 'http',
  binds: 'loopback',
  purpose: 'debug',
  // Every path is a request to istiod, so nothing is asked.
  probe: accepts,
  until: '1.24',
  configuredBy: ['PROXY_XDS_DEBUG_VIA_AGENT', 'PROXY_XDS_DEBUG_VIA_AGENT_PORT'],
  endpoints: debugTapEndpoints,
}

/** The self-test of an init container; it is gone before the pod runs. */
export const istioValidation: PortDefinition = {
  id: 'istio-validation',
  process: 'istio-validation',
  number: 15002,
  protocol: 'tcp',
  binds: 'all',
  purpose: 'interprocess',
  probe: { kind: 'none', reason: 'transient-init' },
  configuredBy: ['istio-cni'],
  endpoints: [],
}
