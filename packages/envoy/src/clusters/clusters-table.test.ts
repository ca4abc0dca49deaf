import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Fact } from '../table/resource-table.ts'
import { clustersTable } from './clusters-table.ts'
import recorded from './frontend-upstreams.json' with { type: 'json' }

const answers = { dump: readDump([{ answer: recorded.dump }]), clusters: recorded.clusters, readAt: 0 }
const catalog = 'outbound|8080|v1|catalog.shop.svc.cluster.local'

function rowOf(of: ProxyAnswers, name: string) {
  const row = clustersTable.rows(of).find((one) => one.name === name)
  if (row === undefined) throw new Error(`no cluster ${name}`)
  return row
}

function cellsOf(of: ProxyAnswers, name: string) {
  const row = rowOf(of, name)
  return Object.fromEntries(clustersTable.columns.map(({ id, cell }) => [id, cell(row)]))
}

function factsOf(of: ProxyAnswers, name: string) {
  const flat = (facts: readonly Fact[]): readonly Fact[] =>
    facts.flatMap((fact) => [fact, ...flat(fact.facts ?? [])])
  return flat(clustersTable.facts(rowOf(of, name), of))
}

function clusters(cluster: JsonObject, status?: JsonObject): ProxyAnswers {
  const type = 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump'
  const configs = [{ '@type': type, dynamic_active_clusters: [{ cluster: { name: 'c', ...cluster } }] }]
  return {
    dump: readDump([{ answer: { configs } }]),
    readAt: 0,
    ...(status !== undefined && { clusters: { cluster_statuses: [{ name: 'c', ...status }] } }),
  }
}

test('a cluster of Istio: service, port, subset, rule, automatic mTLS and its hosts', () => {
  expect(cellsOf(answers, catalog)).toMatchObject({
    'cluster.service': 'catalog.shop.svc.cluster.local',
    'cluster.port': 8080,
    'cluster.subset': 'v1',
    'cluster.direction': 'outbound',
    'cluster.type': 'EDS',
    'cluster.destination-rule': 'catalog.shop',
    'cluster.tls': 'ISTIO_MUTUAL / none',
    'cluster.balancing': 'LEAST_REQUEST',
    'cluster.healthy': 1,
    'cluster.hosts': 1,
    'upstream.state': 'active',
  })
  const facts = factsOf(answers, catalog)
  expect(facts).toContainEqual({ word: 'breaker.pending', text: '0 / 64' })
  expect(facts).toContainEqual({ word: 'breaker.connections', text: '1 / ∞' })
  expect(facts).toContainEqual({ word: 'outlier.consecutive', text: '5' })
  expect(facts).toContainEqual({
    word: 'upstream-tls.san',
    text: 'spiffe://cluster.local/ns/shop/sa/catalog',
  })
  expect(facts).toContainEqual(
    expect.objectContaining({ name: 'ROOTCA', link: { kind: 'row', table: 'secrets', name: 'ROOTCA' } }),
  )
  expect(facts.filter(({ word }) => word === 'upstream.other')).toEqual([])
})

test('a cluster whose only host is unhealthy is a problem', () => {
  const name = 'outbound|8080||notifications.shop.svc.cluster.local'
  expect(factsOf(answers, name).find(({ word }) => word === 'cluster.hosts')).toEqual({
    word: 'cluster.hosts',
    text: '0 / 1',
    link: { kind: 'row', table: 'endpoints', name },
    tone: 'problem',
  })
})

test('without /clusters nothing is said of hosts; with /clusters alone its clusters are rows', () => {
  expect(cellsOf({ ...answers, clusters: undefined }, catalog)).toMatchObject({
    'cluster.healthy': undefined,
    'cluster.hosts': undefined,
  })
  const alone = { ...answers, dump: readDump([{ answer: { configs: [] } }]) }
  expect(cellsOf(alone, catalog)).toMatchObject({ 'cluster.hosts': 1, 'cluster.type': undefined })
  expect(clustersTable.place(rowOf(alone, catalog))?.answer).toBe('clusters')
})

test('a warming cluster does not take the hosts of the one in use; a failed update is told', () => {
  const type = 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump'
  const cluster = { name: 'c' }
  const configs = [
    {
      '@type': type,
      dynamic_active_clusters: [{ cluster, error_state: { details: 'no such type' } }],
      dynamic_warming_clusters: [{ cluster }],
    },
  ]
  const of = {
    dump: readDump([{ answer: { configs } }]),
    clusters: { cluster_statuses: [{ name: 'c' }] },
    readAt: 0,
  }
  expect(clustersTable.rows(of).map(({ entry, status }) => [entry?.state, status?.path])).toEqual([
    ['active', 'cluster_statuses[0]'],
    ['warming', undefined],
  ])
  expect(factsOf(of, 'c')).toContainEqual({
    word: 'upstream.failure',
    text: 'no such type',
    tone: 'problem',
    facts: [],
  })
})

const tls = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext'
const certificate = { tls_certificate_sds_secret_configs: [{ name: 'kubernetes://own' }] }

test.each([
  [{}, 'none'],
  [{ transport_socket: { typed_config: { '@type': tls, sni: 'a' } } }, 'SIMPLE'],
  [{ transport_socket: { typed_config: { '@type': tls, common_tls_context: certificate } } }, 'MUTUAL'],
  [
    {
      transport_socket: {
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tap.v3.Tap',
          transport_socket: { typed_config: { '@type': tls } },
        },
      },
    },
    'SIMPLE',
  ],
  [
    { transport_socket: { name: 'new', typed_config: { '@type': 'type.googleapis.com/new.Socket' } } },
    'other',
  ],
])('the TLS mode of %j', (cluster, mode) => {
  expect(cellsOf(clusters(cluster), 'c')['cluster.tls']).toBe(mode)
})

test('a limit that is reached is a problem, one that is nearly is a warning', () => {
  const stats = [
    { name: 'cx_active', value: '8' },
    { name: 'rq_active', value: '100' },
  ]
  const of = clusters(
    { circuit_breakers: { thresholds: [{ max_connections: 10, max_requests: 100 }] } },
    { host_statuses: [{ stats }] },
  )
  expect(factsOf(of, 'c')).toContainEqual({ word: 'breaker.connections', text: '8 / 10', tone: 'warning' })
  expect(factsOf(of, 'c')).toContainEqual({ word: 'breaker.requests', text: '100 / 100', tone: 'problem' })
})

test('where statistics tell what remains of a limit, they count, for each priority', () => {
  const of = {
    ...clusters({
      alt_stat_name: 'a:80;',
      circuit_breakers: { thresholds: [{ priority: 'HIGH', max_retries: 4 }] },
    }),
    stats: {
      stats: [
        { name: 'cluster.a_80;.circuit_breakers.high.remaining_retries', value: 3 },
        { name: 'cluster.a_80;.circuit_breakers.high.rq_open', value: 1 },
        { name: 'cluster.b.circuit_breakers.high.remaining_retries', value: 0 },
      ],
    },
  }
  expect(factsOf(of, 'c')).toContainEqual({ word: 'breaker.retries', text: '1 / 4' })
  expect(factsOf(of, 'c')).toContainEqual({ word: 'breaker.requests', text: '1024', tone: 'problem' })
})
