import type { JsonObject } from '../json/json.ts'
import type { WordId } from '../words/words.ts'
import { readStats } from './read-stats.ts'

/** A kind of statistics that stays at zero while all is well. */
export type ZeroStat = {
  /** Matches the whole name; its group `of` is what the statistic is about: a cluster, a listener. */
  readonly pattern: RegExp
  readonly severity: 'problem' | 'warning' | 'info'
  readonly word: WordId
  /** Why it matters and what to look at. */
  readonly why: WordId
  /** A gauge that is not zero says what is now; a counter, that it happened since the start. */
  readonly now?: boolean
}

/**
 * The catalogue, first match counts. Istio puts a `;` behind the names in its
 * statistics and keeps only few of them by default: a proxy without a name here
 * says nothing about it.
 * @see envoy: docs, statistics of the cluster manager, listeners, HTTP connection manager, TLS, RBAC, server
 */
export const zeroStats: readonly ZeroStat[] = [
  entry(/^(?<of>.+)\.update_rejected$/, 'warning', 'update-rejected'),
  entry(/^(?<of>listener_manager)\.listener_create_failure$/, 'problem', 'listener-create-failure'),
  entry(/^(?<of>.+)\.init_fetch_timeout$/, 'warning', 'init-fetch-timeout'),
  entry(
    /^cluster\.(?<of>.+?);?\.circuit_breakers\.[^.]+\.(?:cx|cx_pool|rq|rq_pending|rq_retry)_open$/,
    'problem',
    'breaker-open',
    true,
  ),
  entry(
    /^cluster\.(?<of>.+?);?\.upstream_(?:cx_overflow|cx_pool_overflow|rq_pending_overflow|rq_active_overflow|rq_retry_overflow)$/,
    'warning',
    'upstream-overflow',
  ),
  entry(
    /^cluster\.(?<of>.+?);?\.upstream_cx_connect_(?:fail|timeout|attempts_exceeded)$/,
    'warning',
    'connect-fail',
  ),
  entry(/^cluster\.(?<of>.+?);?\.upstream_cx_none_healthy$/, 'problem', 'none-healthy'),
  entry(/^cluster\.(?<of>.+?);?\.(?:lb_healthy_panic|lb_subsets_fallback_panic)$/, 'warning', 'panic'),
  entry(/^cluster\.(?<of>.+?);?\.upstream_rq_(?:timeout|per_try_timeout)$/, 'warning', 'request-timeout'),
  entry(/^cluster\.(?<of>.+?);?\.upstream_rq_retry_limit_exceeded$/, 'warning', 'retries-used-up'),
  entry(/^cluster\.(?<of>.+?);?\.upstream_cx_protocol_error$/, 'info', 'protocol-error'),
  entry(/^cluster\.(?<of>.+?);?\.outlier_detection\.ejections_active$/, 'problem', 'ejections-active', true),
  entry(
    /^(?<of>.+?);?\.ssl\.(?:connection_error|fail_verify_\w+|ocsp_staple_failed)$/,
    'warning',
    'tls-fail',
  ),
  entry(/^cluster\.(?<of>.+?);?\.assignment_(?:stale|timeout_received)$/, 'warning', 'assignment-stale'),
  entry(/^(?<of>.+\.)?rbac\.(?:[^.]+\.)*denied$/, 'info', 'denied'),
  entry(/^(?<of>.+)\.no_filter_chain_match$/, 'warning', 'no-filter-chain'),
  entry(
    /^(?<of>.+)\.downstream_(?:cx_overflow|cx_overload_reject|cx_overload_disable_keepalive|global_cx_overflow|rq_overload_close)$/,
    'problem',
    'downstream-overload',
  ),
  entry(/^(?<of>.+)\.downstream_listener_filter_(?:error|remote_close)$/, 'info', 'listener-filter'),
  entry(/^(?<of>.+)\.downstream_cx_protocol_error$/, 'info', 'protocol-error'),
  entry(/^overload\.(?<of>.+)\.(?:active|failed_updates)$/, 'problem', 'overload', true),
  entry(/^server\.(?<of>.+)\.watchdog_mega_miss$/, 'problem', 'watchdog-mega-miss'),
  entry(/^server\.(?<of>.+)\.watchdog_miss$/, 'warning', 'watchdog-miss'),
  entry(/^(?<of>server)\.(?:envoy_bug_failures|debug_assertion_failures)$/, 'problem', 'envoy-bug'),
  entry(/^(?<of>server)\.(?:static_unknown_fields|dynamic_unknown_fields)$/, 'warning', 'unknown-fields'),
  entry(/^(?<of>server)\.dropped_stat_flushes$/, 'info', 'dropped-flushes'),
  entry(
    /^(?<of>.+)\.(?:key_rotation_failed|ssl_context_update_by_sds_failed|upstream_context_secrets_not_ready|downstream_context_secrets_not_ready)$/,
    'problem',
    'secrets-not-ready',
  ),
  entry(/^(?<of>wasm|.+wasm.*)\.(?:remote_load_fetch_failures|.*crash.*)$/, 'warning', 'wasm-fail'),
]

type ZeroName = Extract<WordId, `zero.${string}`> extends `zero.${infer Name}` ? Name : never

function entry(
  pattern: RegExp,
  severity: ZeroStat['severity'],
  name: Exclude<ZeroName, `${string}.why`>,
  now = false,
): ZeroStat {
  return { pattern, severity, word: `zero.${name}`, why: `zero.${name}.why`, now }
}

/** What a name says when it is not zero; `undefined` when it may be anything. */
export function shouldBeZero(name: string): ZeroStat | undefined {
  return zeroStats.find(({ pattern }) => pattern.test(name))
}

/** A statistic that is not zero and should be. */
export type NotZero = {
  readonly name: string
  readonly value: number
  readonly of: string
  readonly stat: ZeroStat
}

/** The statistics of `/stats?format=json` that are not zero and should be, the worst first. */
export function countersThatShouldBeZero(answer: JsonObject): readonly NotZero[] {
  const found = readStats(answer).flatMap(({ name, value }): readonly NotZero[] => {
    if (typeof value !== 'number' || value === 0) return []
    const stat = shouldBeZero(name)
    if (stat === undefined) return []
    return [{ name, value, of: stat.pattern.exec(name)?.groups?.['of']?.replace(/\.$/, '') ?? name, stat }]
  })
  return found.toSorted((a, b) => severities.indexOf(a.stat.severity) - severities.indexOf(b.stat.severity))
}

const severities: readonly ZeroStat['severity'][] = ['problem', 'warning', 'info']
