import { cniControlzEndpoints } from './controlz-endpoints.ts'
import { get } from './define-endpoint.ts'
import { asksHttp, type PortDefinition } from './define-port.ts'

/** With the host's network, loopback is the node's. @see istio: cni/pkg/cmd/root.go */
export const cniMetrics: PortDefinition = {
  id: 'cni-metrics',
  process: 'istio-cni',
  number: 15014,
  protocol: 'http',
  binds: 'all',
  purpose: 'telemetry',
  probe: asksHttp('/'),
  configuredBy: ['--monitoring-port', 'MONITORING_PORT'],
  endpoints: [get('/metrics', { cost: 'medium', answers: 'prometheus' })],
}

export const cniHealth: PortDefinition = {
  id: 'cni-health',
  process: 'istio-cni',
  number: 8000,
  protocol: 'http',
  binds: 'all',
  purpose: 'health',
  probe: asksHttp('/readyz', 503),
  configuredBy: [],
  endpoints: [get('/healthz', { answers: 'empty' }), get('/readyz', { answers: 'empty' })],
}

export const cniCtrlz: PortDefinition = {
  id: 'cni-ctrlz',
  process: 'istio-cni',
  number: 9876,
  protocol: 'http',
  binds: 'loopback',
  purpose: 'debug',
  probe: asksHttp('/homej/'),
  configuredBy: ['--ctrlz_port', '--ctrlz_address'],
  endpoints: cniControlzEndpoints,
}
