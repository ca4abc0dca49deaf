import { array, assert, constantFrom, jsonValue, nat, oneof, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import recorded from '../clusters/frontend-upstreams.json' with { type: 'json' }
import { clustersTable } from '../clusters/clusters-table.ts'
import { readDump } from '../dump/read-dump.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { routesTable } from '../routes/routes-table.ts'
import type { ResourceTable } from '../table/resource-table.ts'
import { endpointsTable } from './endpoints-table.ts'

const admin = 'type.googleapis.com/envoy.admin.v3'

/** A route with parts of every kind: each is a place to break. */
const route: JsonObject = {
  match: {
    prefix: '/',
    headers: [
      { name: ':method', string_match: { exact: 'GET' } },
      { name: 'x', range_match: { end: '3' } },
    ],
    query_parameters: [{ name: 'v', string_match: { safe_regex: { regex: '1' } } }],
    runtime_fraction: { default_value: { numerator: 1, denominator: 'MILLION' }, runtime_key: 'k' },
  },
  route: {
    weighted_clusters: {
      clusters: [{ name: 'a', weight: 1, request_headers_to_add: [{ header: { key: 'b' } }] }],
    },
    retry_policy: {
      retry_on: '5xx',
      retry_back_off: { base_interval: '1s' },
      retry_host_predicate: [{ name: 'p' }],
    },
    request_mirror_policies: [{ cluster: 'm', runtime_fraction: { default_value: { numerator: 5 } } }],
    hash_policy: [{ header: { header_name: 'x' }, terminal: true }],
    upgrade_configs: [{ upgrade_type: 'websocket', enabled: false }],
    regex_rewrite: { pattern: { regex: 'a' }, substitution: 'b' },
    cors: { allow_origin_string_match: [{ exact: '*' }] },
  },
  redirect: { response_code: 'FOUND', prefix_rewrite: '/a' },
  direct_response: { status: 200, body: { inline_string: 'a' } },
  typed_per_filter_config: {
    fault: { '@type': 'a/envoy.extensions.filters.http.fault.v3.HTTPFault', abort: { http_status: 500 } },
    off: { '@type': 'a/envoy.config.route.v3.FilterConfig', config: { '@type': 'a/b', c: 1 } },
  },
  metadata: { filter_metadata: { istio: { config: '/apis/g/v/namespaces/n/virtual-service/x' } } },
  tracing: { client_sampling: { numerator: 1 } },
}

const [clusters, endpoints] = recorded.dump.configs
const base: JsonObject = {
  dump: {
    configs: [
      {
        '@type': `${admin}.RoutesConfigDump`,
        dynamic_route_configs: [
          {
            route_config: {
              name: '80',
              virtual_hosts: [{ name: 'v', domains: ['a', 'b'], routes: [route] }],
            },
          },
        ],
      },
      {
        '@type': `${admin}.ClustersConfigDump`,
        dynamic_active_clusters: clusters?.dynamic_active_clusters?.filter(isOfCatalog) ?? [],
      },
      {
        '@type': `${admin}.EndpointsConfigDump`,
        dynamic_endpoint_configs: endpoints?.dynamic_endpoint_configs?.filter(isOfCatalog) ?? [],
      },
    ],
  },
  clusters: { cluster_statuses: recorded.clusters.cluster_statuses.filter(isOfCatalog) },
}

function isOfCatalog(message: object): boolean {
  return JSON.stringify(message).includes('catalog')
}

/** What some field of some message may be instead: nothing, another kind, or what another field holds. */
const replacement = oneof(
  constantFrom<Json>(
    null,
    {},
    [],
    '',
    0,
    -1,
    'NaN',
    true,
    [null],
    [[]],
    { '@type': 'a/b' },
    '/apis/a/b/c/d/e/f',
  ),
  jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value)) as Json),
)

const mutation = record({ path: array(nat(30), { minLength: 2, maxLength: 14 }), replacement })

/** The value with the field at a path of places replaced; a path that ends early replaces where it ends. */
function mutated(value: Json, [place, ...rest]: readonly number[], by: Json): Json {
  if (place === undefined) return by
  if (Array.isArray(value)) {
    const list: readonly Json[] = value
    return list.length === 0
      ? by
      : list.map((one, at) => (at === place % list.length ? mutated(one, rest, by) : one))
  }
  if (!isObject(value)) return by
  const names = Object.keys(value)
  const name = names[place % Math.max(1, names.length)]
  return name === undefined ? by : { ...value, [name]: mutated(value[name] ?? null, rest, by) }
}

function walk<Row>(table: ResourceTable<Row>, answers: ProxyAnswers): number {
  const rows = table.rows(answers)
  for (const row of rows) {
    for (const { cell, link } of table.columns) {
      cell(row)
      link?.(row)
    }
    table.name(row)
    table.place(row)
    JSON.stringify(table.facts(row, answers))
  }
  return rows.length
}

test('no answer, however broken, makes rows, cells or facts throw', () => {
  let rows = 0
  assert(
    property(array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      const whole = mutations.reduce<Json>(
        (value, { path, replacement: by }) => mutated(value, path, by),
        base,
      )
      const { dump, clusters: statuses } = isObject(whole) ? whole : {}
      if (!isObject(dump) || !Array.isArray(dump['configs'])) return
      const answers: ProxyAnswers = {
        dump: readDump([{ answer: dump }]),
        clusters: isObject(statuses) ? statuses : undefined,
        readAt: 0,
      }
      rows += walk(routesTable, answers) + walk(clustersTable, answers) + walk(endpointsTable, answers)
    }),
    { numRuns: 2_500 },
  )
  expect(rows).toBeGreaterThan(2_500)
}, 60_000)
