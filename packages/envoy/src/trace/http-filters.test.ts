import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import { tracedRequest } from '../fixtures/traced-proxy.ts'
import type { JsonObject } from '../json/json.ts'
import type { FilterContext } from './filter-context.ts'
import { httpRequestOf } from './http-request.ts'
import { metFilters } from './http-filters.ts'
import type { TracedRequest } from './trace.ts'

const types = 'type.googleapis.com/envoy.extensions.filters.http.'

type Told = {
  readonly request?: Partial<TracedRequest>
  readonly principal?: string
  readonly perFilter?: readonly JsonObject[]
}

/** What filters say, in short: `rbac refused 403 trace.rbac-denies`. */
function said(filters: readonly JsonObject[], { request = {}, principal, perFilter = [] }: Told = {}) {
  const traced = tracedRequest(request)
  const context: FilterContext = {
    dump: readDump([]),
    request: traced,
    destination: { ip: '10.0.0.7', port: 8080 },
    serverName: '',
    principal,
    isTls: principal !== undefined,
    http: httpRequestOf(traced, traced.path, false),
    remoteIp: traced.source.ip,
    shadows: new Map(),
    perFilter,
  }
  return [...metFilters({ http_filters: filters }, context)].map(({ name, decision }) =>
    [
      name,
      decision.verdict,
      ...(decision.answer === undefined ? [] : [decision.answer.status]),
      ...decision.because.map(({ word }) => word),
    ].join(' '),
  )
}

function rbac(
  action: string,
  principals: readonly JsonObject[],
  permissions: readonly JsonObject[],
): JsonObject {
  return {
    name: 'rbac',
    typed_config: {
      '@type': `${types}rbac.v3.RBAC`,
      rules: { action, policies: { 'ns[shop]-policy[p]-rule[0]': { principals, permissions } } },
    },
  }
}

const anything = [{ any: true }]
const frontend = {
  authenticated: { principal_name: { exact: 'spiffe://cluster.local/ns/shop/sa/frontend' } },
}

test('ALLOW lets pass whom a policy fits, and nobody else', () => {
  const filter = rbac('ALLOW', [frontend], anything)
  expect(said([filter], { principal: 'spiffe://cluster.local/ns/shop/sa/frontend' })).toEqual([
    'rbac passed trace.rbac-allows',
  ])
  expect(said([filter], { principal: 'spiffe://cluster.local/ns/shop/sa/cart' })).toEqual([
    'rbac refused 403 trace.rbac-none-allows',
  ])
  expect(said([filter])).toEqual(['rbac refused 403 trace.rbac-none-allows'])
})

test('ALLOW without policies lets nobody pass', () => {
  const filter = { name: 'rbac', typed_config: { '@type': `${types}rbac.v3.RBAC`, rules: {} } }
  expect(said([filter])).toEqual(['rbac refused 403 trace.rbac-nobody'])
})

function denied(permission: JsonObject, request: Partial<TracedRequest>): string | undefined {
  return said([rbac('DENY', anything, [permission])], { request })[0]?.split(' ')[1]
}

test('DENY by method, path, port, and "not"', () => {
  expect(denied({ header: { name: ':method', string_match: { exact: 'POST' } } }, { method: 'POST' })).toBe(
    'refused',
  )
  expect(denied({ url_path: { path: { prefix: '/admin' } } }, { path: '/admin/x?y' })).toBe('refused')
  expect(denied({ url_path: { path: { prefix: '/admin' } } }, { path: '/x' })).toBe('passed')
  expect(denied({ destination_port: 8080 }, {})).toBe('refused')
  expect(denied({ not_rule: { destination_port: 8080 } }, {})).toBe('passed')
  expect(denied({ and_rules: { rules: [{ any: true }, { destination_port: 1 }] } }, {})).toBe('passed')
  expect(denied({ or_rules: { rules: [{ destination_port: 8080 }, { destination_port: 1 }] } }, {})).toBe(
    'refused',
  )
})

test('an address that nobody told cannot be judged, one that was can', () => {
  const filter = rbac('DENY', [{ direct_remote_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } }], anything)
  expect(said([filter])).toEqual(['rbac unknown trace.rbac-unknown'])
  expect(said([filter], { request: { source: { ip: '10.1.2.3', principal: undefined } } })).toEqual([
    'rbac refused 403 trace.rbac-denies',
  ])
  expect(said([filter], { request: { source: { ip: '192.168.0.1', principal: undefined } } })).toEqual([
    'rbac passed trace.rbac-none-denies',
  ])
})

const jwt: JsonObject = {
  name: 'jwt',
  typed_config: {
    '@type': `${types}jwt_authn.v3.JwtAuthentication`,
    providers: { one: { issuer: 'x' } },
    rules: [
      { match: { prefix: '/open' } },
      {
        match: { prefix: '/soft' },
        requires: { requires_any: { requirements: [{ provider_name: 'one' }, { allow_missing: {} }] } },
      },
      { match: { prefix: '/' }, requires: { provider_name: 'one' } },
    ],
  },
}

test('a token that is missing is judged, one that is there is not', () => {
  const headers = [['Authorization', 'Bearer a.b.c']] as const
  expect(said([jwt])).toEqual(['jwt refused 401 trace.jwt-missing'])
  expect(said([jwt], { request: { path: '/open' } })).toEqual(['jwt passed trace.jwt-not-asked'])
  expect(said([jwt], { request: { path: '/soft' } })).toEqual(['jwt passed trace.jwt-missing-allowed'])
  expect(said([jwt], { request: { headers } })).toEqual(['jwt unknown trace.jwt-token'])
  expect(said([jwt], { request: { path: '/soft', headers } })).toEqual(['jwt unknown trace.jwt-token'])
})

const fault = (message: JsonObject): JsonObject => ({
  fault: { '@type': `${types}fault.v3.HTTPFault`, ...message },
})
const faultFilter: JsonObject = { name: 'fault', typed_config: { '@type': `${types}fault.v3.HTTPFault` } }

test('a fault ends all requests, some, or none', () => {
  const abort = (numerator: number, more: JsonObject = {}) =>
    said([faultFilter], {
      perFilter: [
        {
          typed_per_filter_config: fault({ abort: { http_status: 418, percentage: { numerator } }, ...more }),
        },
      ],
    })
  expect(abort(100)).toEqual(['fault refused 418 trace.fault-abort'])
  expect(abort(30)).toEqual(['fault passed 418 trace.fault-abort'])
  expect(abort(0)).toEqual([])
  expect(abort(100, { headers: [{ name: 'x', string_match: { exact: '1' } }] })).toEqual([
    'fault passed trace.fault-headers',
  ])
  expect(said([faultFilter])).toEqual([])
})

test('a preflight that is allowed is answered here', () => {
  const cors: JsonObject = { name: 'cors', typed_config: { '@type': `${types}cors.v3.Cors` } }
  const policy = {
    '@type': `${types}cors.v3.CorsPolicy`,
    allow_origin_string_match: [{ exact: 'https://a' }],
  }
  const asked = (origin: string, method = 'OPTIONS') =>
    said([cors], {
      request: {
        method,
        headers: [
          ['origin', origin],
          ['access-control-request-method', 'GET'],
        ],
      },
      perFilter: [{ typed_per_filter_config: { cors: policy } }],
    })
  expect(asked('https://a')).toEqual(['cors refused 200 trace.cors-preflight'])
  expect(asked('https://b')).toEqual(['cors passed trace.cors-forwarded'])
  expect(asked('https://a', 'GET')).toEqual(['cors passed trace.cors-plain'])
})

function of(name: string, type: string, more: JsonObject = {}): JsonObject {
  return { name, typed_config: { '@type': `${types}${type}`, ...more } }
}

test('code, services, limits and strangers are named, and the request goes on', () => {
  const bucket = { token_bucket: { max_tokens: 4, fill_interval: '60s' } }
  const always = { default_value: { numerator: 100 } }
  expect(
    said([
      of('lua', 'lua.v3.Lua', { default_source_code: { inline_string: 'x' } }),
      of('authz', 'ext_authz.v3.ExtAuthz', { grpc_service: { envoy_grpc: { cluster_name: 'c' } } }),
      of('limit', 'local_ratelimit.v3.LocalRateLimit', {
        ...bucket,
        filter_enabled: always,
        filter_enforced: always,
      }),
      of('mine', 'made_up.v3.Mine'),
      of('stats', 'grpc_stats.v3.FilterConfig'),
      of('router', 'router.v3.Router'),
    ]),
  ).toEqual([
    'lua unknown trace.runs-code',
    'authz unknown trace.asks-service',
    'limit unknown trace.local-limit',
    'mine unknown trace.not-evaluated',
  ])
})

test('a filter that a route switches off has no say; one that is switched off is on again where a route says so', () => {
  const off = { '@type': 'type.googleapis.com/envoy.config.route.v3.FilterConfig', disabled: true }
  const filter = rbac('ALLOW', [], [])
  expect(said([filter], { perFilter: [{ typed_per_filter_config: { rbac: off } }] })).toEqual([])
  expect(said([{ ...filter, disabled: true }])).toEqual([])
})

test('external authorization is asked only where a policy that is tried out fits', () => {
  const tried = (path: string): JsonObject => ({
    name: 'rbac',
    typed_config: {
      '@type': `${types}rbac.v3.RBAC`,
      shadow_rules: {
        action: 'DENY',
        policies: {
          'istio-ext-authz-opa-ns[a]-policy[p]-rule[0]': {
            principals: anything,
            permissions: [{ url_path: { path: { prefix: path } } }],
          },
        },
      },
      shadow_rules_stat_prefix: 'istio_ext_authz_',
    },
  })
  const authz: JsonObject = {
    name: 'authz',
    typed_config: {
      '@type': `${types}ext_authz.v3.ExtAuthz`,
      filter_enabled_metadata: {
        filter: 'envoy.filters.http.rbac',
        path: [{ key: 'istio_ext_authz_shadow_effective_policy_id' }],
        value: { string_match: { prefix: 'istio-ext-authz' } },
      },
    },
  }
  expect(said([tried('/'), authz])).toEqual(['rbac passed trace.shadow', 'authz unknown trace.asks-service'])
  expect(said([tried('/x'), authz])).toEqual([
    'rbac passed trace.shadow',
    'authz passed trace.external-not-asked',
  ])
})
