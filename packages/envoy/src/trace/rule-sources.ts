/** Envoy's rules that decide about a request, by where they are written down. */
const intro = 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview'
const config = 'https://www.envoyproxy.io/docs/envoy/latest/configuration'
const api = 'https://www.envoyproxy.io/docs/envoy/latest/api-v3'

export const ruleSources = {
  listener: `${config}/listeners/listener_filters/original_dst_filter`,
  'filter-chain': `${api}/config/listener/v3/listener_components.proto#config-listener-v3-filterchainmatch`,
  'virtual-host': `${api}/config/route/v3/route_components.proto#config-route-v3-virtualhost`,
  route: `${api}/config/route/v3/route_components.proto#config-route-v3-routematch`,
  'weighted-clusters': `${config}/http/http_conn_man/traffic_splitting`,
  redirect: `${api}/config/route/v3/route_components.proto#config-route-v3-redirectaction`,
  'direct-response': `${api}/config/route/v3/route_components.proto#config-route-v3-directresponseaction`,
  rbac: `${config}/http/http_filters/rbac_filter`,
  'network-rbac': `${config}/listeners/network_filters/rbac_filter`,
  jwt: `${config}/http/http_filters/jwt_authn_filter`,
  fault: `${config}/http/http_filters/fault_filter`,
  cors: `${config}/http/http_filters/cors_filter`,
  'rate-limit': `${config}/http/http_filters/local_rate_limit_filter`,
  'ext-authz': `${config}/http/http_filters/ext_authz_filter`,
  router: `${config}/http/http_filters/router_filter`,
  'http-filter': `${intro}/http/http_filters`,
  'network-filter': `${intro}/listeners/network_filters`,
  'http-connection-manager': `${config}/http/http_conn_man/http_conn_man`,
  'tcp-proxy': `${config}/listeners/network_filters/tcp_proxy_filter`,
  cluster: `${intro}/upstream/cluster_manager`,
  health: `${intro}/upstream/load_balancing/panic_threshold`,
  subsets: `${intro}/upstream/load_balancing/subsets`,
  tls: `${intro}/security/ssl`,
  secret: `${config}/security/secret`,
} as const

export type RuleId = keyof typeof ruleSources
