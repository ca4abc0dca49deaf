import type { ProxyDump } from '../dump/proxy-dump.ts'
import { isInUse } from '../dump/read-dump.ts'
import { messageOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Finding } from './finding.ts'
import { readClusterStates } from './upstream-hosts.ts'

/**
 * Clusters that get their hosts from EDS or DNS and have none: requests to them
 * fail with 503 (no healthy upstream). One finding for all, because a mesh has
 * services that are scaled to nothing on purpose.
 */
export function hostlessFindings(dump: ProxyDump, clusters: JsonObject): readonly Finding[] {
  const expecting = new Set(
    dump.entries.cluster
      .filter(({ state, resource }) => isInUse(state) && expectsHosts(resource))
      .map(({ name }) => name),
  )
  const empty = readClusterStates(clusters).filter(
    ({ name, hosts }) => hosts.length === 0 && expecting.has(name),
  )
  if (empty.length === 0) return []
  return [
    {
      severity: 'info',
      word: 'finding.no-hosts',
      why: 'finding.no-hosts.why',
      text: `${empty.length}`,
      facts: empty.map(({ name }) => ({
        word: 'bootstrap.cluster' as const,
        text: name,
        link: { kind: 'row', table: 'clusters', name },
      })),
    },
  ]
}

/** Original destinations come and go with connections; a static cluster without hosts is meant so (Istio's BlackHoleCluster). */
function expectsHosts(cluster: JsonObject): boolean {
  const type = textOf(cluster, 'type') ?? textOf(messageOf(cluster, 'cluster_type'), 'name') ?? 'STATIC'
  return /^EDS$|dns/i.test(type)
}
