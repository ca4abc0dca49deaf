import { listOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Fact } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'
import type { ClusterRow } from './cluster-row.ts'
import { asItStands, messageFacts } from './field-facts.ts'
import type { FieldRule } from './field-facts.ts'
import { hostCounters } from './host-counters.ts'
import { percentBody } from './proto-text.ts'

/**
 * A limit: its field and Envoy's default; the gauge of a host that counts against
 * it; and the statistics that say whether it is reached and how much is left.
 */
type Limit = {
  readonly field: string
  readonly word: WordId
  readonly standard: number
  readonly counter?: string
  readonly open: string
  readonly remaining: string
}

/** @see envoy: api/envoy/config/cluster/v3/circuit_breaker.proto */
const limits: readonly Limit[] = [
  {
    field: 'max_connections',
    word: 'breaker.connections',
    standard: 1024,
    counter: 'cx_active',
    open: 'cx_open',
    remaining: 'remaining_cx',
  },
  {
    field: 'max_pending_requests',
    word: 'breaker.pending',
    standard: 1024,
    counter: 'rq_pending_active',
    open: 'rq_pending_open',
    remaining: 'remaining_pending',
  },
  {
    field: 'max_requests',
    word: 'breaker.requests',
    standard: 1024,
    counter: 'rq_active',
    open: 'rq_open',
    remaining: 'remaining_rq',
  },
  {
    field: 'max_retries',
    word: 'breaker.retries',
    standard: 3,
    open: 'rq_retry_open',
    remaining: 'remaining_retries',
  },
]

const unlimited = 4294967295

const otherRules: readonly FieldRule[] = [
  ['priority', 'upstream.priority', () => undefined],
  ...limits.map(({ field, word }): FieldRule => [field, word, () => undefined]),
  ['track_remaining', 'breaker.track'],
  ['max_connection_pools', 'breaker.pools'],
  [
    'retry_budget',
    'breaker.budget',
    (value) =>
      isObject(value)
        ? {
            facts: messageFacts(value, [
              ['budget_percent', 'upstream.percentage', percentBody],
              ['min_retry_concurrency', 'breaker.minimum-retries'],
            ]),
          }
        : asItStands(value),
  ],
]

/**
 * The circuit breakers of each priority, with what is in use. What `/clusters`
 * says counts, because it names the priorities that have defaults too; the hosts'
 * counters are of all priorities together, so they stand beside DEFAULT, which
 * Istio's routes use, unless the statistics tell what remains of each. A limit that is reached is a problem, one that is nearly is
 * a warning.
 */
export function circuitBreakerFacts(row: ClusterRow, answers: ProxyAnswers): readonly Fact[] {
  const configured = messageOf(row.entry?.resource, 'circuit_breakers')
  const inForce = messageOf(row.status?.message, 'circuit_breakers')
  const thresholds = messagesOf(inForce ?? configured, 'thresholds')
  const details = messagesOf(configured, 'thresholds')
  const inUse = hostCounters(row.status?.message)
  const statistics = clusterStatistics(answers.stats, row)
  const facts = thresholds.map((threshold): Fact => {
    const priority = textOf(threshold, 'priority') ?? 'DEFAULT'
    const own = details.find((one) => (textOf(one, 'priority') ?? 'DEFAULT') === priority)
    return {
      word: 'breaker.name',
      name: priority,
      facts: [
        ...limits.map((limit) => {
          const most = numberOf(threshold, limit.field) ?? limit.standard
          const prefix = `circuit_breakers.${priority.toLowerCase()}.`
          const remaining = statistics.get(prefix + limit.remaining)
          const ofHosts =
            priority === 'DEFAULT' && limit.counter !== undefined ? inUse?.get(limit.counter) : undefined
          const used = remaining === undefined ? ofHosts : most - remaining
          return limitFact(limit, most, used, statistics.get(prefix + limit.open) === 1)
        }),
        ...messageFacts(own ?? threshold, otherRules),
      ],
    }
  })
  const perHost = listOf(configured, 'per_host_thresholds')
  if (perHost.length === 0) return facts
  return [...facts, { word: 'breaker.per-host', ...asItStands(perHost) }]
}

function limitFact(limit: Limit, most: number, used: number | undefined, isOpen: boolean): Fact {
  const text = most >= unlimited ? '∞' : String(most)
  const full = isOpen || (used !== undefined && most > 0 && used >= most)
  const nearly = used !== undefined && used >= most * 0.8 && used > 0
  return {
    word: limit.word,
    text: used === undefined ? text : `${used} / ${text}`,
    ...(full ? { tone: 'problem' as const } : nearly ? { tone: 'warning' as const } : {}),
  }
}

/**
 * The circuit breaker statistics of a cluster by the rest of their names. Istio
 * leaves most clusters' out unless it is asked for them. `:` stands as `_` in them,
 * and Istio's `;` behind the name is missing in what Prometheus is told.
 */
function clusterStatistics(stats: JsonObject | undefined, row: ClusterRow): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  if (stats === undefined) return found
  const { entry, status, name } = row
  const own =
    textOf(status?.message, 'observability_name') ?? textOf(entry?.resource, 'alt_stat_name') ?? name
  const prefix = `cluster.${own.replaceAll(':', '_')}`
  const prefixes = [`${prefix}.`, `${prefix.replace(/;$/, '')}.`]
  for (const stat of messagesOf(stats, 'stats')) {
    const full = textOf(stat, 'name')
    const known = prefixes.find((one) => full?.startsWith(`${one}circuit_breakers.`))
    if (full === undefined || known === undefined) continue
    found.set(full.slice(known.length), numberOf(stat, 'value') ?? 0)
  }
  return found
}
