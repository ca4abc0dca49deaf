import { json, text, type AnswerTable, type StoredAnswer } from '../pods/answer-table.ts'

/** What a generated Envoy is like. */
export type GeneratedEnvoy = {
  readonly pod: string
  readonly namespace: string
  readonly istioVersion: string
  readonly role: 'sidecar' | 'router' | 'waypoint'
  readonly listeners: readonly { readonly name: string; readonly address: string; readonly port: number }[]
  readonly state?: 'LIVE' | 'PRE_INITIALIZING' | 'DRAINING'
}

const stats: Readonly<Record<string, number>> = {
  'cluster.xds-grpc.upstream_cx_active': 1,
  'cluster.xds-grpc.upstream_cx_total': 3,
  'cluster.xds-grpc.upstream_rq_active': 1,
  'cluster_manager.cds.update_rejected': 0,
  'cluster_manager.cds.update_success': 12,
  'cluster_manager.cluster_added': 18,
  'control_plane.connected_state': 1,
  'listener_manager.lds.update_rejected': 0,
  'listener_manager.lds.update_success': 7,
  'listener_manager.total_listeners_active': 12,
  'listener_manager.workers_started': 1,
  'server.live': 1,
  'server.memory_allocated': 18_874_368,
  'server.state': 0,
  'server.uptime': 3600,
}

const commands = `admin commands are:
  /: Admin home page
  /certs: print certs on machine
  /clusters: upstream cluster status
      format: The output format; One of ('text', 'json')
  /config_dump: dump current Envoy configs (experimental)
      resource: The resource to dump
      mask: The mask to apply. When both resource and mask are specified, the mask is applied to every element in the desired repeated field so that only a subset of fields are returned. The mask is parsed as a ProtobufWkt::FieldMask
      name_regex: Dump only the currently loaded configurations whose names match the specified regex. Can be used with both resource and mask query parameters.
      include_eds: Dump currently loaded configuration including EDS. See the response definition for more information
  /help: print out list of admin commands
  /listeners: print listener info
      format: The output format; One of ('text', 'json')
  /logging (POST): query/change logging levels
  /memory: print current allocation/heap usage
  /quitquitquit (POST): exit the server
  /ready: print server state, return 200 if LIVE, otherwise return 503
  /runtime: print runtime values
  /server_info: print server version/status information
  /stats: print server stats
      usedonly: Only include stats that have been written by system since restart
      filter: Regular expression (Google re2) for filtering stats
      format: Format to use; One of ('html', 'active-html', 'text', 'json', 'prometheus')
  /stats/prometheus: print server stats in prometheus format
`

/** What a reset sets to zero; the others are gauges. */
const counters = /\.(?:upstream_cx_total|update_rejected|update_success|cluster_added)$/

/** Answers of an Envoy that never ran. They say so in the node's metadata. */
export function generatedEnvoy(envoy: GeneratedEnvoy, countersAreReset = false): AnswerTable {
  const state = envoy.state ?? 'LIVE'
  const lines = Object.entries(stats).map(
    ([name, value]) => [name, countersAreReset && counters.test(name) ? 0 : value] as const,
  )
  const statText = lines.map(([name, value]) => `${name}: ${value}\n`).join('')
  return new Map<string, StoredAnswer>([
    ['/', text(indexPage, 200, 'text/html; charset=UTF-8')],
    ['/help', text(commands)],
    ['/ready', text(`${state}\n`, state === 'LIVE' ? 200 : 503)],
    ['/server_info', json(serverInfo(envoy, state))],
    ['/stats', text(statText)],
    ['/stats?format=json', json({ stats: lines.map(([name, value]) => ({ name, value })) })],
    [
      '/stats?format=html',
      text(`<html><body><pre>${statText}</pre></body></html>`, 200, 'text/html; charset=UTF-8'),
    ],
    ['/stats/prometheus', generatedMetrics()],
    ['/listeners', text(envoy.listeners.map((one) => `${one.name}::${one.address}:${one.port}\n`).join(''))],
    ['/listeners?format=json', json({ listener_statuses: envoy.listeners.map(listenerStatus) })],
    [
      '/clusters',
      text('xds-grpc::added_via_api::false\nprometheus_stats::127.0.0.1:15000::health_flags::healthy\n'),
    ],
    [
      '/clusters?format=json',
      json({ cluster_statuses: [{ name: 'xds-grpc' }, { name: 'prometheus_stats' }] }),
    ],
    ['/certs', json({ certificates: [] })],
    ['/memory', json({ allocated: '18874368', heap_size: '31457280', pageheap_unmapped: '0' })],
    ['/runtime', json({ entries: {}, layers: [] })],
    ['/config_dump', json({ configs: [] })],
    ['/init_dump', json({ unready_targets_dumps: [] })],
  ])
}

/** The Prometheus text of the same statistics. */
export function generatedMetrics(): StoredAnswer {
  const body = Object.entries(stats)
    .map(([name, value]) => {
      const metric = `envoy_${name.replaceAll(/[.-]/g, '_')}`
      return `# TYPE ${metric} gauge\n${metric}{} ${value}\n`
    })
    .join('')
  return text(body)
}

function serverInfo(envoy: GeneratedEnvoy, state: string) {
  return {
    version: '0000000000000000000000000000000000000000/1.36.0/Clean/RELEASE/BoringSSL',
    state,
    uptime_current_epoch: '3600s',
    uptime_all_epochs: '3600s',
    hot_restart_version: 'disabled',
    command_line_options: { concurrency: 2, drain_time: '45s', parent_shutdown_time: '60s', mode: 'Serve' },
    node: {
      id: `${envoy.role}~10.0.0.1~${envoy.pod}.${envoy.namespace}~${envoy.namespace}.svc.cluster.local`,
      cluster: `${envoy.pod}.${envoy.namespace}`,
      metadata: {
        ISTIO_VERSION: envoy.istioVersion,
        NAME: envoy.pod,
        NAMESPACE: envoy.namespace,
        GENERATED: 'by the sandbox',
      },
    },
  }
}

function listenerStatus({ name, address, port }: GeneratedEnvoy['listeners'][number]) {
  return { name, local_address: { socket_address: { address, port_value: port } } }
}

const indexPage = `<!DOCTYPE html><html><head><title>Envoy Admin</title></head><body>
<p>A generated Envoy: this page and its answers were made by the sandbox.</p>
<table class="home-table"><tbody>
<tr><td><a href="help">help</a></td></tr><tr><td><a href="server_info">server_info</a></td></tr>
<tr><td><a href="stats">stats</a></td></tr><tr><td><a href="listeners">listeners</a></td></tr>
<tr><td><a href="clusters">clusters</a></td></tr><tr><td><a href="config_dump">config_dump</a></td></tr>
</tbody></table></body></html>
`
