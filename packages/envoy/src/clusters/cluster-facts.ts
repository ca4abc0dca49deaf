import { flagOf, messageOf, messagesOf, numberOf } from '../json/field.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Fact } from '../table/resource-table.ts'
import { circuitBreakerFacts } from './circuit-breaker-facts.ts'
import type { ClusterRow } from './cluster-row.ts'
import { clusterRules } from './cluster-rules.ts'
import { discoveryType } from './cluster-kind.ts'
import { failureFacts } from './failure-facts.ts'
import { messageFacts } from './field-facts.ts'
import { hostFlags, isHealthy } from './host-counters.ts'

/** Everything of a cluster: where it stands, its hosts now, its limits with what is in use, and its configuration. */
export function clusterFacts(row: ClusterRow, answers: ProxyAnswers): readonly Fact[] {
  return [
    ...(row.entry === undefined ? [] : failureFacts(row.entry)),
    ...hostFacts(row),
    ...circuitBreakerFacts(row, answers),
    ...messageFacts(row.entry?.resource, clusterRules),
  ]
}

function hostFacts({ name, entry, status }: ClusterRow): readonly Fact[] {
  if (status === undefined) return []
  const hosts = messagesOf(status.message, 'host_statuses')
  const healthy = hosts.filter(isHealthy).length
  const ejected = hosts.filter((host) => hostFlags(host).includes('failed_outlier_check')).length
  const facts: Fact[] = [
    {
      word: 'cluster.hosts',
      text: `${healthy} / ${hosts.length}`,
      link: { kind: 'row', table: 'endpoints', name },
      ...toneOf(healthy, hosts.length, discoveryType(entry?.resource)),
    },
  ]
  if (ejected > 0) facts.push({ word: 'cluster.ejected', text: String(ejected), tone: 'problem' })
  for (const [field, word] of [
    ['success_rate_ejection_threshold', 'cluster.ejection-threshold'],
    ['local_origin_success_rate_ejection_threshold', 'cluster.local-ejection-threshold'],
  ] as const) {
    const threshold = numberOf(messageOf(status.message, field), 'value')
    if (threshold !== undefined) facts.push({ word, text: `${Math.round(threshold * 100) / 100}%` })
  }
  facts.push({ word: 'cluster.via-api', text: String(flagOf(status.message, 'added_via_api')) })
  return facts
}

/** A cluster that discovers its hosts and has none answers 503; ORIGINAL_DST has those that were asked for. */
function toneOf(healthy: number, all: number, type: string): Pick<Fact, 'tone'> {
  if (all === 0) return type === 'STATIC' || type === 'ORIGINAL_DST' ? {} : { tone: 'warning' }
  if (healthy === all) return {}
  return { tone: healthy === 0 ? 'problem' : 'warning' }
}
