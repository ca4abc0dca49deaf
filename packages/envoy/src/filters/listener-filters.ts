import { messagesOf, textOf } from '../json/field.ts'
import type { TypeShape } from './message-shape.ts'
import { code, each, listed, plain } from './read.ts'
import { runtime, tokenBucket } from './read-values.ts'
import { extension } from './read-typed.ts'

const filterStates = each(
  [
    ['object_key', 'filter.name', () => []],
    ['format_string', 'filter.text-format', code],
    ['factory_key', 'filter.factory', plain],
    ['read_only', 'filter.read-only', plain],
    ['shared_with_upstream', 'filter.shared', plain],
    ['skip_if_empty', 'filter.skip-empty', plain],
  ],
  (one) => textOf(one, 'object_key'),
)

/** Filters of listeners, and the small ones of connections. @see envoy: api/envoy/extensions/filters */
export const listenerFilterTypes: readonly TypeShape[] = [
  { types: ['envoy.extensions.filters.listener.original_dst.v3.OriginalDst'], fields: [] },
  {
    types: ['envoy.extensions.filters.listener.original_src.v3.OriginalSrc'],
    fields: [
      ['bind_port', 'filter.bind-port', plain],
      ['mark', 'filter.mark', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector'],
    fields: [
      ['enable_ja3_fingerprinting', 'filter.ja3', plain],
      ['enable_ja4_fingerprinting', 'filter.ja4', plain],
      ['initial_read_buffer_size', 'filter.buffer-bytes', plain],
    ],
  },
  { types: ['envoy.extensions.filters.listener.http_inspector.v3.HttpInspector'], fields: [] },
  {
    types: ['envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol'],
    fields: [
      ['allow_requests_without_proxy_protocol', 'filter.without-proxy-protocol', plain],
      ['disallowed_versions', 'filter.disallowed-versions', plain],
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['pass_through_tlvs', 'filter.tlvs', code],
      [
        'rules',
        'filter.tlvs',
        each([
          ['tlv_type', 'filter.type', plain],
          ['on_tlv_present', 'filter.metadata', code],
        ]),
      ],
    ],
  },
  {
    types: ['envoy.extensions.filters.listener.local_ratelimit.v3.LocalRateLimit'],
    fields: [
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['token_bucket', 'limit.bucket', tokenBucket],
      ['runtime_enabled', 'filter.enabled', runtime],
    ],
  },
  {
    types: ['envoy.extensions.filters.listener.set_filter_state.v3.Config'],
    fields: [['on_accept', 'filter.filter-state', code]],
  },
  {
    types: ['envoy.extensions.filters.network.set_filter_state.v3.Config'],
    says: (filter) =>
      messagesOf(filter, 'on_new_connection')
        .map((one) => textOf(one, 'object_key') ?? '')
        .join(', '),
    fields: [['on_new_connection', 'filter.filter-state', filterStates]],
  },
  {
    types: ['envoy.extensions.filters.http.set_filter_state.v3.Config'],
    says: (filter) =>
      messagesOf(filter, 'on_request_headers')
        .map((one) => textOf(one, 'object_key') ?? '')
        .join(', '),
    fields: [['on_request_headers', 'filter.filter-state', filterStates]],
  },
  { types: ['envoy.extensions.filters.network.sni_cluster.v3.SniCluster'], fields: [] },
  {
    types: [
      'envoy.extensions.filters.network.echo.v3.Echo',
      'envoy.extensions.filters.network.direct_response.v3.Config',
    ],
    fields: [['response', 'filter.body', code]],
  },
  {
    types: ['envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit'],
    says: (filter) => textOf(filter, 'max_connections'),
    fields: [
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['max_connections', 'limit.connections', plain],
      ['delay', 'fault.delay', plain],
      ['runtime_enabled', 'filter.enabled', runtime],
    ],
  },
  {
    types: [
      'envoy.extensions.filters.network.mongo_proxy.v3.MongoProxy',
      'envoy.extensions.filters.network.mysql_proxy.v3.MySQLProxy',
      'envoy.extensions.filters.network.zookeeper_proxy.v3.ZooKeeperProxy',
      'envoy.extensions.filters.network.postgres_proxy.v3alpha.PostgresProxy',
    ],
    fields: [
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['access_log', 'filter.path', plain],
      ['emit_dynamic_metadata', 'filter.emit-metadata', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.network.redis_proxy.v3.RedisProxy'],
    fields: [
      ['stat_prefix', 'filter.stat-prefix', plain],
      ['settings', 'filter.settings', code],
      ['prefix_routes', 'filter.routes', code],
      [
        'faults',
        'fault.fault',
        each([
          ['fault_enabled', 'filter.enabled', runtime],
          ['delay', 'fault.delay', plain],
        ]),
      ],
      ['access_log', 'filter.access-log', listed(extension)],
    ],
  },
]
