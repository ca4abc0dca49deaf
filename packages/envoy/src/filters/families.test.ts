import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { knownTypes } from './known-types.ts'
import { namedFact } from './typed-fact.ts'

function read(type: string, message: JsonObject): Fact {
  const typed_config: Json = { '@type': `type.googleapis.com/${type}`, ...message }
  return namedFact({ name: 'it', typed_config }, 'chain.filter', knownTypes)
}

function all(fact: Fact): readonly Fact[] {
  return [fact, ...(fact.facts ?? []).flatMap(all)]
}

const asked = { envoy_grpc: { cluster_name: 'outbound|9000||authz.shop.svc' } }
const header = { provider: 'x', source: { inline_string: '' } }

const families: readonly (readonly [type: string, message: JsonObject, text: string | undefined])[] = [
  [
    'envoy.extensions.filters.http.ext_authz.v3.ExtAuthz',
    {
      grpc_service: { ...asked, timeout: '0.5s' },
      failure_mode_allow: true,
      with_request_body: { max_request_bytes: 8192, allow_partial_message: true },
      filter_enabled_metadata: { filter: 'envoy.filters.http.rbac' },
      transport_api_version: 'V3',
      status_on_error: { code: 'Forbidden' },
    },
    'outbound|9000||authz.shop.svc',
  ],
  [
    'envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor',
    {
      grpc_service: asked,
      processing_mode: { request_header_mode: 'SEND', response_body_mode: 'BUFFERED' },
      message_timeout: '0.2s',
    },
    'outbound|9000||authz.shop.svc',
  ],
  [
    'envoy.extensions.filters.http.ratelimit.v3.RateLimit',
    {
      domain: 'shop',
      failure_mode_deny: true,
      rate_limit_service: { grpc_service: asked, transport_api_version: 'V3' },
      enable_x_ratelimit_headers: 'DRAFT_VERSION_03',
    },
    'shop',
  ],
  [
    'envoy.extensions.filters.http.fault.v3.HTTPFault',
    {
      delay: { fixed_delay: '2s', percentage: { numerator: 5, denominator: 'HUNDRED' } },
      abort: { http_status: 503, percentage: { numerator: 5000, denominator: 'MILLION' } },
    },
    'delay 2s 5 %, abort 503 0.5 %',
  ],
  [
    'stats.PluginConfig',
    { reporter: 'SERVER_GATEWAY', metrics: [{ name: 'requests_total', tags_to_remove: ['a'], drop: true }] },
    'SERVER_GATEWAY',
  ],
  [
    'io.istio.http.peer_metadata.Config',
    { downstream_discovery: [{ workload_discovery: {} }, { istio_headers: {} }], shared_with_upstream: true },
    'workload_discovery, istio_headers',
  ],
  [
    'envoy.tcp.metadataexchange.config.MetadataExchange',
    { protocol: 'istio-peer-exchange' },
    'istio-peer-exchange',
  ],
  [
    'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
    {
      stat_prefix: 's',
      idle_timeout: '3600s',
      weighted_clusters: {
        clusters: [
          { name: 'a', weight: 80 },
          { name: 'b', weight: 20 },
        ],
      },
    },
    'a 80, b 20',
  ],
  [
    'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
    { allow_requests_without_proxy_protocol: true },
    undefined,
  ],
  [
    'envoy.extensions.filters.http.set_filter_state.v3.Config',
    { on_request_headers: [{ object_key: 'io.istio.peer', format_string: header, read_only: true }] },
    'io.istio.peer',
  ],
  [
    'envoy.extensions.filters.http.lua.v3.Lua',
    { inline_code: 'function envoy_on_response(h) end' },
    'envoy_on_response',
  ],
]

test.each(families)('%s is read whole, and told in a line', (type, message, text) => {
  const fact = read(type, message)
  expect(fact.text).toBe(text)
  expect(all(fact).filter(({ word }) => word === 'filter.rest' || word === 'filter.raw')).toEqual([])
})

test('a TypedStruct is read as the type that it stands for', () => {
  const fact = read('xds.type.v3.TypedStruct', {
    type_url: 'type.googleapis.com/stats.PluginConfig',
    value: { reporter: 'SERVER_GATEWAY' },
  })
  expect(fact.text).toBe('SERVER_GATEWAY')
})

test('who lets everybody pass when nobody can be asked is pointed out', () => {
  const type = 'envoy.extensions.filters.http.ext_authz.v3.ExtAuthz'
  expect(read(type, { grpc_service: asked, failure_mode_allow: true }).tone).toBe('warning')
  expect(read(type, { grpc_service: asked }).tone).toBeUndefined()
})

test('rules that allow, of which there are none, deny everybody', () => {
  const type = 'envoy.extensions.filters.http.rbac.v3.RBAC'
  expect(read(type, { rules: {} })).toMatchObject({ tone: 'warning', text: 'ALLOW' })
  expect(read(type, { rules: { action: 'DENY' } }).tone).toBeUndefined()
})
