import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { addressOf } from './listeners-text.ts'

const gauges: ReadonlySet<string> = new Set(['cx_active', 'rq_active', 'rq_pending_active'])

/** Flags of `health_flags` and the fields of HostHealthStatus that they are. */
const healthFlags: ReadonlyMap<string, readonly [string, Json]> = new Map<string, readonly [string, Json]>([
  ['failed_active_hc', ['failed_active_health_check', true]],
  ['failed_outlier_check', ['failed_outlier_check', true]],
  ['failed_eds_health', ['eds_health_status', 'UNHEALTHY']],
  ['degraded_active_hc', ['failed_active_degraded_check', true]],
  ['degraded_eds_health', ['eds_health_status', 'DEGRADED']],
  ['pending_dynamic_removal', ['pending_dynamic_removal', true]],
  ['pending_active_hc', ['pending_active_hc', true]],
  ['excluded_via_immediate_hc_fail', ['excluded_via_immediate_hc_fail', true]],
  ['active_hc_timeout', ['active_hc_timeout', true]],
  ['eds_status_draining', ['eds_health_status', 'DRAINING']],
])

/** What a line says of a cluster rather than of one of its hosts. */
const clusterFacts: ReadonlySet<string> = new Set([
  'observability_name',
  'outlier',
  'default_priority',
  'high_priority',
  'added_via_api',
  'eds_service_name',
  'version_info',
])

const hostLine =
  /^(.+?)::((?:cx|rq)_\w+|hostname|health_flags|weight|region|zone|sub_zone|canary|priority|(?:local_origin_)?success_rate)::(.*)$/

type Facts = Map<string, string>
type ClusterLines = { readonly facts: Facts; readonly hosts: Map<string, Facts> }

/**
 * Reads `/clusters` as text, the form of `istioctl bug-report`, into what
 * `/clusters?format=json` would have answered. Lines that fit no cluster are left out.
 * @throws EnvoyAnswerError when no line is one of that answer
 * @see envoy: source/server/admin/clusters_handler.cc (writeClustersAsText)
 */
export function readClustersText(text: string): JsonObject {
  const clusters = new Map<string, ClusterLines>()
  for (const line of text.split('\n')) readLine(line, clusters)
  if (clusters.size === 0 && text.trim() !== '') {
    throw new EnvoyAnswerError('This is not what Envoy answers to /clusters.')
  }
  return { cluster_statuses: [...clusters].map(([name, lines]) => clusterStatus(name, lines)) }
}

function readLine(line: string, clusters: Map<string, ClusterLines>): void {
  const nameEnd = line.indexOf('::')
  if (nameEnd <= 0) return
  const name = line.slice(0, nameEnd)
  const rest = line.slice(nameEnd + 2)
  const first = rest.slice(0, Math.max(0, rest.indexOf('::')))
  const ofHost = clusterFacts.has(first) ? undefined : hostLine.exec(rest)
  if (ofHost === null || first === '') return
  const cluster = clusters.get(name) ?? { facts: new Map(), hosts: new Map() }
  clusters.set(name, cluster)
  if (ofHost === undefined) {
    const keyEnd = first.endsWith('_priority') || first === 'outlier' ? rest.lastIndexOf('::') : first.length
    cluster.facts.set(rest.slice(0, keyEnd), rest.slice(keyEnd + 2))
    return
  }
  const [, address = '', key = '', value = ''] = ofHost
  const host: Facts = cluster.hosts.get(address) ?? new Map()
  cluster.hosts.set(address, host)
  host.set(key, value)
}

function clusterStatus(name: string, { facts, hosts }: ClusterLines): JsonObject {
  return withoutAbsent({
    name,
    added_via_api: facts.get('added_via_api') === 'true' ? true : undefined,
    success_rate_ejection_threshold: rate(facts.get('outlier::success_rate_ejection_threshold')),
    local_origin_success_rate_ejection_threshold: rate(
      facts.get('outlier::local_origin_success_rate_ejection_threshold'),
    ),
    host_statuses:
      hosts.size === 0 ? undefined : [...hosts].map(([address, host]) => hostStatus(address, host)),
    circuit_breakers: {
      thresholds: [
        thresholds(facts, 'default_priority'),
        { priority: 'HIGH', ...thresholds(facts, 'high_priority') },
      ],
    },
    observability_name: facts.get('observability_name'),
    eds_service_name: facts.get('eds_service_name'),
  })
}

function thresholds(facts: Facts, priority: string): JsonObject {
  const names = ['max_connections', 'max_pending_requests', 'max_requests', 'max_retries']
  return withoutAbsent(
    Object.fromEntries(names.map((name) => [name, whole(facts.get(`${priority}::${name}`))])),
  )
}

function hostStatus(address: string, host: Facts): JsonObject {
  const stats = [...host].filter(([key]) => /^(?:cx|rq)_/.test(key))
  const flags = (host.get('health_flags') ?? '').split('/').flatMap((flag) => {
    const known = healthFlags.get(flag)
    return known === undefined ? [] : [known]
  })
  const priority = whole(host.get('priority'))
  return withoutAbsent({
    address: addressOf(address),
    stats: stats.map(([name, value]) =>
      withoutAbsent({
        type: gauges.has(name) ? 'GAUGE' : undefined,
        value: value === '0' ? undefined : value,
        name,
      }),
    ),
    health_status: { eds_health_status: 'HEALTHY', ...Object.fromEntries(flags) },
    success_rate: rate(host.get('success_rate')),
    local_origin_success_rate: rate(host.get('local_origin_success_rate')),
    weight: whole(host.get('weight')),
    hostname: written(host.get('hostname')),
    priority: priority === 0 ? undefined : priority,
    locality: withoutAbsent({
      region: written(host.get('region')),
      zone: written(host.get('zone')),
      sub_zone: written(host.get('sub_zone')),
    }),
  })
}

/** A percentage; -1 says that Envoy has none. */
function rate(text: string | undefined): JsonObject | undefined {
  const value = Number(text ?? Number.NaN)
  return value >= 0 ? { value } : undefined
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function written(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

function withoutAbsent(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}
