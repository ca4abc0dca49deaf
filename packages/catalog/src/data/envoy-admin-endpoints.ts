import type { Endpoint } from '@portolan/contract/chart'
import { get, oneOf, post } from './define-endpoint.ts'

/** Presence is what counts to Envoy: `usedonly=false` is as good as `usedonly=on`. */
const usedOnly = 'usedonly'

/**
 * Envoy's admin interface. Handlers run on Envoy's main thread one after
 * another, so a `high` cost delays configuration and `/ready` alike.
 * @see envoy: docs/root/operations/admin.rst, source/server/admin/admin.cc
 */
export const envoyAdminEndpoints: readonly Endpoint[] = [
  get('/', { answers: 'html' }),
  get('/help'),
  get('/certs', { answers: 'json', cost: 'medium' }),
  get('/clusters', { parameters: [oneOf('format', 'json', 'text'), 'filter'], cost: 'high' }),
  get('/config_dump', {
    parameters: ['resource', 'mask', 'name_regex', 'include_eds'],
    danger: 'costly',
    cost: 'high',
    answers: 'json',
  }),
  get('/contention', { answers: 'json' }),
  get('/heap_dump', { danger: 'costly', cost: 'medium', answers: 'binary' }),
  get('/peak_heap_dump', { danger: 'costly', cost: 'medium', answers: 'binary' }),
  get('/hot_restart_version'),
  get('/init_dump', { parameters: ['mask'], cost: 'medium', answers: 'json' }),
  get('/listeners', { parameters: [oneOf('format', 'text', 'json')], cost: 'medium' }),
  get('/memory', { answers: 'json' }),
  get('/memory/tcmalloc'),
  get('/ready'),
  get('/runtime', { answers: 'json' }),
  get('/server_info', { answers: 'json' }),
  get('/stats', {
    parameters: [
      usedOnly,
      'filter',
      'invert_filter',
      oneOf('format', 'html', 'active-html', 'text', 'json', 'prometheus'),
      oneOf('type', 'All', 'Counters', 'Histograms', 'Gauges', 'TextReadouts'),
      oneOf('histogram_buckets', 'none', 'cumulative', 'disjoint', 'detailed', 'summary'),
      oneOf('hidden', 'include', 'only', 'exclude', 'showonly'),
      'pretty',
      'text_readouts',
    ],
    cost: 'high',
  }),
  get('/stats/prometheus', {
    parameters: [
      usedOnly,
      'text_readouts',
      'filter',
      'invert_filter',
      oneOf('histogram_buckets', 'cumulative', 'summary', 'prometheusnative'),
      oneOf('histogram_emit_mode', 'histogram', 'summary', 'histogram,summary'),
      oneOf('prom_protobuf', '0'),
    ],
    cost: 'high',
    answers: 'prometheus',
  }),
  get('/stats/recentlookups'),
  // Never ends, so it is not for an original page: only with the Hystrix sink.
  get('/hystrix_event_stream', { danger: 'costly', cost: 'medium' }),

  post('/logging', 'mutating', { parameters: ['level', 'paths', 'group'] }),
  post('/reopen_logs', 'mutating'),
  post('/reset_counters', 'mutating', { cost: 'medium' }),
  post('/stats/recentlookups/enable', 'mutating'),
  post('/stats/recentlookups/disable', 'mutating'),
  post('/stats/recentlookups/clear', 'mutating'),
  post('/allocprofiler', 'mutating', {
    parameters: [oneOf('enable', 'y', 'n')],
    cost: 'medium',
    answers: 'binary',
  }),
  post('/cpuprofiler', 'disruptive', { parameters: [oneOf('enable', 'y', 'n')], cost: 'medium' }),
  post('/heapprofiler', 'disruptive', { parameters: [oneOf('enable', 'y', 'n')], cost: 'medium' }),
  post('/healthcheck/fail', 'disruptive'),
  post('/healthcheck/ok', 'disruptive'),
  post('/drain_listeners', 'disruptive', { parameters: ['graceful', 'skip_exit', 'inboundonly'] }),
  post('/runtime_modify', 'disruptive'),
  post('/tap', 'disruptive', { cost: 'high', answers: 'json' }),
  post('/quitquitquit', 'disruptive'),
]

/** The one page that Envoy's own metrics listener routes; its query goes to the admin interface. */
export const envoyMetricsEndpoints: readonly Endpoint[] = envoyAdminEndpoints.filter(
  (one) => one.path === '/stats/prometheus',
)

/** Only the prefix `/healthz/ready` is routed, and it ends at pilot-agent. */
export const envoyHealthEndpoints: readonly Endpoint[] = [get('/healthz/ready', { answers: 'empty' })]
