import { expect, test } from 'vitest'
import recorded from '../clusters/frontend-upstreams.json' with { type: 'json' }
import { readDump } from '../dump/read-dump.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { routesTable } from './routes-table.ts'

function table(...routeConfigs: readonly JsonObject[]) {
  const configs = routeConfigs.map((config) => ({
    '@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump',
    dynamic_route_configs: [{ route_config: config }],
  }))
  const answers = { dump: readDump([{ answer: { configs } }]), readAt: 0 }
  const rows = routesTable.rows(answers)
  return { answers, rows, cells: (id: string) => rows.map((row) => columnOf(id).cell(row)) }
}

function columnOf(id: string) {
  const column = routesTable.columns.find((one) => one.id === id)
  if (column === undefined) throw new Error(`no column ${id}`)
  return column
}

const oneRoute = (route: JsonObject) =>
  table({ name: '80', virtual_hosts: [{ name: 'a:80', domains: ['a'], routes: [route] }] })

function flat(facts: readonly Fact[]): readonly Fact[] {
  return facts.flatMap((fact) => [fact, ...flat(fact.facts ?? [])])
}

test('the routes that Istio made of a VirtualService say where requests go and which object says so', () => {
  const answers = { dump: readDump([{ answer: recorded.dump }]), readAt: 0 }
  const rows = routesTable.rows(answers).filter(({ entry }) => entry.name === '8080')
  const cells = ['route.domains', 'route.match', 'route.action', 'route.virtual-service', 'route.order']
  expect(rows.map((row) => cells.map((id) => columnOf(id).cell(row)))).toEqual([
    [
      'catalog.shop.svc.cluster.local., catalog + 2 more...',
      '/preview*',
      'outbound|8080|v3|catalog.shop.svc.cluster.local',
      'catalog.shop',
      1,
    ],
    [
      'catalog.shop.svc.cluster.local., catalog + 2 more...',
      '/*',
      '80% outbound|8080|v1|catalog.shop.svc.cluster.local, 20% outbound|8080|v2|catalog.shop.svc.cluster.local',
      'catalog.shop',
      2,
    ],
    ['*', '/*', 'PassthroughCluster', undefined, 1],
  ])
  const [, split] = rows
  if (split === undefined) throw new Error('no second route')
  expect(columnOf('route.virtual-service').link?.(split)).toEqual({
    kind: 'object',
    apiVersion: 'networking.istio.io/v1',
    objectKind: 'VirtualService',
    namespace: 'shop',
    name: 'catalog',
  })
  const facts = flat(routesTable.facts(split, answers))
  expect(facts).toContainEqual({ word: 'route.per-try-timeout', text: '1s' })
  expect(facts.filter(({ word }) => word === 'route.weighted').map(({ text, link }) => [text, link])).toEqual(
    [
      ['80%', { kind: 'row', table: 'clusters', name: 'outbound|8080|v1|catalog.shop.svc.cluster.local' }],
      ['20%', { kind: 'row', table: 'clusters', name: 'outbound|8080|v2|catalog.shop.svc.cluster.local' }],
    ],
  )
  expect(routesTable.place(split)).toEqual({
    answer: 'dump',
    document: 0,
    path: 'configs[2].dynamic_route_configs[0].route_config.virtual_hosts[0].routes[1]',
  })
})

test('a match reads with its method, headers, query and share of requests', () => {
  const { cells } = oneRoute({
    match: {
      safe_regex: { regex: '/v[12]/.*' },
      case_sensitive: false,
      headers: [
        { name: ':method', string_match: { exact: 'GET' } },
        { name: 'x-user', string_match: { prefix: 'b', ignore_case: true } },
        { name: 'x-old', exact_match: 'yes', invert_match: true },
        { name: 'x-gone', present_match: false },
        { name: 'x-age', range_match: { start: '18', end: '65' } },
      ],
      query_parameters: [
        { name: 'v', string_match: { exact: '1' } },
        { name: 'debug', present_match: true },
      ],
      grpc: {},
      runtime_fraction: { default_value: { numerator: 5, denominator: 'TEN_THOUSAND' } },
    },
  })
  expect(cells('route.match')).toEqual([
    'GET ~/v[12]/.* (i) grpc x-user: b* (i) !x-old: yes !x-gone x-age: [18, 65) ?v=1 ?debug 0.05%',
  ])
})

test.each([
  [{ redirect: { https_redirect: true } }, '301 https://…'],
  [
    { redirect: { response_code: 'FOUND', host_redirect: 'b', port_redirect: 8443, path_redirect: '/new' } },
    '302 //b:8443/new',
  ],
  [{ direct_response: { status: 418, body: { inline_string: 'tea' } } }, '418 "tea"'],
  [{ route: { cluster_header: 'x-to' } }, 'cluster_header: x-to'],
  [
    {
      route: {
        weighted_clusters: {
          clusters: [
            { name: 'a', weight: 1 },
            { name: 'b', weight: 2 },
          ],
        },
      },
    },
    '33.33% a, 66.67% b',
  ],
  [{ route: { weighted_clusters: { clusters: [{ name: 'a' }] } } }, '– a'],
  [{ non_forwarding_action: {} }, 'non_forwarding_action'],
])('an action in short: %j', (route, text) => {
  expect(oneRoute(route).cells('route.action')).toEqual([text])
})

test('a virtual host without routes answers 404, and a configuration without virtual hosts is still seen', () => {
  const { cells } = table({ name: '80', virtual_hosts: [{ name: 'a:80', domains: ['a'] }] }, { name: '90' })
  expect(cells('route.action')).toEqual(['404', undefined])
  expect(cells('route.configuration')).toEqual(['80', '90'])
})

test('what istiod writes in camel case is the same', () => {
  const { cells } = table({
    name: '80',
    virtualHosts: [
      {
        name: 'a:80',
        domains: ['a'],
        routes: [{ match: { pathSeparatedPrefix: '/api' }, route: { cluster: 'c' } }],
      },
    ],
  })
  expect(cells('route.match')).toEqual(['/api, /api/*'])
})

test('faults, lua and unknown filters of a route are facts; fields that nobody knows are not hidden', () => {
  const { rows, answers } = oneRoute({
    match: { prefix: '/' },
    route: {
      cluster: 'c',
      brand_new: { deep: 1 },
      hash_policy: [{ cookie: { name: 's', ttl: '60s' }, terminal: true }],
    },
    typed_per_filter_config: {
      'envoy.filters.http.fault': {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault',
        delay: { fixed_delay: '2s', percentage: { numerator: 10 } },
      },
      'envoy.filters.http.lua': {
        '@type': 'type.googleapis.com/xds.type.v3.TypedStruct',
        type_url: 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.LuaPerRoute',
        value: { source_code: { inline_string: 'print(1)' } },
      },
      'new.filter': { '@type': 'type.googleapis.com/new.Filter', a: 1 },
    },
  })
  const [row] = rows
  if (row === undefined) throw new Error('no route')
  const facts = flat(routesTable.facts(row, answers))
  expect(facts).toContainEqual({ word: 'upstream.percentage', text: '10%' })
  expect(facts).toContainEqual({ word: 'route.lua-code', code: 'print(1)' })
  expect(facts).toContainEqual({ word: 'route.hash', text: 'cookie s, ttl 60s (terminal)' })
  expect(facts).toContainEqual({ word: 'upstream.other', name: 'brand_new', code: '{\n  "deep": 1\n}' })
  expect(facts).toContainEqual({
    word: 'route.per-filter',
    name: 'new.filter',
    text: 'new.Filter',
    code: '{\n  "a": 1\n}',
  })
})
