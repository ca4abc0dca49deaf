import type { AnswerName } from '../proxy-answers.ts'
import type { TableId } from '../table/resource-table.ts'

/** A question to Envoy's admin interface, as Portolan's own server takes it. */
export type AdminQuestion = {
  /** `config-dump`, `clusters`, `server-info`, ... */
  readonly ask: string
  readonly query?: Readonly<Record<string, string>>
  /** What the answer is: a part of the dump, or an answer of its own. */
  readonly gives: 'dump' | AnswerName
  /** What it would add can be done without: an answer that does not come is no gap. */
  readonly isOptional?: true
}

function part(resource: string, query: Readonly<Record<string, string>> = {}): AdminQuestion {
  return { ask: 'config-dump', query: { resource, ...query }, gives: 'dump' }
}

const listeners = [part('static_listeners'), part('dynamic_listeners')]
const clusterHosts: AdminQuestion = { ask: 'clusters', gives: 'clusters' }
const allStats: AdminQuestion = { ask: 'stats', gives: 'stats' }

const ofClusters = [
  part('static_clusters'),
  part('dynamic_active_clusters'),
  part('dynamic_warming_clusters'),
  clusterHosts,
]

const ofOverview: readonly AdminQuestion[] = [
  { ask: 'server-info', gives: 'serverInfo' },
  { ask: 'memory', gives: 'memory' },
  { ask: 'init-dump', gives: 'initDump' },
  { ask: 'certs', gives: 'certs' },
  part('static_listeners'),
  part('dynamic_listeners'),
  part('dynamic_route_configs'),
  part('static_route_configs'),
  ...ofClusters,
  part('dynamic_active_secrets'),
  part('dynamic_warming_secrets'),
  part('ecds_filters'),
  allStats,
]

const ofTrace: readonly AdminQuestion[] = [
  ...listeners,
  part('static_route_configs'),
  part('dynamic_route_configs'),
  ...ofClusters,
  part('static_endpoint_configs', { includeEds: 'true' }),
  part('dynamic_endpoint_configs', { includeEds: 'true' }),
  part('static_secrets'),
  part('dynamic_active_secrets'),
  part('dynamic_warming_secrets'),
  part('ecds_filters'),
  { ask: 'certs', gives: 'certs' },
]

/** Parts of a proxy's answers that a view reads, and what is asked for it: sections, never the whole dump. */
export const questionsOf: Readonly<
  Record<TableId | 'overview' | 'bootstrap' | 'trace', readonly AdminQuestion[]>
> = {
  overview: ofOverview,
  listeners,
  'filter-chains': listeners,
  routes: [part('static_route_configs'), part('dynamic_route_configs')],
  clusters: ofClusters,
  endpoints: [
    part('static_endpoint_configs', { includeEds: 'true' }),
    part('dynamic_endpoint_configs', { includeEds: 'true' }),
    clusterHosts,
  ],
  secrets: [part('static_secrets'), part('dynamic_active_secrets'), part('dynamic_warming_secrets')],
  extensions: [part('ecds_filters')],
  bootstrap: [
    { ask: 'config-dump', query: { mask: 'bootstrap' }, gives: 'dump' },
    { ask: 'server-info', gives: 'serverInfo' },
  ],
  trace: ofTrace,
  runtime: [{ ask: 'runtime', gives: 'runtime' }],
  // One answer does not tell counters from gauges.
  stats: [allStats, { ask: 'stats', query: { type: 'Gauges' }, gives: 'gauges', isOptional: true }],
  loggers: [{ ask: 'logging', gives: 'logging' }],
}

/** Path and query as Envoy's admin interface has them, `/config_dump?resource=ecds_filters`. One question has one. */
export function adminPath({ ask, query = {} }: AdminQuestion): string {
  const parameters = Object.entries(query).map(([name, value]) => {
    const own = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return value === 'true' ? own : `${own}=${encodeURIComponent(value)}`
  })
  const path = `/${ask.replaceAll('-', '_')}`
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`
}
