import { fieldOf, flagOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** One host of a cluster with what `/clusters` counts of it since the host was added. */
export type HostState = {
  readonly address: string
  readonly hostname: string | undefined
  /** Outlier detection took it out of load balancing. */
  readonly ejected: boolean
  /** Envoy's own health checks fail; Istio asks for them only with a readiness probe of a WorkloadEntry. */
  readonly failingHealthCheck: boolean
  /** What the control plane says: `HEALTHY`, `UNHEALTHY`, `DRAINING`, `DEGRADED`, ... */
  readonly edsHealth: string
  readonly requests: number
  readonly errors: number
  readonly timeouts: number
  /** Requests that ended without an answer: their callers gave up. 0 where Envoy counts no answers, as for TCP. */
  readonly unanswered: number
  readonly active: number
  readonly connectFailures: number
  readonly connections: number
}

export type ClusterState = {
  readonly name: string
  readonly hosts: readonly HostState[]
  /** Limits of the default priority; `undefined` where they are so high that they mean none. */
  readonly maxRequests: number | undefined
  readonly maxConnections: number | undefined
}

/**
 * Reads of `/clusters?format=json` what an overview needs.
 * @see envoy: api/envoy/admin/v3/clusters.proto
 */
export function readClusterStates(answer: JsonObject): readonly ClusterState[] {
  return messagesOf(answer, 'cluster_statuses').map((status) => {
    const limits = messagesOf(messageOf(status, 'circuit_breakers'), 'thresholds').find(
      (one) => (textOf(one, 'priority') ?? 'DEFAULT') === 'DEFAULT',
    )
    return {
      name: textOf(status, 'name') ?? '',
      hosts: messagesOf(status, 'host_statuses').map(readHost),
      maxRequests: limitOf(limits, 'max_requests'),
      maxConnections: limitOf(limits, 'max_connections'),
    }
  })
}

/** Istio writes 2^32 - 1 for no limit. */
function limitOf(limits: JsonObject | undefined, name: string): number | undefined {
  const limit = numberOf(limits, name)
  return limit === undefined || limit >= 2 ** 32 - 1 ? undefined : limit
}

function readHost(host: JsonObject): HostState {
  const health = messageOf(host, 'health_status')
  const counts = new Map(
    messagesOf(host, 'stats').map((stat) => [textOf(stat, 'name'), numberOf(stat, 'value') ?? 0]),
  )
  return {
    address: addressText(messageOf(host, 'address')),
    hostname: textOf(host, 'hostname'),
    ejected: flagOf(health, 'failed_outlier_check'),
    failingHealthCheck: flagOf(health, 'failed_active_health_check'),
    edsHealth: textOf(health, 'eds_health_status') ?? 'UNKNOWN',
    requests: counts.get('rq_total') ?? 0,
    errors: counts.get('rq_error') ?? 0,
    timeouts: counts.get('rq_timeout') ?? 0,
    unanswered: unansweredOf(counts),
    active: counts.get('rq_active') ?? 0,
    connectFailures: counts.get('cx_connect_fail') ?? 0,
    connections: counts.get('cx_active') ?? 0,
  }
}

function unansweredOf(counts: ReadonlyMap<string | undefined, number>): number {
  const [total = 0, success = 0, error = 0, active = 0, pending = 0] = [
    'rq_total',
    'rq_success',
    'rq_error',
    'rq_active',
    'rq_pending_active',
  ].map((name) => counts.get(name))
  // Of connections that are no HTTP only those are counted as errors that were never made.
  if (success === 0 && error <= (counts.get('cx_connect_fail') ?? 0)) return 0
  return Math.max(0, total - success - error - active - pending)
}

function addressText(address: JsonObject | undefined): string {
  const socket = messageOf(address, 'socket_address')
  if (socket !== undefined) {
    const host = textOf(socket, 'address') ?? ''
    const port = fieldOf(socket, 'port_value')
    return `${host.includes(':') ? `[${host}]` : host}:${typeof port === 'number' ? port : 0}`
  }
  const internal = messageOf(address, 'envoy_internal_address')
  return textOf(messageOf(address, 'pipe'), 'path') ?? textOf(internal, 'server_listener_name') ?? ''
}
