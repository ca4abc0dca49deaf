import { counterOf, edsStatus, hostFlags } from '../clusters/host-counters.ts'
import { textOf } from '../json/field.ts'
import type { EndpointRow } from './endpoint-row.ts'

/**
 * How a host does, the worst first: taken out by outlier detection, out by a health
 * check or by discovery, answering badly or late, and all is well.
 */
export type EndpointHealth =
  | 'ejected'
  | 'unhealthy'
  | 'draining'
  | 'degraded'
  | 'failing'
  | 'slow'
  | 'healthy'

/** What discovery says of a host, where it is not that all is well. */
const assignedHealth: ReadonlyMap<string, EndpointHealth> = new Map([
  ['UNHEALTHY', 'unhealthy'],
  ['TIMEOUT', 'unhealthy'],
  ['DRAINING', 'draining'],
  ['DEGRADED', 'degraded'],
])
const outFlags: ReadonlySet<string> = new Set([
  'failed_active_health_check',
  'pending_active_hc',
  'excluded_via_immediate_hc_fail',
])

/** Of a host's requests: from this share of errors on it counts as failing, of timeouts as slow. */
const failingShare = 0.05
const slowShare = 0.01

/** HEALTHY, UNHEALTHY, ..., as istioctl prints it. */
export function endpointStatus({ host, assigned }: EndpointRow): string {
  return host === undefined
    ? (textOf(assigned.endpoint, 'health_status') ?? 'UNKNOWN')
    : edsStatus(host.message)
}

export function endpointHealth(row: EndpointRow): EndpointHealth {
  const assigned = assignedHealth.get(endpointStatus(row))
  if (row.host === undefined) return assigned ?? 'healthy'
  const flags = hostFlags(row.host.message)
  if (flags.includes('failed_outlier_check')) return 'ejected'
  if (assigned === 'unhealthy' || flags.some((flag) => outFlags.has(flag))) return 'unhealthy'
  if (assigned === 'draining' || flags.includes('pending_dynamic_removal')) return 'draining'
  if (assigned === 'degraded' || flags.includes('failed_active_degraded_check')) return 'degraded'
  if (shareOf(row, 'rq_error', 'rq_total') >= failingShare) return 'failing'
  if (shareOf(row, 'cx_connect_fail', 'cx_total') >= failingShare) return 'failing'
  if (shareOf(row, 'rq_timeout', 'rq_total') >= slowShare) return 'slow'
  return 'healthy'
}

function shareOf({ host }: EndpointRow, part: string, whole: string): number {
  const count = counterOf(host?.message, part) ?? 0
  return count === 0 ? 0 : count / Math.max(count, counterOf(host?.message, whole) ?? 0)
}

/** OK or FAILED, as istioctl prints it; only `/clusters` knows. */
export function outlierCheck({ host }: EndpointRow): 'OK' | 'FAILED' | undefined {
  if (host === undefined) return undefined
  return hostFlags(host.message).includes('failed_outlier_check') ? 'FAILED' : 'OK'
}
