/**
 * What a field of a message holds, as far as a field mask must know: one plain
 * value, a list or a map (neither can be looked into), any message, or a message
 * that is described here (by its name) or is not (`message`).
 */
export type FieldKind = 'plain' | 'list' | 'any' | 'message' | { readonly message: string }

/** The fields of a message by their names in the proto file. */
export type MessageFields = ReadonlyMap<string, FieldKind>

const error = 'error_state:UpdateFailureState client_status'

/**
 * Fields as `name` (plain), `name[]` (list or map), `name?` (any), `name{}`
 * (a message that is not described here) and `name:Message`.
 * @see envoy: api/envoy/admin/v3/config_dump_shared.proto, config_dump.proto, api/envoy/config
 */
const written: Readonly<Record<string, string>> = {
  'envoy.admin.v3.BootstrapConfigDump': 'bootstrap:envoy.config.bootstrap.v3.Bootstrap last_updated',
  'envoy.admin.v3.ClustersConfigDump':
    'version_info static_clusters[] dynamic_active_clusters[] dynamic_warming_clusters[]',
  'envoy.admin.v3.ClustersConfigDump.StaticCluster': 'cluster? last_updated',
  'envoy.admin.v3.ClustersConfigDump.DynamicCluster': `version_info cluster? last_updated ${error}`,
  'envoy.admin.v3.EcdsConfigDump': 'ecds_filters[]',
  'envoy.admin.v3.EcdsConfigDump.EcdsFilterConfig': `version_info ecds_filter? last_updated ${error}`,
  'envoy.admin.v3.EndpointsConfigDump': 'static_endpoint_configs[] dynamic_endpoint_configs[]',
  'envoy.admin.v3.EndpointsConfigDump.StaticEndpointConfig': 'endpoint_config? last_updated',
  'envoy.admin.v3.EndpointsConfigDump.DynamicEndpointConfig': `version_info endpoint_config? last_updated ${error}`,
  'envoy.admin.v3.ListenersConfigDump': 'version_info static_listeners[] dynamic_listeners[]',
  'envoy.admin.v3.ListenersConfigDump.StaticListener': 'listener? last_updated',
  'envoy.admin.v3.ListenersConfigDump.DynamicListener':
    'name active_state:ListenerState warming_state:ListenerState draining_state:ListenerState ' + error,
  'envoy.admin.v3.RoutesConfigDump': 'static_route_configs[] dynamic_route_configs[]',
  'envoy.admin.v3.RoutesConfigDump.StaticRouteConfig': 'route_config? last_updated',
  'envoy.admin.v3.RoutesConfigDump.DynamicRouteConfig': `version_info route_config? last_updated ${error}`,
  'envoy.admin.v3.ScopedRoutesConfigDump': 'inline_scoped_route_configs[] dynamic_scoped_route_configs[]',
  'envoy.admin.v3.ScopedRoutesConfigDump.InlineScopedRouteConfigs':
    'name scoped_route_configs[] last_updated',
  'envoy.admin.v3.ScopedRoutesConfigDump.DynamicScopedRouteConfigs': `name version_info scoped_route_configs[] last_updated ${error}`,
  'envoy.admin.v3.SecretsConfigDump': 'static_secrets[] dynamic_active_secrets[] dynamic_warming_secrets[]',
  'envoy.admin.v3.SecretsConfigDump.StaticSecret': 'name last_updated secret?',
  'envoy.admin.v3.SecretsConfigDump.DynamicSecret': `name version_info last_updated secret? ${error}`,
  UpdateFailureState: 'failed_configuration? last_update_attempt details version_info',
  ListenerState: 'version_info listener? last_updated',
  'envoy.config.bootstrap.v3.Bootstrap':
    'node:Node node_context_params[] static_resources:StaticResources dynamic_resources{} cluster_manager{} ' +
    'hds_config{} flags_path stats_sinks[] deferred_stat_options{} stats_config{} stats_flush_interval ' +
    'stats_flush_on_admin watchdog{} watchdogs{} tracing{} layered_runtime{} admin{} overload_manager{} ' +
    'enable_dispatcher_stats header_prefix stats_server_version_override use_tcp_for_dns_lookups ' +
    'dns_resolution_config{} typed_dns_resolver_config{} bootstrap_extensions[] fatal_actions[] config_sources[] ' +
    'default_config_source{} default_socket_interface certificate_provider_instances[] inline_headers[] ' +
    'perf_tracing_file_path default_regex_engine{} xds_delegate_extension{} xds_config_tracker_extension{} ' +
    'listener_manager{} application_log_config{} grpc_async_client_manager_config{} memory_allocator_manager{} ' +
    'enable_worker_cpu_affinity',
  Node:
    'id cluster metadata:Struct dynamic_parameters[] locality:Locality user_agent_name user_agent_version ' +
    'user_agent_build_version{} extensions[] client_features[] listening_addresses[]',
  Struct: 'fields[]',
  Locality: 'region zone sub_zone',
  StaticResources: 'listeners[] clusters[] secrets[]',
  'envoy.config.cluster.v3.Cluster':
    'transport_socket_matches[] transport_socket_matcher{} name alt_stat_name type cluster_type{} ' +
    'eds_cluster_config{} connect_timeout per_connection_buffer_limit_bytes ' +
    'per_connection_buffer_high_watermark_timeout lb_policy ' +
    'load_assignment:envoy.config.endpoint.v3.ClusterLoadAssignment health_checks[] max_requests_per_connection ' +
    'circuit_breakers{} upstream_http_protocol_options{} common_http_protocol_options{} http_protocol_options{} ' +
    'http2_protocol_options{} typed_extension_protocol_options[] dns_refresh_rate dns_jitter ' +
    'dns_failure_refresh_rate{} respect_dns_ttl dns_lookup_family dns_resolvers[] use_tcp_for_dns_lookups ' +
    'dns_resolution_config{} typed_dns_resolver_config{} wait_for_warm_on_init outlier_detection{} ' +
    'cleanup_interval upstream_bind_config{} lb_subset_config{} ring_hash_lb_config{} maglev_lb_config{} ' +
    'original_dst_lb_config{} least_request_lb_config{} round_robin_lb_config{} common_lb_config{} ' +
    'transport_socket:Extension metadata{} protocol_selection upstream_connection_options{} ' +
    'close_connections_on_host_health_failure ignore_health_on_host_removal filters[] load_balancing_policy{} ' +
    'lrs_server{} lrs_report_endpoint_metrics[] track_timeout_budgets upstream_config:Extension ' +
    'track_cluster_stats{} preconnect_policy{} connection_pool_per_downstream_connection',
  'envoy.config.listener.v3.Listener':
    'name address{} additional_addresses[] stat_prefix filter_chains[] fcds_config{} filter_chain_matcher{} ' +
    'use_original_dst default_filter_chain{} per_connection_buffer_limit_bytes ' +
    'per_connection_buffer_high_watermark_timeout metadata{} deprecated_v1{} drain_type listener_filters[] ' +
    'listener_filters_timeout continue_on_listener_filters_timeout transparent freebind socket_options[] ' +
    'tcp_fast_open_queue_length traffic_direction udp_listener_config{} api_listener{} ' +
    'connection_balance_config{} reuse_port enable_reuse_port access_log[] tcp_backlog_size ' +
    'max_connections_to_accept_per_socket_event bind_to_port internal_listener{} enable_mptcp ' +
    'ignore_global_conn_limit bypass_overload_manager tcp_keepalive{}',
  'envoy.config.route.v3.RouteConfiguration':
    'name virtual_hosts[] vhds{} internal_only_headers[] response_headers_to_add[] response_headers_to_remove[] ' +
    'request_headers_to_add[] request_headers_to_remove[] most_specific_header_mutations_wins validate_clusters ' +
    'max_direct_response_body_size_bytes cluster_specifier_plugins[] request_mirror_policies[] ' +
    'ignore_port_in_host_matching vhost_header ignore_path_parameters_in_path_matching ' +
    'typed_per_filter_config[] metadata{}',
  'envoy.extensions.transport_sockets.tls.v3.Secret':
    'name tls_certificate{} session_ticket_keys{} validation_context{} generic_secret{}',
  'envoy.config.endpoint.v3.ClusterLoadAssignment': 'cluster_name endpoints[] named_endpoints[] policy{}',
  'envoy.config.core.v3.TypedExtensionConfig': 'name typed_config:Any',
  Extension: 'name typed_config:Any',
  Any: 'type_url value',
}

function readFields(text: string): MessageFields {
  return new Map(
    text.split(' ').map((word): readonly [string, FieldKind] => {
      const [name = '', message] = word.split(':')
      if (message !== undefined) return [name, { message }]
      if (name.endsWith('[]')) return [name.slice(0, -2), 'list']
      if (name.endsWith('{}')) return [name.slice(0, -2), 'message']
      return name.endsWith('?') ? [name.slice(0, -1), 'any'] : [name, 'plain']
    }),
  )
}

const messages = new Map(Object.entries(written).map(([name, text]) => [name, readFields(text)]))

/** The fields of a message by its full name; `undefined` for one that is not described here. */
export function fieldsOf(message: string): MessageFields | undefined {
  return messages.get(message)
}

/** The name of a JSON value's message, from its `@type`. */
export function messageOf(type: unknown): string {
  return typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : ''
}

/** The message of a dump's repeated field, as Envoy types its elements: `static_clusters` of a ClustersConfigDump. */
export const elementTypes: Readonly<Record<string, string>> = {
  static_clusters: 'ClustersConfigDump.StaticCluster',
  dynamic_active_clusters: 'ClustersConfigDump.DynamicCluster',
  dynamic_warming_clusters: 'ClustersConfigDump.DynamicCluster',
  ecds_filters: 'EcdsConfigDump.EcdsFilterConfig',
  static_endpoint_configs: 'EndpointsConfigDump.StaticEndpointConfig',
  dynamic_endpoint_configs: 'EndpointsConfigDump.DynamicEndpointConfig',
  static_listeners: 'ListenersConfigDump.StaticListener',
  dynamic_listeners: 'ListenersConfigDump.DynamicListener',
  static_route_configs: 'RoutesConfigDump.StaticRouteConfig',
  dynamic_route_configs: 'RoutesConfigDump.DynamicRouteConfig',
  inline_scoped_route_configs: 'ScopedRoutesConfigDump.InlineScopedRouteConfigs',
  dynamic_scoped_route_configs: 'ScopedRoutesConfigDump.DynamicScopedRouteConfigs',
  static_secrets: 'SecretsConfigDump.StaticSecret',
  dynamic_active_secrets: 'SecretsConfigDump.DynamicSecret',
  dynamic_warming_secrets: 'SecretsConfigDump.DynamicSecret',
}
