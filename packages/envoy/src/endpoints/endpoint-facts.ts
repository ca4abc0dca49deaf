import { elsewhere, messageFacts } from '../clusters/field-facts.ts'
import type { FieldRule } from '../clusters/field-facts.ts'
import { countersOf, hostFlags } from '../clusters/host-counters.ts'
import { percentBody } from '../clusters/proto-text.ts'
import { endpointTlsMode } from '../clusters/tls-mode.ts'
import { messageAt, textOf } from '../json/field.ts'
import type { Fact } from '../table/resource-table.ts'
import { assignedRules, assignmentRules, groupRules, localityFact } from './assignment-rules.ts'
import { endpointHealth, endpointStatus } from './endpoint-health.ts'
import { rowAddress } from './endpoint-row.ts'
import type { EndpointRow } from './endpoint-row.ts'
import { endpointMetadata, workloadOf } from './workload.ts'

/** @see envoy: api/envoy/admin/v3/clusters.proto, HostStatus */
const hostRules: readonly FieldRule[] = [
  ['address', 'endpoint.address', elsewhere],
  ['stats', 'endpoint.counters', elsewhere],
  ['health_status', 'endpoint.status', elsewhere],
  ['hostname', 'endpoint.hostname'],
  ['weight', 'upstream.weight'],
  ['priority', 'upstream.priority'],
  ['locality', 'endpoint.locality', localityFact],
  ['success_rate', 'endpoint.success-rate', percentBody],
  ['local_origin_success_rate', 'endpoint.local-success-rate', percentBody],
]

/** Everything of a host: how it does, its counters, its workload and how it is reached. */
export function endpointFacts(row: EndpointRow): readonly Fact[] {
  const { cluster, host, assigned } = row
  const health = endpointHealth(row)
  const tls = endpointTlsMode(row.configurations(row.cluster), endpointMetadata(row))
  return [
    { word: 'cluster.name', text: cluster, link: { kind: 'row', table: 'clusters', name: cluster } },
    { word: 'endpoint.address', text: rowAddress(row) },
    { word: 'endpoint.health', text: health, ...toneOf(health) },
    { word: 'endpoint.status', text: endpointStatus(row) },
    ...hostFlags(host?.message).map((flag): Fact => ({ word: 'endpoint.flag', text: flag, tone: 'problem' })),
    ...(tls === undefined ? [] : [{ word: 'cluster.tls', text: tls } as const]),
    ...workloadFacts(row),
    ...counterFacts(row),
    ...(host === undefined ? [] : messageFacts(host.message, hostRules)),
    ...(assigned === undefined
      ? []
      : [
          {
            word: 'endpoint.assigned',
            facts: [
              ...messageFacts(assigned.endpoint, assignedRules),
              { word: 'endpoint.group', facts: messageFacts(assigned.group, groupRules) } as const,
              ...messageFacts(assigned.entry.resource, assignmentRules),
            ],
          } as const,
        ]),
  ]
}

function toneOf(health: ReturnType<typeof endpointHealth>): Pick<Fact, 'tone'> {
  if (health === 'healthy') return {}
  return {
    tone: health === 'ejected' || health === 'unhealthy' || health === 'failing' ? 'problem' : 'warning',
  }
}

function workloadFacts(row: EndpointRow): readonly Fact[] {
  const istio = messageAt(endpointMetadata(row), 'filter_metadata', 'istio')
  const known = workloadOf(textOf(istio, 'workload'))
  if (known === undefined) return []
  const parts = [
    ['endpoint.workload-name', known.workload],
    ['endpoint.namespace', known.namespace],
    ['endpoint.service', known.canonicalName],
    ['endpoint.revision', known.canonicalRevision],
    ['endpoint.kube-cluster', known.cluster],
  ] as const
  return [
    {
      word: 'endpoint.workload',
      text: `${known.workload || known.canonicalName}.${known.namespace}`,
      facts: parts.flatMap(([word, text]) => (text === '' ? [] : [{ word, text }])),
    },
  ]
}

/** Counters since the host was added, and gauges of now; failures and timeouts deserve a look. */
function counterFacts({ host }: EndpointRow): readonly Fact[] {
  if (host === undefined) return []
  const suspicious = new Set(['cx_connect_fail', 'rq_error', 'rq_timeout'])
  const facts = [...countersOf(host.message)].map(([name, value]): Fact => ({
    word: 'endpoint.counter',
    name,
    text: String(value),
    ...(value > 0 && suspicious.has(name) && { tone: 'warning' as const }),
  }))
  return facts.length === 0 ? [] : [{ word: 'endpoint.counters', facts }]
}
