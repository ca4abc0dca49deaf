import { assignmentWithHosts } from '../endpoints/assignment-rules.ts'
import { numberOf, textOf } from '../json/field.ts'
import { configSource } from './config-source.ts'
import { anyByName, elsewhere, extensions, lines, nested } from './field-facts.ts'
import type { FieldRule, TypeRules } from './field-facts.ts'
import { metadataFacts } from './istio-metadata.ts'
import { percentBody, runtimeFractionText } from './proto-text.ts'
import { socketMatches, transportSocket } from './tls-facts.ts'

const raw = extensions(new Map())

const connectionOptions: readonly FieldRule[] = [
  ['idle_timeout', 'upstream.idle-timeout'],
  ['max_connection_duration', 'upstream-http.max-connection'],
  ['max_headers_count', 'upstream-http.max-headers'],
  ['max_stream_duration', 'route.max-stream'],
  ['max_requests_per_connection', 'upstream-http.max-requests'],
  ['headers_with_underscores_action', 'upstream-http.underscores'],
]

const http1: readonly FieldRule[] = [
  ['accept_http_10', 'upstream-http.http10'],
  ['header_key_format', 'upstream-http.header-case'],
  ['enable_trailers', 'upstream-http.trailers'],
]

const http2: readonly FieldRule[] = [
  ['max_concurrent_streams', 'upstream-http.streams'],
  ['initial_stream_window_size', 'upstream-http.stream-window'],
  ['initial_connection_window_size', 'upstream-http.connection-window'],
  ['allow_connect', 'upstream-http.connect'],
  ['connection_keepalive', 'upstream-http.keepalive'],
]

const protocols: readonly FieldRule[] = [
  ['http_protocol_options', 'upstream-http.http1', nested(http1)],
  ['http2_protocol_options', 'upstream-http.http2', nested(http2)],
  ['http3_protocol_options', 'upstream-http.http3'],
  ['alternate_protocols_cache_options', 'upstream-http.alternate'],
]

/** @see envoy: api/envoy/extensions/upstreams/http/v3/http_protocol_options.proto */
const httpOptions: readonly FieldRule[] = [
  ['common_http_protocol_options', 'upstream-http.common', nested(connectionOptions)],
  ['upstream_http_protocol_options', 'upstream-http.upstream'],
  ['explicit_http_config', 'upstream-http.explicit', nested(protocols)],
  ['use_downstream_protocol_config', 'upstream-http.downstream', nested(protocols)],
  ['auto_config', 'upstream-http.auto', nested(protocols)],
  ['http_filters', 'cluster.filter', raw],
]

const protocolTypes: TypeRules = new Map([
  ['envoy.extensions.upstreams.http.v3.HttpProtocolOptions', httpOptions],
])

const slowStart: readonly FieldRule[] = [
  ['slow_start_window', 'upstream.duration'],
  ['aggression', 'balance.aggression', lines((value) => ({ text: runtimeFractionText(value) }))],
  ['min_weight_percent', 'balance.minimum-weight', percentBody],
]

const leastRequest: readonly FieldRule[] = [
  ['choice_count', 'balance.choices'],
  ['active_request_bias', 'balance.bias'],
  ['slow_start_config', 'balance.slow-start', nested(slowStart)],
]

const commonBalance: readonly FieldRule[] = [
  ['healthy_panic_threshold', 'balance.panic', percentBody],
  [
    'zone_aware_lb_config',
    'balance.zone',
    nested([
      ['routing_enabled', 'upstream.percentage', percentBody],
      ['min_cluster_size', 'balance.minimum-hosts'],
      ['fail_traffic_on_panic', 'balance.fail-on-panic'],
    ]),
  ],
  ['locality_weighted_lb_config', 'balance.locality'],
  ['update_merge_window', 'balance.merge-window'],
  ['ignore_new_hosts_until_first_hc', 'balance.ignore-new'],
  ['close_connections_on_host_set_change', 'balance.close-on-change'],
  ['consistent_hashing_lb_config', 'balance.hashing'],
  ['override_host_status', 'balance.override'],
]

/** @see envoy: api/envoy/config/cluster/v3/outlier_detection.proto */
const outlierRules: readonly FieldRule[] = [
  ['consecutive_5xx', 'outlier.consecutive'],
  ['consecutive_gateway_failure', 'outlier.gateway'],
  ['consecutive_local_origin_failure', 'outlier.local'],
  ['interval', 'upstream.interval'],
  ['base_ejection_time', 'outlier.base'],
  ['max_ejection_time', 'outlier.maximum'],
  ['max_ejection_time_jitter', 'outlier.jitter'],
  ['max_ejection_percent', 'outlier.percent'],
  ['enforcing_consecutive_5xx', 'outlier.enforce-consecutive'],
  ['enforcing_consecutive_gateway_failure', 'outlier.enforce-gateway'],
  ['enforcing_consecutive_local_origin_failure', 'outlier.enforce-local'],
  ['enforcing_success_rate', 'outlier.enforce-rate'],
  ['enforcing_local_origin_success_rate', 'outlier.enforce-local-rate'],
  ['enforcing_failure_percentage', 'outlier.enforce-percentage'],
  ['success_rate_minimum_hosts', 'outlier.rate-hosts'],
  ['success_rate_request_volume', 'outlier.rate-volume'],
  ['success_rate_stdev_factor', 'outlier.rate-factor'],
  ['failure_percentage_threshold', 'outlier.threshold'],
  ['split_external_local_origin_errors', 'outlier.split'],
]

const subsetRules: readonly FieldRule[] = [
  ['fallback_policy', 'subset.fallback'],
  ['default_subset', 'subset.default'],
  [
    'subset_selectors',
    'subset.selector',
    nested([
      ['keys', 'subset.keys'],
      ['fallback_policy', 'subset.fallback'],
    ]),
  ],
  ['locality_weight_aware', 'subset.locality'],
  ['scale_locality_weight', 'subset.scale'],
  ['panic_mode_any', 'subset.panic'],
  ['list_as_any', 'subset.list'],
]

const edsRules: readonly FieldRule[] = [
  ['service_name', 'cluster.eds-name'],
  ['eds_config', 'cluster.eds-source', configSource],
]

const keepaliveRules: readonly FieldRule[] = [
  [
    'tcp_keepalive',
    'cluster.keepalive',
    nested([
      ['keepalive_probes', 'cluster.keepalive-probes'],
      ['keepalive_time', 'cluster.keepalive-time'],
      ['keepalive_interval', 'upstream.interval'],
    ]),
  ],
  ['set_local_interface_name_on_upstream_connections', 'cluster.interface-name'],
]

const healthRules: readonly FieldRule[] = [
  ['timeout', 'route.timeout'],
  ['interval', 'upstream.interval'],
  ['unhealthy_threshold', 'health-check.unhealthy'],
  ['healthy_threshold', 'health-check.healthy'],
  [
    'http_health_check',
    'health-check.http',
    nested([
      ['path', 'route.path'],
      ['host', 'health-check.host'],
      ['expected_statuses', 'upstream.status'],
    ]),
  ],
  ['tcp_health_check', 'health-check.tcp'],
  [
    'grpc_health_check',
    'health-check.grpc',
    nested([
      ['service_name', 'health-check.service'],
      ['authority', 'health-check.host'],
    ]),
  ],
]

const policyRules: readonly FieldRule[] = [
  ['policies', 'balance.policy', nested([['typed_extension_config', 'balance.policy', raw]])],
]

const bindRules: readonly FieldRule[] = [
  [
    'source_address',
    'cluster.source-address',
    lines((address) => ({
      text: `${textOf(address, 'address') ?? ''}:${numberOf(address, 'port_value') ?? 0}`,
    })),
  ],
  ['freebind', 'cluster.freebind'],
  ['socket_options', 'cluster.socket-options'],
  ['extra_source_addresses', 'cluster.more-sources'],
]

/** @see envoy: api/envoy/config/cluster/v3/cluster.proto */
export const clusterRules: readonly FieldRule[] = [
  ['name', 'cluster.name'],
  ['alt_stat_name', 'upstream.stat-name'],
  ['type', 'cluster.type'],
  ['cluster_type', 'cluster.type', raw],
  ['eds_cluster_config', 'cluster.eds', nested(edsRules)],
  ['load_assignment', 'cluster.assignment', assignmentWithHosts],
  ['connect_timeout', 'cluster.connect-timeout'],
  ['circuit_breakers', 'breaker.name', elsewhere],
  ['outlier_detection', 'outlier.name', nested(outlierRules)],
  ['health_checks', 'health-check.name', nested(healthRules)],
  ['transport_socket', 'upstream-tls.socket', transportSocket],
  ['transport_socket_matches', 'upstream-tls.match', socketMatches],
  ['typed_extension_protocol_options', 'upstream-http.options', anyByName(protocolTypes)],
  ['common_http_protocol_options', 'upstream-http.common', nested(connectionOptions)],
  ['upstream_http_protocol_options', 'upstream-http.upstream'],
  ['http_protocol_options', 'upstream-http.http1', nested(http1)],
  ['http2_protocol_options', 'upstream-http.http2', nested(http2)],
  ['protocol_selection', 'upstream-http.selection'],
  ['lb_policy', 'cluster.balancing'],
  ['load_balancing_policy', 'balance.policies', nested(policyRules)],
  ['common_lb_config', 'balance.common', nested(commonBalance)],
  ['least_request_lb_config', 'balance.least-request', nested(leastRequest)],
  [
    'round_robin_lb_config',
    'balance.round-robin',
    nested([['slow_start_config', 'balance.slow-start', nested(slowStart)]]),
  ],
  [
    'ring_hash_lb_config',
    'balance.ring',
    nested([
      ['minimum_ring_size', 'balance.minimum-ring'],
      ['maximum_ring_size', 'balance.maximum-ring'],
      ['hash_function', 'balance.hash-function'],
    ]),
  ],
  ['maglev_lb_config', 'balance.maglev', nested([['table_size', 'balance.table-size']])],
  [
    'original_dst_lb_config',
    'balance.original',
    nested([
      ['use_http_header', 'balance.by-header'],
      ['http_header_name', 'balance.header'],
      ['upstream_port_override', 'balance.port'],
    ]),
  ],
  ['lb_subset_config', 'subset.name', nested(subsetRules)],
  ['dns_lookup_family', 'dns.family'],
  ['dns_refresh_rate', 'dns.refresh'],
  ['dns_failure_refresh_rate', 'dns.failure-refresh'],
  ['dns_jitter', 'dns.jitter'],
  ['respect_dns_ttl', 'dns.ttl'],
  ['dns_resolvers', 'dns.resolvers'],
  ['use_tcp_for_dns_lookups', 'dns.tcp'],
  ['dns_resolution_config', 'dns.resolution'],
  ['typed_dns_resolver_config', 'dns.resolver', raw],
  ['wait_for_warm_on_init', 'cluster.wait-warm'],
  ['cleanup_interval', 'cluster.cleanup'],
  ['upstream_bind_config', 'cluster.bind', nested(bindRules)],
  ['upstream_connection_options', 'cluster.connection', nested(keepaliveRules)],
  ['per_connection_buffer_limit_bytes', 'upstream.buffer'],
  ['close_connections_on_host_health_failure', 'cluster.close-unhealthy'],
  ['ignore_health_on_host_removal', 'cluster.remove-unhealthy'],
  ['filters', 'cluster.filter', raw],
  ['metadata', 'upstream.metadata', metadataFacts],
  ['track_timeout_budgets', 'cluster.timeout-budgets'],
  ['track_cluster_stats', 'cluster.track'],
  ['preconnect_policy', 'cluster.preconnect'],
  ['upstream_config', 'cluster.upstream-config', raw],
  ['max_requests_per_connection', 'upstream-http.max-requests'],
  ['connection_pool_per_downstream_connection', 'cluster.pool-per-downstream'],
  ['lrs_server', 'cluster.load-reports'],
  ['lrs_report_endpoint_metrics', 'cluster.load-reports'],
]
