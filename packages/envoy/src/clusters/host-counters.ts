import { flagOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** The counters and gauges of one host by name, such as `rq_active`. Zero stands without a value. */
export function countersOf(host: JsonObject | undefined): ReadonlyMap<string, number> {
  return new Map(
    messagesOf(host, 'stats').map((stat) => [textOf(stat, 'name') ?? '', numberOf(stat, 'value') ?? 0]),
  )
}

/** One counter of a host; `undefined` when the host has none of that name. */
export function counterOf(host: JsonObject | undefined, name: string): number | undefined {
  const stat = messagesOf(host, 'stats').find((one) => textOf(one, 'name') === name)
  return stat === undefined ? undefined : (numberOf(stat, 'value') ?? 0)
}

/** The sums over all hosts of a cluster. */
export function hostCounters(status: JsonObject | undefined): ReadonlyMap<string, number> | undefined {
  if (status === undefined) return undefined
  const sums = new Map<string, number>()
  for (const host of messagesOf(status, 'host_statuses')) {
    for (const [name, value] of countersOf(host)) sums.set(name, (sums.get(name) ?? 0) + value)
  }
  return sums
}

const failureFlags = [
  'failed_outlier_check',
  'failed_active_health_check',
  'pending_dynamic_removal',
  'pending_active_hc',
  'excluded_via_immediate_hc_fail',
  'active_hc_timeout',
  'failed_active_degraded_check',
] as const

/** What is wrong with a host, in the words of `/clusters`; without any, and HEALTHY, it gets requests. */
export function hostFlags(host: JsonObject | undefined): readonly string[] {
  const health = messageOf(host, 'health_status')
  return failureFlags.filter((flag) => flagOf(health, flag))
}

/** The word of endpoint discovery for a host; UNKNOWN is the default, and a host of its is used. */
export function edsStatus(host: JsonObject | undefined): string {
  return textOf(messageOf(host, 'health_status'), 'eds_health_status') ?? 'UNKNOWN'
}

/** Whether a cluster sends requests to a host as long as it has enough of such. */
export function isHealthy(host: JsonObject): boolean {
  const status = edsStatus(host)
  if (status !== 'HEALTHY' && status !== 'UNKNOWN' && status !== 'DEGRADED') return false
  const health = messageOf(host, 'health_status')
  return (
    !flagOf(health, 'failed_outlier_check') &&
    !flagOf(health, 'failed_active_health_check') &&
    !flagOf(health, 'pending_active_hc') &&
    !flagOf(health, 'excluded_via_immediate_hc_fail')
  )
}
