import { expect, test } from 'vitest'
import { chainDestination, httpFilterName, listenerTraffic, tcpFilterName } from './chain-destination.ts'

const http = (typed_config: object) => ({
  filters: [{ name: httpFilterName, typed_config: { ...typed_config } }],
})
const tcp = (typed_config: object) => ({
  filters: [{ name: tcpFilterName, typed_config: { ...typed_config } }],
})
const route = (match: object) => ({ match: { ...match }, route: { cluster: 'inbound|80||' } })

test('a chain leads to a route, a cluster, or what it answers by itself', () => {
  expect(chainDestination(http({ rds: { route_config_name: '80' } }))).toEqual({
    text: 'Route: 80',
    link: { kind: 'row', table: 'routes', name: '80' },
  })
  const toAll = { virtual_hosts: [{ domains: ['*'], routes: [route({ prefix: '/' })] }] }
  expect(chainDestination(http({ route_config: toAll }))).toEqual({
    text: 'Cluster: inbound|80||',
    link: { kind: 'row', table: 'clusters', name: 'inbound|80||' },
  })
  const some = {
    virtual_hosts: [
      { domains: ['*'], routes: [route({ prefix: '/stats' }), route({ path: '/ready' })] },
      { domains: ['a', 'b'], routes: [route({ safe_regex: { regex: '.*' } })] },
    ],
  }
  expect(chainDestination(http({ route_config: some })).text).toBe(
    'Inline Route: /stats*, /ready; a/b regex .*',
  )
  expect(chainDestination(tcp({ cluster: 'outbound|443||a' })).text).toBe('Cluster: outbound|443||a')
  expect(chainDestination(tcp({ cluster: 'PassthroughCluster' })).text).toBe('PassthroughCluster')
})

test('weighted clusters are all named, which istioctl leaves out', () => {
  const clusters = [
    { name: 'a', weight: 80 },
    { name: 'b', weight: 20 },
  ]
  expect(chainDestination(tcp({ weighted_clusters: { clusters } })).text).toBe('Cluster: a 80, b 20')
})

test("Istio's black hole is no destination", () => {
  const hole = tcp({ stat_prefix: 'BlackHoleCluster', cluster: 'BlackHoleCluster' })
  expect(chainDestination(hole).text).toBe('Non-HTTP/Non-TCP')
  expect(listenerTraffic([hole])).toBe('UNKNOWN')
  expect(listenerTraffic([hole, http({}), tcp({ cluster: 'a' })])).toBe('HTTP+TCP')
})
