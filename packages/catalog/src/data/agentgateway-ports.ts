import { get } from './define-endpoint.ts'
import { asksHttp, type PortDefinition } from './define-port.ts'

/** A gateway that is no Envoy: from Istio 1.29, with PILOT_ENABLE_AGENTGATEWAY. */
export const agentgatewayMetrics: PortDefinition = {
  id: 'agentgateway-metrics',
  process: 'agentgateway',
  number: 15020,
  protocol: 'http',
  binds: 'all',
  purpose: 'telemetry',
  probe: asksHttp('/'),
  since: '1.29',
  configuredBy: [],
  endpoints: [get('/metrics', { cost: 'medium', answers: 'prometheus' })],
}

export const agentgatewayReadiness: PortDefinition = {
  id: 'agentgateway-readiness',
  process: 'agentgateway',
  number: 15021,
  protocol: 'http',
  binds: 'all',
  purpose: 'health',
  probe: asksHttp('/healthz/ready', 500, 503),
  since: '1.29',
  configuredBy: [],
  endpoints: [get('/healthz/ready')],
}
