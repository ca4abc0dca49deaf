import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'

/** A dump as a gateway of a mesh of ten thousand services has one; about 150 MB. */
export const bigDump = { clusters: 30_000, endpointSets: 25_000, routes: 15_000, listeners: 500 } as const

const admin = 'type.googleapis.com/envoy.admin.v3'
const tls = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext'
const updated = '2026-11-23T20:28:50.123Z'

const serviceOf = (
  number: number,
): { readonly name: string; readonly namespace: string; readonly host: string } => {
  const name = `service-${Math.floor(number / 3)}`
  const namespace = `team-${Math.floor(number / 3) % 40}`
  return { name, namespace, host: `${name}.${namespace}.svc.cluster.local` }
}

const clusterNameOf = (number: number): string =>
  `outbound|8080|${['', 'v1', 'v2'][number % 3]}|${serviceOf(number).host}`

const sds = (name: string) => ({
  name,
  sds_config: {
    api_config_source: {
      api_type: 'GRPC',
      grpc_services: [{ envoy_grpc: { cluster_name: 'sds-grpc' } }],
      set_node_on_first_message_only: true,
      transport_api_version: 'V3',
    },
    initial_fetch_timeout: '0s',
    resource_api_version: 'V3',
  },
})

function cluster(number: number): unknown {
  const { name, namespace, host } = serviceOf(number)
  const most = 4_294_967_295
  return {
    version_info: '2026-11-23T20:28:46Z/28',
    cluster: {
      '@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
      name: clusterNameOf(number),
      type: 'EDS',
      eds_cluster_config: {
        eds_config: { ads: {}, initial_fetch_timeout: '0s', resource_api_version: 'V3' },
        service_name: clusterNameOf(number),
      },
      connect_timeout: '10s',
      lb_policy: 'LEAST_REQUEST',
      circuit_breakers: {
        thresholds: [
          {
            max_connections: most,
            max_pending_requests: most,
            max_requests: most,
            max_retries: most,
            track_remaining: true,
          },
        ],
      },
      metadata: {
        filter_metadata: {
          istio: {
            config: `/apis/networking.istio.io/v1alpha3/namespaces/${namespace}/destination-rule/${name}`,
            services: [{ host, name, namespace }],
          },
        },
      },
      common_lb_config: { healthy_panic_threshold: {} },
      transport_socket_matches: [
        {
          name: 'tlsMode-istio',
          match: { tlsMode: 'istio' },
          transport_socket: {
            name: 'envoy.transport_sockets.tls',
            typed_config: {
              '@type': tls,
              common_tls_context: {
                alpn_protocols: ['istio-peer-exchange', 'istio'],
                tls_certificate_sds_secret_configs: [sds('default')],
                combined_validation_context: {
                  default_validation_context: {
                    match_subject_alt_names: [{ exact: `spiffe://cluster.local/ns/${namespace}/sa/${name}` }],
                  },
                  validation_context_sds_secret_config: sds('ROOTCA'),
                },
              },
              sni: `outbound_.8080_.${['', 'v1', 'v2'][number % 3]}_.${host}`,
            },
          },
        },
      ],
    },
    last_updated: updated,
  }
}

function endpointSet(number: number): unknown {
  const { name, namespace } = serviceOf(number)
  const endpoint = (at: number) => ({
    endpoint: {
      address: {
        socket_address: { address: `10.${number % 250}.${(number >> 8) % 250}.${at + 1}`, port_value: 8080 },
      },
      health_check_config: {},
    },
    health_status: 'HEALTHY',
    metadata: { filter_metadata: { istio: { workload: `${name};${namespace};${name};v1;Kubernetes` } } },
    load_balancing_weight: 1,
  })
  return {
    endpoint_config: {
      '@type': 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
      cluster_name: clusterNameOf(number),
      endpoints: [{ locality: { region: 'eu', zone: 'eu-1' }, lb_endpoints: [endpoint(0), endpoint(1)] }],
      policy: { overprovisioning_factor: 140 },
    },
  }
}

function virtualHost(number: number): unknown {
  const { name, namespace, host } = serviceOf(number * 3)
  const retry = {
    num_retries: 2,
    retry_on: 'connect-failure,refused-stream,unavailable',
    host_selection_retry_max_attempts: '5',
  }
  return {
    name: `${host}:8080`,
    domains: [
      host,
      `${host}.`,
      name,
      `${name}.${namespace}.svc`,
      `${name}.${namespace}`,
      `10.96.${number % 250}.1`,
    ],
    routes: [
      {
        name: 'default',
        match: { prefix: '/' },
        route: {
          cluster: clusterNameOf(number * 3),
          timeout: '0s',
          max_grpc_timeout: '0s',
          retry_policy: retry,
        },
        decorator: { operation: `${host}:8080/*` },
        metadata: {
          filter_metadata: {
            istio: { config: `/apis/networking.istio.io/v1/namespaces/${namespace}/virtual-service/${name}` },
          },
        },
      },
    ],
    include_request_attempt_count: true,
  }
}

const routesPerConfig = 500

function routeConfig(number: number): unknown {
  return {
    version_info: '2026-11-23T20:28:46Z/28',
    route_config: {
      '@type': 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
      name: String(8_000 + number),
      virtual_hosts: Array.from({ length: routesPerConfig }, (_, at) =>
        virtualHost((number * routesPerConfig + at) % 10_000),
      ),
      validate_clusters: false,
      ignore_port_in_host_matching: true,
    },
    last_updated: updated,
  }
}

function listener(number: number): unknown {
  const name = `0.0.0.0_${10_000 + number}`
  const manager = {
    '@type':
      'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    stat_prefix: `outbound_${name}`,
    rds: { config_source: { ads: {} }, route_config_name: String(8_000 + (number % 30)) },
    http_filters: [{ name: 'envoy.filters.http.router' }],
  }
  return {
    name,
    active_state: {
      version_info: '2026-11-23T20:28:46Z/28',
      listener: {
        '@type': 'type.googleapis.com/envoy.config.listener.v3.Listener',
        name,
        address: { socket_address: { address: '0.0.0.0', port_value: 10_000 + number } },
        filter_chains: [
          { filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }] },
        ],
        traffic_direction: 'OUTBOUND',
      },
      last_updated: updated,
    },
  }
}

/** Writes the dump as Envoy does, indented by one space. */
export async function writeBigDump(file: string): Promise<void> {
  const out = createWriteStream(file)
  const write = async (text: string): Promise<void> => {
    if (!out.write(text)) await once(out, 'drain')
  }
  const section = async (type: string, field: string, count: number, make: (number: number) => unknown) => {
    await write(
      `  {\n   "@type": "${admin}.${type}",\n   "version_info": "2026-11-23T20:28:46Z/28",\n   "${field}": [\n`,
    )
    for (let number = 0; number < count; number += 1) {
      const text = JSON.stringify(make(number), undefined, 1).replaceAll(/^/gm, '    ')
      await write(`${text}${number === count - 1 ? '\n' : ',\n'}`)
    }
    await write('   ]\n  }')
  }
  await write('{\n "configs": [\n')
  await section('ClustersConfigDump', 'dynamic_active_clusters', bigDump.clusters, cluster)
  await write(',\n')
  await section('EndpointsConfigDump', 'dynamic_endpoint_configs', bigDump.endpointSets, endpointSet)
  await write(',\n')
  await section('ListenersConfigDump', 'dynamic_listeners', bigDump.listeners, listener)
  await write(',\n')
  await section('RoutesConfigDump', 'dynamic_route_configs', bigDump.routes / routesPerConfig, routeConfig)
  await write('\n ]\n}\n')
  out.end()
  await finished(out)
}
