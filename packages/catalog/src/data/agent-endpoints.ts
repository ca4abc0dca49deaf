import type { Endpoint } from '@portolan/contract/chart'
import { get, oneOf, post } from './define-endpoint.ts'
import { pprofEndpoints } from './pprof-endpoints.ts'

/** Passed on to Envoy's `/stats/prometheus`, which reads them. */
const metrics = {
  parameters: ['usedonly', 'filter', 'text_readouts', oneOf('histogram_buckets', 'cumulative', 'summary')],
  cost: 'high',
  answers: 'prometheus',
} as const

/**
 * pilot-agent's status server.
 * @see istio: pilot/cmd/pilot-agent/status/server.go
 */
export const agentEndpoints: readonly Endpoint[] = [
  get('/healthz/ready', { answers: 'empty' }),
  get('/stats/prometheus', metrics),
  get('/metrics', metrics),
  // Replays the probe that the kubelet would send: it calls the application.
  get('/app-health/{container}/livez', { danger: 'costly' }),
  get('/app-health/{container}/readyz', { danger: 'costly' }),
  get('/app-health/{container}/startupz', { danger: 'costly' }),
  // Runs the application's own lifecycle hook, by any method.
  get('/app-lifecycle/{container}/prestopz', { danger: 'disruptive' }),
  get('/app-lifecycle/{container}/poststartz', { danger: 'disruptive' }),
  get('/debug/ndsz', { answers: 'json', cost: 'medium' }),
  ...pprofEndpoints,
  post('/drain', 'disruptive'),
  post('/quitquitquit', 'disruptive'),
]

/**
 * The debug tap of Istio 1.24 and before: each path becomes one request over
 * the agent's own stream to istiod.
 * @see istio/istio#54484, which removed it
 */
export const debugTapEndpoints: readonly Endpoint[] = [
  get('/debug/{type}', { parameters: ['resourceName'], danger: 'costly', cost: 'medium', answers: 'json' }),
]
