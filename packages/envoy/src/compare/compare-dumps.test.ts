import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import { parseObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import { compareDumps } from './compare-dumps.ts'
import { ownValuesOf } from './own-values.ts'

const admin = 'type.googleapis.com/envoy.admin.v3'

const read = (...configs: readonly JsonObject[]) => readDump([{ answer: { configs } }])

/** A cluster as istiod and as Envoy write it. */
const clusterOfIstiod = parseObject(`{"@type":"${admin}.ClustersConfigDump","versionInfo":"v1/28",
  "dynamicActiveClusters":[{"versionInfo":"v1/28","cluster":{
    "@type":"type.googleapis.com/envoy.config.cluster.v3.Cluster",
    "transportSocketMatches":[{"name":"tlsMode-istio","match":{"tlsMode":"istio"}}],
    "name":"outbound|80||cart.shop.svc.cluster.local","type":"EDS",
    "edsClusterConfig":{"edsConfig":{"ads":{},"initialFetchTimeout":"0s"},"serviceName":"outbound|80||cart.shop.svc.cluster.local"},
    "connectTimeout":"10s","lbPolicy":"LEAST_REQUEST",
    "metadata":{"filterMetadata":{"istio":{"services":[{"host":"cart.shop.svc.cluster.local"}]}}}}}]}`)

const clusterOfEnvoy = (timeout: string): JsonObject =>
  parseObject(`{"@type":"${admin}.ClustersConfigDump","version_info":"v1/27",
  "static_clusters":[{"cluster":{"name":"sds-grpc"},"last_updated":"2026-11-23T20:28:50Z"}],
  "dynamic_active_clusters":[{"version_info":"v1/27","last_updated":"2026-11-23T20:28:50Z","cluster":{
    "@type":"type.googleapis.com/envoy.config.cluster.v3.Cluster",
    "name":"outbound|80||cart.shop.svc.cluster.local","type":"EDS",
    "eds_cluster_config":{"eds_config":{"ads":{},"initial_fetch_timeout":"0s"},"service_name":"outbound|80||cart.shop.svc.cluster.local"},
    "connect_timeout":"${timeout}","lb_policy":"LEAST_REQUEST",
    "metadata":{"filter_metadata":{"istio":{"services":[{"host":"cart.shop.svc.cluster.local"}]}}},
    "transport_socket_matches":[{"name":"tlsMode-istio","match":{"tlsMode":"istio"}}]}}]}`)

const bootstrap = (pod: string, address: string): JsonObject => ({
  '@type': `${admin}.BootstrapConfigDump`,
  bootstrap: {
    node: {
      id: `sidecar~${address}~${pod}.shop~shop.svc.cluster.local`,
      metadata: { NAME: pod, INSTANCE_IPS: address },
    },
  },
})

test('what istiod holds and what Envoy runs are equal, but for what istiod never holds', () => {
  const comparison = compareDumps(
    read({ '@type': `${admin}.BootstrapConfigDump` }, clusterOfIstiod),
    read(bootstrap('cart-1', '10.0.0.1'), clusterOfEnvoy('10.000s')),
    { istiod: 'a' },
  )
  expect(comparison.drifted).toBe(0)
  const [boot, clusters] = comparison.kinds
  expect(boot?.onlyInB.map(({ because }) => because)).toEqual(['compare.because.bootstrap'])
  expect(clusters?.equal).toBe(1)
  expect(clusters?.onlyInB.map(({ name, because }) => [name, because])).toEqual([
    ['sds-grpc', 'compare.because.static'],
  ])
})

test('a drift is told with its path and both values', () => {
  const { drifted, kinds } = compareDumps(read(clusterOfIstiod), read(clusterOfEnvoy('3s')), { istiod: 'a' })
  expect(drifted).toBe(1)
  expect(kinds[0]?.differing[0]?.differences).toEqual([{ path: 'connect_timeout', a: '10s', b: '3s' }])
})

test('what only istiod holds is drift', () => {
  const { drifted, kinds } = compareDumps(
    read(clusterOfIstiod),
    read({ '@type': `${admin}.ClustersConfigDump` }),
    { istiod: 'a' },
  )
  expect(drifted).toBe(1)
  expect(kinds[0]?.onlyInA[0]?.because).toBeUndefined()
})

const listeners = (...names: readonly string[]): JsonObject => ({
  '@type': `${admin}.ListenersConfigDump`,
  dynamic_listeners: names.map((name) => ({ name, active_state: { listener: { name } } })),
})

test('two pods: each one’s own address and name, and those of the other, are no difference', () => {
  const one = read(bootstrap('cart-1', '10.0.0.1'), listeners('10.0.0.2_8080', '10.0.0.11_80'))
  const two = read(bootstrap('cart-2', '10.0.0.2'), listeners('10.0.0.1_8080', '10.0.0.11_80'))
  expect(compareDumps(one, two).drifted).toBe(3)
  const own = { a: ownValuesOf(one), b: ownValuesOf(two) }
  expect(compareDumps(one, two, { own }).drifted).toBe(0)
})

const routes = (...names: readonly string[]): JsonObject => ({
  '@type': `${admin}.RoutesConfigDump`,
  dynamic_route_configs: [
    {
      route_config: {
        name: '80',
        virtual_hosts: [
          {
            name: 'cart',
            domains: ['b', 'a'],
            routes: names.map((name) => ({ name, match: { prefix: '/' } })),
          },
        ],
      },
    },
  ],
})

test('the order of routes is a difference; a route that was put in is one, not all behind it', () => {
  expect(compareDumps(read(routes('one', 'two')), read(routes('two', 'one'))).drifted).toBe(1)
  const { kinds } = compareDumps(read(routes('one', 'two')), read(routes('new', 'one', 'two')))
  expect(kinds[0]?.differing[0]?.differences.map(({ path, a, b }) => [path, a === undefined, b])).toEqual([
    ['virtual_hosts[cart].routes[new]', true, { name: 'new', match: { prefix: '/' } }],
  ])
})

test('a warming resource beside the active one stands alone, and says why', () => {
  const active = { cluster: { name: 'c', connect_timeout: '1s' } }
  const warming = { cluster: { name: 'c', connect_timeout: '2s' } }
  const section = { '@type': `${admin}.ClustersConfigDump` }
  const { kinds, drifted } = compareDumps(
    read({ ...section, dynamic_active_clusters: [active] }),
    read({ ...section, dynamic_warming_clusters: [warming], dynamic_active_clusters: [active] }),
  )
  expect(drifted).toBe(0)
  expect(kinds[0]?.equal).toBe(1)
  expect(kinds[0]?.onlyInB[0]?.because).toBe('compare.because.warming')
})
