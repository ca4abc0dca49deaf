import type { JsonObject } from '../json/json.ts'
import { told } from '../proxy/told.ts'
import type { Fact } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'
import type { Finding } from './finding.ts'
import { readClusterStates } from './upstream-hosts.ts'
import type { ClusterState, HostState } from './upstream-hosts.ts'

/** What is wrong with hosts, by cluster. */
export function hostFindings(clusters: JsonObject): readonly Finding[] {
  return readClusterStates(clusters).flatMap((cluster) => [
    ...judged(cluster, 'problem', 'finding.ejected', ({ ejected }) => ejected, healthFacts),
    ...judged(
      cluster,
      'problem',
      'finding.failing-check',
      ({ failingHealthCheck }) => failingHealthCheck,
      healthFacts,
    ),
    ...judged(cluster, 'warning', 'finding.unhealthy', isUnhealthy, healthFacts),
    ...judged(cluster, 'warning', 'finding.timeouts', ({ timeouts }) => timeouts > 0, countFacts),
    ...judged(
      cluster,
      'warning',
      'finding.connect-fail',
      ({ connectFailures }) => connectFailures > 0,
      countFacts,
    ),
    ...judged(cluster, 'warning', 'finding.errors', isFailing, countFacts),
    ...judged(cluster, isLeftByMost(cluster) ? 'warning' : 'info', 'finding.unanswered', isLeft, countFacts),
    ...limitFindings(cluster),
  ])
}

function judged(
  { name, hosts }: ClusterState,
  severity: Finding['severity'],
  word: Extract<WordId, `finding.${string}`>,
  is: (host: HostState) => boolean,
  facts: (host: HostState) => readonly Fact[],
): readonly Finding[] {
  const found = hosts.filter(is)
  if (found.length === 0) return []
  return [
    {
      severity,
      word,
      why: whyOf[word],
      name,
      text: `${found.length}/${hosts.length}`,
      facts: found.map((host) => ({
        word: 'overview.host' as const,
        text: hostText(host),
        facts: facts(host),
      })),
      link: { kind: 'row', table: 'clusters', name },
    },
  ]
}

const whyOf: Readonly<Record<string, WordId>> = {
  'finding.ejected': 'finding.ejected.why',
  'finding.failing-check': 'finding.failing-check.why',
  'finding.unhealthy': 'finding.unhealthy.why',
  'finding.timeouts': 'finding.timeouts.why',
  'finding.connect-fail': 'finding.connect-fail.why',
  'finding.errors': 'finding.errors.why',
  'finding.unanswered': 'finding.unanswered.why',
}

function isUnhealthy({ edsHealth }: HostState): boolean {
  return ['UNHEALTHY', 'TIMEOUT', 'DEGRADED'].includes(edsHealth)
}

/** One in twenty and at least five: a few errors since the start are ordinary. Failed connections are told apart. */
function isFailing({ errors, connectFailures, requests }: HostState): boolean {
  const failed = errors - connectFailures
  return failed >= 5 && failed * 20 >= requests
}

/** One in fifty and at least five; a caller that goes away now and then is ordinary. */
/** Whether half of a cluster's requests were given up: somebody notices that. */
function isLeftByMost({ hosts }: ClusterState): boolean {
  const sum = (of: (host: HostState) => number) => hosts.reduce((total, host) => total + of(host), 0)
  return sum(({ unanswered }) => unanswered) * 2 >= sum(({ requests }) => requests)
}

function isLeft({ unanswered, requests }: HostState): boolean {
  return unanswered >= 5 && unanswered * 50 >= requests
}

/**
 * Four fifths of a limit are in use: the breaker opens soon. Connections are kept
 * in their pool when they are not used, so that many of them alone mean little.
 */
function limitFindings({ name, hosts, maxRequests, maxConnections }: ClusterState): readonly Finding[] {
  const used = [
    ['overview.requests-active', hosts.reduce((sum, { active }) => sum + active, 0), maxRequests],
    ['overview.connections', hosts.reduce((sum, { connections }) => sum + connections, 0), maxConnections],
  ] as const
  return used.flatMap(([word, count, limit]): readonly Finding[] => {
    if (limit === undefined || count === 0 || count * 5 < limit * 4) return []
    const full = count >= limit ? 'problem' : 'warning'
    const severity = word === 'overview.connections' ? 'info' : full
    return [
      {
        severity,
        word: 'finding.near-limit',
        why: 'finding.near-limit.why',
        name,
        text: `${count}/${limit}`,
        facts: told(word, count),
        link: { kind: 'row', table: 'clusters', name },
      },
    ]
  })
}

function hostText({ address, hostname }: HostState): string {
  return hostname === undefined || hostname === '' ? address : `${address} ${hostname}`
}

function healthFacts(host: HostState): readonly Fact[] {
  return [...told('overview.eds-health', host.edsHealth), ...countFacts(host)]
}

function countFacts(host: HostState): readonly Fact[] {
  return [
    ...told('overview.requests', host.requests),
    ...told('overview.requests-active', host.active),
    ...told('overview.errors', host.errors > 0 ? host.errors : undefined),
    ...told('overview.timeouts', host.timeouts > 0 ? host.timeouts : undefined),
    ...told('overview.unanswered', host.unanswered > 0 ? host.unanswered : undefined),
    ...told('overview.connect-failures', host.connectFailures > 0 ? host.connectFailures : undefined),
  ]
}
