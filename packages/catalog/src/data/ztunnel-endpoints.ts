import type { Endpoint } from '@portolan/contract/chart'
import { get, post } from './define-endpoint.ts'

/**
 * ztunnel's admin interface.
 * @see ztunnel: src/admin.rs
 */
export const ztunnelAdminEndpoints: readonly Endpoint[] = [
  get('/', { answers: 'html' }),
  get('/config_dump', { answers: 'json', danger: 'costly', cost: 'high' }),
  get('/debug/pprof/profile', {
    parameters: ['seconds', 'frequency'],
    danger: 'costly',
    cost: 'high',
    answers: 'binary',
  }),
  get('/debug/pprof/heap', { danger: 'costly', cost: 'medium', answers: 'binary' }),
  // Switches sampling by any method.
  get('/debug/pprof/heap/profiling', {
    parameters: [{ name: 'activate', values: ['true', 'false'], danger: 'mutating' }],
    danger: 'mutating',
    since: '1.31',
  }),
  post('/logging', 'mutating', { parameters: ['level', 'reset'] }),
  // Takes every ambient pod of the node with it.
  post('/quitquitquit', 'disruptive'),
]

/** @see ztunnel: src/metrics/server.rs */
export const ztunnelMetricsEndpoints: readonly Endpoint[] = [
  get('/metrics', { cost: 'medium', answers: 'prometheus' }),
  get('/stats/prometheus', { cost: 'medium', answers: 'prometheus' }),
]

/** 200 `ready`, or 500 that lists what is pending. */
export const ztunnelReadinessEndpoints: readonly Endpoint[] = [get('/healthz/ready')]
