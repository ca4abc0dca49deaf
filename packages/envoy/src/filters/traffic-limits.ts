import { messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { MessageShape, TypeShape } from './message-shape.ts'
import { code, each, nested, plain, rowsOf } from './read.ts'
import {
  grpcService,
  header,
  headerOptions,
  matcher,
  percent,
  runtime,
  status,
  tokenBucket,
} from './read-values.ts'
import { descriptorText, percentText } from './value-text.ts'

/** `delay 2s 5 %, abort 503 0.5 %`; nothing when the filter only waits for routes that ask for faults. */
function faultText(fault: JsonObject): string | undefined {
  const delay = messageOf(fault, 'delay')
  const abort = messageOf(fault, 'abort')
  const told = [
    ...(delay === undefined ? [] : [`delay ${textOf(delay, 'fixed_delay') ?? ''} ${shareOf(delay)}`]),
    ...(abort === undefined
      ? []
      : [
          `abort ${numberOf(abort, 'http_status') ?? numberOf(abort, 'grpc_status') ?? ''} ${shareOf(abort)}`,
        ]),
  ]
  return told.length === 0 ? undefined : told.join(', ')
}

function shareOf(part: JsonObject): string {
  return percentText(messageOf(part, 'percentage') ?? {})
}

const cors: MessageShape = [
  ['allow_origin_string_match', 'cors.origins', matcher],
  ['allow_methods', 'cors.methods', plain],
  ['allow_headers', 'cors.headers', plain],
  ['expose_headers', 'cors.exposed', plain],
  ['max_age', 'cors.max-age', plain],
  ['allow_credentials', 'cors.credentials', plain],
  ['filter_enabled', 'filter.enabled', runtime],
  ['shadow_enabled', 'filter.shadow', runtime],
  ['allow_private_network_access', 'cors.private-network', plain],
  ['forward_not_matching_preflights', 'cors.forward', plain],
]

const localLimit: MessageShape = [
  ['stat_prefix', 'filter.stat-prefix', plain],
  ['token_bucket', 'limit.bucket', tokenBucket],
  ['filter_enabled', 'filter.enabled', runtime],
  ['filter_enforced', 'limit.enforced', runtime],
  ['runtime_enabled', 'filter.enabled', runtime],
  ['status', 'limit.status', status],
  [
    'descriptors',
    'limit.descriptor',
    each(
      [
        ['entries', 'limit.entries', code],
        ['token_bucket', 'limit.bucket', tokenBucket],
      ],
      descriptorText,
    ),
  ],
  ['rate_limits', 'limit.actions', code],
  ['request_headers_to_add_when_not_enforced', 'filter.request-headers', headerOptions],
  ['response_headers_to_add', 'filter.response-headers', headerOptions],
  ['local_rate_limit_per_downstream_connection', 'limit.per-connection', plain],
  ['enable_x_ratelimit_headers', 'limit.headers', plain],
  ['vh_rate_limits', 'limit.virtual-host', plain],
  ['always_consume_default_token_bucket', 'limit.always-default', plain],
  ['rate_limited_as_resource_exhausted', 'limit.exhausted', plain],
  ['stage', 'limit.stage', plain],
]

const globalLimit: MessageShape = [
  ['domain', 'limit.domain', plain],
  [
    'rate_limit_service',
    'limit.service',
    nested([
      ['grpc_service', 'filter.grpc', grpcService],
      ['transport_api_version', 'filter.api-version', plain],
    ]),
  ],
  ['stat_prefix', 'filter.stat-prefix', plain],
  ['timeout', 'filter.timeout', plain],
  ['failure_mode_deny', 'limit.fail-closed', plain],
  ['request_type', 'limit.request-type', plain],
  ['stage', 'limit.stage', plain],
  ['descriptors', 'limit.descriptor', each([['entries', 'limit.entries', code]], descriptorText)],
  ['rate_limited_status', 'limit.status', status],
  ['status_on_error', 'external.error-status', status],
  ['enable_x_ratelimit_headers', 'limit.headers', plain],
  ['rate_limited_as_resource_exhausted', 'limit.exhausted', plain],
  ['disable_x_envoy_ratelimited_header', 'limit.no-header', plain],
  ['response_headers_to_add', 'filter.response-headers', headerOptions],
]

/** Faults, CORS and rate limits. @see envoy: api/envoy/extensions/filters/http */
export const trafficLimitTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.filters.http.fault.v3.HTTPFault'],
    says: faultText,
    tone: (fault) => (faultText(fault) === undefined ? undefined : 'warning'),
    fields: [
      [
        'delay',
        'fault.delay',
        nested([
          ['fixed_delay', 'fault.duration', plain],
          ['header_delay', 'fault.by-header', code],
          ['percentage', 'filter.share', percent],
        ]),
      ],
      [
        'abort',
        'fault.abort',
        nested([
          ['http_status', 'fault.http-status', plain],
          ['grpc_status', 'fault.grpc-status', plain],
          ['header_abort', 'fault.by-header', code],
          ['percentage', 'filter.share', percent],
        ]),
      ],
      [
        'response_rate_limit',
        'fault.rate',
        nested([
          ['fixed_limit', 'fault.rate', code],
          ['percentage', 'filter.share', percent],
        ]),
      ],
      ['upstream_cluster', 'filter.cluster', rowsOf('clusters')],
      ['headers', 'filter.match', header],
      ['downstream_nodes', 'fault.nodes', plain],
      ['max_active_faults', 'fault.max-active', plain],
      ['disable_downstream_cluster_stats', 'filter.no-stats', plain],
    ],
  },
  { types: ['envoy.extensions.filters.http.cors.v3.Cors'], fields: [] },
  { types: ['envoy.extensions.filters.http.cors.v3.CorsPolicy'], fields: cors },
  {
    types: [
      'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
      'envoy.extensions.filters.network.local_ratelimit.v3.LocalRateLimit',
    ],
    says: (limit) => {
      const bucket = messageOf(limit, 'token_bucket')
      if (bucket === undefined) return undefined
      return `${numberOf(bucket, 'tokens_per_fill') ?? 1} / ${textOf(bucket, 'fill_interval') ?? '?'}`
    },
    fields: localLimit,
  },
  {
    types: [
      'envoy.extensions.filters.http.ratelimit.v3.RateLimit',
      'envoy.extensions.filters.network.ratelimit.v3.RateLimit',
    ],
    says: (limit) => textOf(limit, 'domain'),
    fields: globalLimit,
  },
  {
    types: ['envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute'],
    says: (limit) => String(messagesOf(limit, 'rate_limits').length),
    fields: [
      ['rate_limits', 'limit.actions', code],
      ['vh_rate_limits', 'limit.virtual-host', plain],
      ['domain', 'limit.domain', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.buffer.v3.Buffer'],
    fields: [['max_request_bytes', 'filter.buffer-bytes', plain]],
  },
]
