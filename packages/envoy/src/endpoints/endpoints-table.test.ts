import { expect, test } from 'vitest'
import recorded from '../clusters/frontend-upstreams.json' with { type: 'json' }
import { readDump } from '../dump/read-dump.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { endpointsTable } from './endpoints-table.ts'

const catalog = 'outbound|8080|v1|catalog.shop.svc.cluster.local'
const dump = readDump([{ answer: recorded.dump }])
const nothing = readDump([{ answer: { configs: [] } }])

function cells(answers: ProxyAnswers, cluster: string) {
  return endpointsTable
    .rows(answers)
    .filter((row) => row.cluster === cluster)
    .map((row) => Object.fromEntries(endpointsTable.columns.map(({ id, cell }) => [id, cell(row)])))
}

const host = (fields: JsonObject): JsonObject => ({
  address: { socket_address: { address: '10.0.0.1', port_value: 80 } },
  ...fields,
})

const hosts = (...statuses: readonly JsonObject[]): ProxyAnswers => ({
  dump: nothing,
  clusters: { cluster_statuses: [{ name: 'c', host_statuses: statuses }] },
  readAt: 0,
})

test('a host joins its counters with its workload and the TLS mode that its labels choose', () => {
  expect(cells({ dump, clusters: recorded.clusters, readAt: 0 }, catalog)).toMatchObject([
    {
      'endpoint.address': '10.244.0.16:8080',
      'endpoint.status': 'HEALTHY',
      'endpoint.outlier': 'OK',
      'endpoint.health': 'healthy',
      'endpoint.workload': 'catalog-v1.shop',
      'cluster.tls': 'ISTIO_MUTUAL',
      'upstream.weight': 1,
      'endpoint.rq-total': 140,
      'endpoint.cx-active': 1,
    },
  ])
})

test('either answer alone gives the rows that it can', () => {
  expect(cells({ dump, readAt: 0 }, catalog)).toMatchObject([
    {
      'endpoint.address': '10.244.0.16:8080',
      'endpoint.status': 'HEALTHY',
      'endpoint.outlier': undefined,
      'endpoint.workload': 'catalog-v1.shop',
      'endpoint.rq-total': undefined,
    },
  ])
  expect(cells({ dump: nothing, clusters: recorded.clusters, readAt: 0 }, catalog)).toMatchObject([
    { 'endpoint.address': '10.244.0.16:8080', 'endpoint.workload': undefined, 'endpoint.rq-total': 140 },
  ])
})

test('a host that discovery names and /clusters does not have yet is a row', () => {
  const clusters = { cluster_statuses: [{ name: catalog, host_statuses: [host({})] }] }
  expect(cells({ dump, clusters, readAt: 0 }, catalog).map((row) => row['endpoint.address'])).toEqual([
    '10.0.0.1:80',
    '10.244.0.16:8080',
  ])
})

test('a cluster with another name in discovery finds its endpoints', () => {
  const clusters = {
    cluster_statuses: [
      {
        name: 'own',
        eds_service_name: catalog,
        host_statuses: [{ address: { socket_address: { address: '10.244.0.16', port_value: 8080 } } }],
      },
    ],
  }
  expect(cells({ dump, clusters, readAt: 0 }, 'own')).toMatchObject([
    { 'endpoint.workload': 'catalog-v1.shop' },
  ])
})

const counters = (values: Readonly<Record<string, string>>): JsonObject => ({
  stats: Object.entries(values).map(([name, value]) => ({ name, value })),
})

test.each([
  [{ health_status: { failed_outlier_check: true, eds_health_status: 'HEALTHY' } }, 'ejected'],
  [{ health_status: { failed_active_health_check: true } }, 'unhealthy'],
  [{ health_status: { eds_health_status: 'UNHEALTHY' } }, 'unhealthy'],
  [{ health_status: { eds_health_status: 'DRAINING' } }, 'draining'],
  [{ health_status: { eds_health_status: 'DEGRADED' } }, 'degraded'],
  [counters({ rq_error: '10', rq_total: '100' }), 'failing'],
  [counters({ cx_connect_fail: '1', cx_total: '1' }), 'failing'],
  [counters({ rq_timeout: '1', rq_total: '100' }), 'slow'],
  [counters({ rq_error: '1', rq_total: '100' }), 'healthy'],
  [{}, 'healthy'],
])('a host with %j is %s', (status, health) => {
  expect(cells(hosts(host(status)), 'c')).toMatchObject([{ 'endpoint.health': health }])
})

test('an ejected host is a problem in its facts, and its outlier check has failed', () => {
  const answers = hosts(host({ health_status: { failed_outlier_check: true } }))
  expect(cells(answers, 'c')).toMatchObject([{ 'endpoint.outlier': 'FAILED', 'endpoint.status': 'UNKNOWN' }])
  const [row] = endpointsTable.rows(answers)
  if (row === undefined) throw new Error('no host')
  expect(endpointsTable.facts(row, answers)).toContainEqual({
    word: 'endpoint.health',
    text: 'ejected',
    tone: 'problem',
  })
})

test('addresses read as istioctl prints them', () => {
  const addresses = [
    { pipe: { path: './XDS' } },
    { envoy_internal_address: { server_listener_name: 'connect_originate', endpoint_id: '10.0.0.1:80' } },
    { socket_address: { address: 'fd00::1', port_value: 0 } },
    {},
  ]
  expect(
    cells(hosts(...addresses.map((address) => ({ address }))), 'c').map((row) => row['endpoint.address']),
  ).toEqual(['unix://./XDS', 'envoy://connect_originate/10.0.0.1:80', 'fd00::1', 'unknown'])
})
