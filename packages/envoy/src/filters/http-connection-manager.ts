import { messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { configSource } from './config-source.ts'
import type { MessageShape, TypeShape } from './message-shape.ts'
import { code, each, flat, line, listed, nested, plain, rowsOf } from './read.ts'
import { percent } from './read-values.ts'
import { inlineRouteFields } from './inline-route-fields.ts'
import { inlineRouteText } from './inline-route.ts'
import { extension } from './read-typed.ts'

const idleLimits = flat([
  ['idle_timeout', 'hcm.idle-timeout', plain],
  ['max_connection_duration', 'hcm.max-connection-duration', plain],
  ['max_headers_count', 'hcm.max-headers', plain],
  ['max_stream_duration', 'hcm.max-stream-duration', plain],
  ['headers_with_underscores_action', 'hcm.underscores', plain],
  ['max_requests_per_connection', 'hcm.max-requests', plain],
])

const tag: MessageShape = [
  ['tag', 'filter.name', () => []],
  ['literal', 'hcm.tag-literal', flat([['value', 'hcm.tag-literal', plain]])],
  ['environment', 'hcm.tag-environment', code],
  [
    'request_header',
    'hcm.tag-header',
    flat([
      ['name', 'hcm.tag-header', plain],
      ['default_value', 'hcm.tag-default', plain],
    ]),
  ],
  ['metadata', 'hcm.tag-metadata', line(tagMetadata)],
]

/** `request envoy.filters.http.rbac / shadow_engine_result`: whose metadata, and the way within it. */
function tagMetadata(metadata: JsonObject): string | undefined {
  const key = messageOf(metadata, 'metadata_key')
  const steps = messagesOf(key, 'path').map((step) => textOf(step, 'key') ?? '')
  const kind = Object.keys(messageOf(metadata, 'kind') ?? {}).join(' ')
  return key === undefined ? undefined : `${kind} ${[textOf(key, 'key') ?? '', ...steps].join(' / ')}`.trim()
}

const tracing = nested([
  ['client_sampling', 'hcm.client-sampling', percent],
  ['random_sampling', 'hcm.random-sampling', percent],
  ['overall_sampling', 'hcm.overall-sampling', percent],
  ['verbose', 'hcm.verbose', plain],
  ['max_path_tag_length', 'hcm.max-path-tag', plain],
  ['provider', 'hcm.tracing-provider', extension],
  ['spawn_upstream_span', 'hcm.upstream-span', plain],
  ['custom_tags', 'filter.tag', each(tag, (one) => textOf(one, 'tag'))],
])

const rds = flat([
  ['route_config_name', 'hcm.route', rowsOf('routes')],
  ['config_source', 'filter.config-source', configSource],
])

/** @see envoy: api/envoy/extensions/filters/network/http_connection_manager/v3 */
const fields: MessageShape = [
  ['codec_type', 'hcm.codec', plain],
  ['stat_prefix', 'filter.stat-prefix', plain],
  ['rds', 'hcm.rds', rds],
  ['route_config', 'hcm.inline-route', nested(inlineRouteFields, inlineRouteText)],
  ['scoped_routes', 'hcm.scoped-routes', code],
  ['http_filters', 'hcm.http-filter', listed(extension)],
  ['access_log', 'filter.access-log', listed(extension)],
  ['access_log_options', 'filter.access-log-options', code],
  ['server_name', 'hcm.server-name', plain],
  ['server_header_transformation', 'hcm.server-header', plain],
  ['stream_idle_timeout', 'hcm.stream-idle-timeout', plain],
  ['request_timeout', 'hcm.request-timeout', plain],
  ['request_headers_timeout', 'hcm.headers-timeout', plain],
  ['drain_timeout', 'hcm.drain-timeout', plain],
  ['delayed_close_timeout', 'hcm.delayed-close', plain],
  ['max_request_headers_kb', 'hcm.max-headers-kb', plain],
  ['common_http_protocol_options', 'hcm.common-options', idleLimits],
  ['http_protocol_options', 'hcm.http1', code],
  ['http2_protocol_options', 'hcm.http2', code],
  ['http3_protocol_options', 'hcm.http3', code],
  [
    'upgrade_configs',
    'hcm.upgrade',
    each(
      [
        ['upgrade_type', 'filter.name', () => []],
        ['enabled', 'filter.enabled', plain],
        ['filters', 'hcm.http-filter', listed(extension)],
      ],
      (upgrade) => textOf(upgrade, 'upgrade_type'),
    ),
  ],
  ['use_remote_address', 'hcm.remote-address', plain],
  ['xff_num_trusted_hops', 'hcm.trusted-hops', plain],
  ['skip_xff_append', 'hcm.skip-xff', plain],
  ['original_ip_detection_extensions', 'hcm.original-ip', listed(extension)],
  ['early_header_mutation_extensions', 'hcm.early-headers', listed(extension)],
  ['internal_address_config', 'hcm.internal-addresses', code],
  ['via', 'hcm.via', plain],
  ['forward_client_cert_details', 'hcm.forward-cert', plain],
  [
    'set_current_client_cert_details',
    'hcm.cert-details',
    nested([
      ['subject', 'hcm.cert-subject', plain],
      ['cert', 'hcm.cert-pem', plain],
      ['chain', 'hcm.cert-chain', plain],
      ['dns', 'hcm.cert-dns', plain],
      ['uri', 'hcm.cert-uri', plain],
    ]),
  ],
  ['normalize_path', 'hcm.normalize', plain],
  ['merge_slashes', 'hcm.merge-slashes', plain],
  ['path_with_escaped_slashes_action', 'hcm.escaped-slashes', plain],
  ['strip_any_host_port', 'hcm.strip-port', plain],
  ['strip_matching_host_port', 'hcm.strip-matching-port', plain],
  ['strip_trailing_host_dot', 'hcm.strip-dot', plain],
  ['proxy_100_continue', 'hcm.continue', plain],
  ['represent_ipv4_remote_address_as_ipv4_mapped_ipv6', 'hcm.mapped-ipv6', plain],
  ['generate_request_id', 'hcm.request-id', plain],
  ['preserve_external_request_id', 'hcm.keep-request-id', plain],
  ['always_set_request_id_in_response', 'hcm.answer-request-id', plain],
  ['request_id_extension', 'hcm.request-id-extension', extension],
  ['local_reply_config', 'hcm.local-reply', code],
  ['stream_error_on_invalid_http_message', 'hcm.stream-error', plain],
  ['add_user_agent', 'hcm.user-agent', plain],
  ['scheme_header_transformation', 'hcm.scheme', code],
  ['tracing', 'hcm.tracing', tracing],
]

function says(manager: JsonObject): string | undefined {
  const route = textOf(messageOf(manager, 'rds'), 'route_config_name')
  if (route !== undefined) return `Route: ${route}`
  const inline = messageOf(manager, 'route_config')
  return inline === undefined ? undefined : inlineRouteText(inline)
}

export const httpConnectionManagerTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'],
    says,
    link: (manager) => {
      const name = textOf(messageOf(manager, 'rds'), 'route_config_name')
      return name === undefined ? undefined : { kind: 'row', table: 'routes', name }
    },
    fields,
  },
  {
    types: ['envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig'],
    fields: [
      ['pack_trace_reason', 'hcm.trace-reason', plain],
      ['use_request_id_for_trace_sampling', 'hcm.trace-by-id', plain],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.router.v3.Router'],
    fields: [
      ['dynamic_stats', 'filter.dynamic-stats', plain],
      ['start_child_span', 'hcm.upstream-span', plain],
      ['upstream_log', 'filter.access-log', listed(extension)],
      ['suppress_envoy_headers', 'filter.no-envoy-headers', plain],
      ['strict_check_headers', 'filter.strict-headers', plain],
      ['respect_expected_rq_timeout', 'filter.expected-timeout', plain],
      ['upstream_http_filters', 'hcm.upstream-filter', listed(extension)],
    ],
  },
  {
    types: ['envoy.extensions.http.original_ip_detection.xff.v3.XffConfig'],
    says: (xff) =>
      numberOf(xff, 'xff_num_trusted_hops') === undefined
        ? undefined
        : `${numberOf(xff, 'xff_num_trusted_hops')}`,
    fields: [
      ['xff_num_trusted_hops', 'hcm.trusted-hops', plain],
      ['skip_xff_append', 'hcm.skip-xff', plain],
    ],
  },
  {
    types: ['envoy.config.trace.v3.OpenTelemetryConfig', 'envoy.config.trace.v3.ZipkinConfig'],
    says: (trace) => textOf(trace, 'collector_cluster') ?? textOf(trace, 'service_name'),
    fields: [
      ['service_name', 'filter.service', plain],
      ['collector_cluster', 'filter.cluster', rowsOf('clusters')],
      ['collector_endpoint', 'filter.path', plain],
      ['collector_hostname', 'filter.authority', plain],
      ['sampler', 'hcm.sampler', extension],
    ],
  },
  {
    types: ['envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec'],
    fields: [],
  },
  {
    types: ['envoy.extensions.filters.common.matcher.action.v3.SkipFilter'],
    fields: [],
  },
  {
    types: ['envoy.extensions.common.matching.v3.ExtensionWithMatcher'],
    fields: [
      ['extension_config', 'filter.inner', extension],
      ['matcher', 'filter.matcher', code],
      ['xds_matcher', 'filter.matcher', code],
    ],
  },
]
