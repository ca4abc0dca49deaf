/** A label of a sample in Prometheus' format: a tag that Envoy cut out of the name. */
export type Label = readonly [tag: string, value: string]

/** What Envoy's names begin with; the first that fits counts. */
const heads: readonly string[] = [
  'cluster_manager',
  'listener_manager',
  'cluster',
  'listener',
  'http1',
  'http2',
  'http',
  'tcp',
  'server',
  'runtime',
  'overload',
  'control_plane',
  'filesystem',
  'dns',
  'sds',
  'thread_local_cluster_manager',
  'main_thread',
  'workers',
]

/** Groups within names, behind their head; words that begin a longer name elsewhere say what must follow. */
const groups = new RegExp(
  `^(?:${[
    'circuit_breakers',
    String.raw`(?:default|high)(?=_\w+_open$)`,
    'default(?=_total_match_count$)',
    'http[123]',
    'http(?=_(?:admin|agent|stats|downstream))',
    '(?:admin|agent|stats)(?=_(?:main_thread_)?downstream)',
    '(?:internal|external|canary)(?=_upstream)',
    'main_thread',
    String.raw`worker_\d+`,
    'outlier_detection',
    '(?:client|server)_ssl_socket_factory',
    'ssl(?!_context_update)',
    String.raw`certificate(?=_\w+_expiration_unix_time_seconds$)`,
    '(?:default|ROOTCA)(?=_)',
    '(?:ciphers|curves|sigalgs|versions)',
    '(?:cors|fault|rbac|tracing)',
    'envoy(?=_resource_monitors)',
    'resource_monitors',
    String.raw`global_\w+(?=_(?:pressure|failed_updates|skipped_updates)$)`,
    '[crls]ds',
    'cares',
    'control_plane',
    'compilation_settings',
  ].join('|')})(?=_)`,
)

/** Behind which part of the name the value of a tag stood. */
const partsOfTags: ReadonlyMap<string, string> = new Map([
  ['cluster_name', 'cluster'],
  ['listener_address', 'listener'],
  ['http_conn_manager_prefix', 'http'],
  ['tcp_prefix', 'tcp'],
  ['rds_route_config', 'rds'],
  ['thread_name', 'server'],
])

/** Tags whose value was the end of the name, and what stood before it. */
const endsOfTags: ReadonlyMap<string, string> = new Map([
  ['response_code', '_'],
  ['response_code_class', '_'],
  ['authz_enforce_result', '.'],
])

/**
 * Gives a sample of `/stats/prometheus` the name that Envoy itself has for it:
 * `envoy_cluster_upstream_rq{cluster_name="a",response_code="200"}` is
 * `cluster.a.upstream_rq_200`. Prometheus' text cannot tell a dot from `_`: what
 * is no group that is known here keeps its `_`, a tag without a known place stays
 * behind the name, and Istio's `;` behind the name of a cluster is lost.
 * @param family as Prometheus has it; only those that begin with `envoy_` are Envoy's own
 * @see envoy: source/common/config/well_known_names.cc, source/server/admin/prometheus_stats.cc
 */
export function envoyName(family: string, labels: readonly Label[]): string {
  if (!family.startsWith('envoy_')) return `${family}${inBraces(labels)}`
  const parts = partsOf(family.slice('envoy_'.length))
  const behind: Label[] = []
  let end = ''
  for (const label of labels) {
    const [tag, value] = label
    const place = parts.indexOf(partsOfTags.get(tag) ?? '')
    const before = endsOfTags.get(tag)
    if (place !== -1) parts.splice(place + 1, 0, value)
    else if (before !== undefined) end += `${before}${value}`
    else behind.push(label)
  }
  return `${parts.join('.')}${end}${inBraces(behind)}`
}

/** Envoy's names are far shorter; what is longer is not worth its time. */
const longestName = 1_000

function partsOf(name: string): string[] {
  if (name.length > longestName) return [name]
  const head = heads.find((one) => name === one || name.startsWith(`${one}_`))
  if (head === undefined || name === head) return [name]
  const parts = [head]
  let rest = name.slice(head.length + 1)
  for (;;) {
    const group = groups.exec(rest)?.[0]
    if (group === undefined) return [...parts, rest]
    parts.push(group)
    rest = rest.slice(group.length + 1)
  }
}

function inBraces(labels: readonly Label[]): string {
  return labels.length === 0 ? '' : `{${labels.map(([tag, value]) => `${tag}="${value}"`).join(',')}}`
}
