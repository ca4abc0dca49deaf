/**
 * Kinds of Envoy's extensions whose configuration is known not to be a place
 * for secrets beyond the fields that the zones name. Everything else, user's
 * own filters above all, loses its texts.
 */
const prefixes: readonly string[] = [
  'envoy.admin.',
  'envoy.config.',
  'envoy.data.',
  'envoy.type.',
  'envoy.service.discovery.',
  'envoy.service.runtime.',
  'envoy.extensions.access_loggers.',
  'envoy.extensions.bootstrap.internal_listener.',
  'envoy.extensions.clusters.',
  'envoy.extensions.common.',
  'envoy.extensions.compression.',
  'envoy.extensions.filters.common.',
  'envoy.extensions.filters.listener.',
  'envoy.extensions.filters.udp.dns_filter.',
  'envoy.extensions.formatter.',
  'envoy.extensions.health_checkers.',
  'envoy.extensions.http.early_header_mutation.',
  'envoy.extensions.http.header_formatters.',
  'envoy.extensions.http.original_ip_detection.',
  'envoy.extensions.http.stateful_session.',
  'envoy.extensions.internal_redirect.',
  'envoy.extensions.load_balancing_policies.',
  'envoy.extensions.matching.',
  'envoy.extensions.network.',
  'envoy.extensions.path.',
  'envoy.extensions.quic.',
  'envoy.extensions.rate_limit_descriptors.',
  'envoy.extensions.rbac.',
  'envoy.extensions.request_id.',
  'envoy.extensions.resource_monitors.',
  'envoy.extensions.retry.',
  'envoy.extensions.router.',
  'envoy.extensions.tracers.',
  'envoy.extensions.transport_sockets.',
  'envoy.extensions.upstreams.',
  // Istio's own, and how Envoy names them
  'envoy.tcp.metadataexchange.',
  'istio.',
  'io.istio.',
  'xds.type.matcher.',
  'google.protobuf.BoolValue',
  'google.protobuf.Duration',
  'google.protobuf.Empty',
  'google.protobuf.UInt32Value',
]

/** Filters of Envoy, by the last words of their package. */
const filters =
  /^envoy\.extensions\.filters\.(?:network|http)\.(?:adaptive_concurrency|admission_control|alternate_protocols_cache|bandwidth_limit|buffer|composite|compressor|connect_authority|connection_limit|cors|csrf|decompressor|dynamic_forward_proxy|echo|ext_authz|ext_proc|fault|file_system_buffer|grpc_http1_bridge|grpc_stats|grpc_web|health_check|http_connection_manager|istio_stats|jwt_authn|kill_request|local_ratelimit|mongo_proxy|mysql_proxy|on_demand|original_src|ratelimit|rbac|redis_proxy|router|set_filter_state|set_metadata|sni_cluster|sni_dynamic_forward_proxy|stateful_session|tcp_proxy|wasm|zookeeper_proxy)\./

/** Whether the fields of a message of this type are known. `type` with or without its `type.googleapis.com/`. */
export function isKnownExtension(type: string): boolean {
  const name = type.slice(type.lastIndexOf('/') + 1)
  return filters.test(name) || name === 'stats.PluginConfig' || prefixes.some((one) => name.startsWith(one))
}
