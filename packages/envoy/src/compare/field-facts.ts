/*
 * What is known of fields, by `field` or, where a name is used for different
 * things, by `owner.field`. The owner is the field that holds the message, or the
 * last part of its `@type`.
 */

/** Maps and Structs of free content: nothing in them is a field of a proto. */
export const structFields: ReadonlySet<string> = new Set([
  'filter_metadata',
  'node.metadata',
  'transport_socket_matches.match',
  'lb_subset_config.default_subset',
  'json_format',
  'static_layer',
  'Struct.value',
  'TypedStruct.value',
])

/** Maps from free names to messages. */
export const mapFields: ReadonlySet<string> = new Set([
  'args',
  'context_extensions',
  'exact_match_map.map',
  'extension_protocol_options',
  'key_values',
  'labels',
  'named_endpoints',
  'policies',
  'prefix_match_map.map',
  'providers',
  'requirement_map',
  'filter_state_rules.requires',
  'source_codes',
  'typed_extension_protocol_options',
  'typed_filter_metadata',
  'typed_per_filter_config',
])

/**
 * Lists whose order says nothing to Envoy. Not among them are filters, routes,
 * transport socket matches (the first that fits counts), ALPN protocols and
 * cipher suites (an order of preference).
 * @see envoy: docs/root/configuration/listeners/listener_filters, api/envoy/config/listener/v3/listener_components.proto (FilterChainMatch)
 */
export const unorderedLists: ReadonlySet<string> = new Set([
  'application_protocols',
  'domains',
  'endpoints',
  'filter_chains',
  'lb_endpoints',
  'match_subject_alt_names',
  'match_typed_subject_alt_names',
  'prefix_ranges',
  'retriable_status_codes',
  'server_names',
  'source_ports',
  'source_prefix_ranges',
  'thresholds',
  'virtual_hosts',
])

/** Fields of bytes, which JSON may hold in either alphabet of base64, padded or not. */
export const byteFields: ReadonlySet<string> = new Set(['inline_bytes', 'raw_value', 'BytesValue.value'])

/** Integers of 64 bits: a text in proto JSON, a number in what people write. */
export const wideFields: ReadonlySet<string> = new Set([
  'host_selection_retry_max_attempts',
  'maximum_ring_size',
  'minimum_ring_size',
  'table_size',
])

/** What an enum's numbers are called, from 0. */
export const enumNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['Cluster.type', ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS', 'EDS', 'ORIGINAL_DST']],
  ['api_type', ['DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE', 'REST', 'GRPC', 'DELTA_GRPC']],
  ['codec_type', ['AUTO', 'HTTP1', 'HTTP2', 'HTTP3']],
  ['dns_lookup_family', ['AUTO', 'V4_ONLY', 'V6_ONLY', 'V4_PREFERRED', 'ALL']],
  ['health_status', ['UNKNOWN', 'HEALTHY', 'UNHEALTHY', 'DRAINING', 'TIMEOUT', 'DEGRADED']],
  [
    'lb_policy',
    [
      'ROUND_ROBIN',
      'LEAST_REQUEST',
      'RING_HASH',
      'RANDOM',
      '4',
      'MAGLEV',
      'CLUSTER_PROVIDED',
      'LOAD_BALANCING_POLICY_CONFIG',
    ],
  ],
  ['resource_api_version', ['AUTO', 'V2', 'V3']],
  ['transport_api_version', ['AUTO', 'V2', 'V3']],
  ['thresholds.priority', ['DEFAULT', 'HIGH']],
  ['route.priority', ['DEFAULT', 'HIGH']],
  ['socket_address.protocol', ['TCP', 'UDP']],
  ['tls_maximum_protocol_version', ['TLS_AUTO', 'TLSv1_0', 'TLSv1_1', 'TLSv1_2', 'TLSv1_3']],
  ['tls_minimum_protocol_version', ['TLS_AUTO', 'TLSv1_0', 'TLSv1_1', 'TLSv1_2', 'TLSv1_3']],
  ['traffic_direction', ['UNSPECIFIED', 'INBOUND', 'OUTBOUND']],
])

/** Values that mean the same as leaving the field out. */
export const knownDefaults: ReadonlyMap<string, string | number | boolean> = new Map<
  string,
  string | number | boolean
>([
  ['Cluster.connect_timeout', '5s'],
  ['Cluster.dns_refresh_rate', '60s'],
  ['Cluster.type', 'STATIC'],
  ['Listener.bind_to_port', true],
  ['Listener.per_connection_buffer_limit_bytes', 1_048_576],
  ['codec_type', 'AUTO'],
  ['dns_lookup_family', 'AUTO'],
  ['endpoints.priority', 0],
  ['health_status', 'UNKNOWN'],
  ['lb_policy', 'ROUND_ROBIN'],
  ['policy.overprovisioning_factor', 140],
  ['route.priority', 'DEFAULT'],
  ['socket_address.protocol', 'TCP'],
  ['thresholds.priority', 'DEFAULT'],
  ['traffic_direction', 'UNSPECIFIED'],
])

/**
 * Messages that say nothing when they are empty: Envoy writes them for every host
 * and every set of endpoints. Elsewhere an empty message is a choice (`ads: {}`).
 * @see envoy: source/server/admin/config_dump_handler.cc (dumpEndpointConfigs)
 */
export const meaninglessWhenEmpty: ReadonlySet<string> = new Set([
  'ClusterLoadAssignment.policy',
  'endpoint.health_check_config',
  'endpoints.locality',
])

/** Whether a table names this field, alone or with its owner. */
export function factOf<T>(facts: ReadonlyMap<string, T>, owner: string, field: string): T | undefined {
  return facts.get(field) ?? facts.get(`${owner}.${field}`)
}

export function isAmong(fields: ReadonlySet<string>, owner: string, field: string): boolean {
  return fields.has(field) || fields.has(`${owner}.${field}`)
}
