import { messageOf, textOf, textsOf } from '../json/field.ts'
import type { TypeShape } from './message-shape.ts'
import { code, flat, listed, nested, plain } from './read.ts'
import { runtime } from './read-values.ts'
import { extension } from './read-typed.ts'

const direction = nested([
  [
    'common_config',
    'filter.common',
    flat([
      ['enabled', 'filter.enabled', runtime],
      ['min_content_length', 'compressor.minimum', plain],
      ['content_type', 'compressor.types', plain],
    ]),
  ],
  ['disable_on_etag_header', 'compressor.no-etag', plain],
  ['remove_accept_encoding_header', 'compressor.remove-header', plain],
])

/** gRPC and compression. @see envoy: api/envoy/extensions/filters/http */
export const payloadTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.filters.http.grpc_stats.v3.FilterConfig'],
    fields: [
      ['emit_filter_state', 'grpc.filter-state', plain],
      ['individual_method_stats_allowlist', 'grpc.methods', code],
      ['stats_for_all_methods', 'grpc.all-methods', plain],
      ['enable_upstream_stats', 'grpc.upstream-stats', plain],
    ],
  },
  {
    types: [
      'envoy.extensions.filters.http.grpc_web.v3.GrpcWeb',
      'envoy.extensions.filters.http.grpc_http1_bridge.v3.Config',
    ],
    fields: [],
  },
  {
    types: ['envoy.extensions.filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder'],
    says: (filter) => textsOf(filter, 'services').join(', '),
    fields: [
      ['services', 'filter.service', plain],
      ['proto_descriptor', 'filter.path', plain],
      [
        'proto_descriptor_bin',
        'grpc.descriptor',
        (value, word) => [{ word, text: `${typeof value === 'string' ? value.length : 0} B` }],
      ],
      ['print_options', 'filter.settings', code],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.compressor.v3.Compressor'],
    says: (filter) => textOf(messageOf(filter, 'compressor_library'), 'name'),
    fields: [
      ['compressor_library', 'compressor.library', extension],
      ['request_direction_config', 'compressor.requests', direction],
      ['response_direction_config', 'compressor.responses', direction],
      ['choose_first', 'compressor.first', plain],
      ['runtime_enabled', 'filter.enabled', runtime],
      ['content_type', 'compressor.types', plain],
    ],
  },
  {
    types: [
      'envoy.extensions.compression.gzip.compressor.v3.Gzip',
      'envoy.extensions.compression.brotli.compressor.v3.Brotli',
      'envoy.extensions.compression.zstd.compressor.v3.Zstd',
    ],
    fields: [
      ['memory_level', 'compressor.memory', plain],
      ['window_bits', 'compressor.window', plain],
      ['compression_level', 'compressor.level', plain],
      ['compression_strategy', 'compressor.strategy', plain],
      ['chunk_size', 'compressor.chunk', plain],
      ['quality', 'compressor.level', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.health_check.v3.HealthCheck'],
    fields: [
      ['pass_through_mode', 'filter.pass-through', plain],
      ['cache_time', 'filter.cache-time', plain],
      ['headers', 'filter.match', listed(code)],
    ],
  },
]
