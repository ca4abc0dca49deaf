import { clusterText, inlineRouteText, onlyCluster } from '../filters/inline-route.ts'
import { tcpProxyText, weightedClusters } from '../filters/tcp-proxy.ts'
import { messageOf, messagesOf, textOf } from '../json/field.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Link } from '../table/resource-table.ts'

export const httpFilterName = 'envoy.filters.network.http_connection_manager'
export const tcpFilterName = 'envoy.filters.network.tcp_proxy'
const blackHole = 'BlackHoleCluster'

/** Where a filter chain leads: as istioctl tells it, and the row that it is. */
export type Destination = { readonly text: string; readonly link: Link | undefined }

/**
 * Where the filters of a chain send what they take: `Route: 80`, `Cluster:
 * outbound|443||a`, `Inline Route: /stats*`. Istio's black hole counts as none.
 * @see istio: istioctl/pkg/writer/envoy/configdump/listener.go (getFilterType)
 */
export function chainDestination(chain: JsonObject): Destination {
  for (const filter of messagesOf(chain, 'filters')) {
    const config = messageOf(filter, 'typed_config') ?? {}
    const name = textOf(filter, 'name')
    if (name === httpFilterName) return httpDestination(config)
    if (name === tcpFilterName && !namesBlackHole(config)) return tcpDestination(config)
  }
  return { text: 'Non-HTTP/Non-TCP', link: undefined }
}

/**
 * What istioctl calls a listener: by the filters of all its chains.
 * @see istio: istioctl/pkg/writer/envoy/configdump/listener.go (retrieveListenerType)
 */
export function listenerTraffic(chains: readonly JsonObject[]): 'HTTP' | 'TCP' | 'HTTP+TCP' | 'UNKNOWN' {
  const filters = chains.flatMap((chain) => messagesOf(chain, 'filters'))
  const http = filters.some((filter) => textOf(filter, 'name') === httpFilterName)
  const tcp = filters.some(
    (filter) =>
      textOf(filter, 'name') === tcpFilterName && !namesBlackHole(messageOf(filter, 'typed_config') ?? {}),
  )
  if (http) return tcp ? 'HTTP+TCP' : 'HTTP'
  return tcp ? 'TCP' : 'UNKNOWN'
}

function httpDestination(manager: JsonObject): Destination {
  const inline = messageOf(manager, 'route_config')
  if (inline !== undefined) return { text: inlineRouteText(inline), link: clusterLink(onlyCluster(inline)) }
  const route = textOf(messageOf(manager, 'rds'), 'route_config_name') ?? ''
  if (route === '') return { text: 'HTTP', link: undefined }
  return { text: `Route: ${route}`, link: { kind: 'row', table: 'routes', name: route } }
}

function tcpDestination(proxy: JsonObject): Destination {
  const cluster = textOf(proxy, 'cluster')
  if (cluster === undefined && weightedClusters(proxy).length > 0)
    return { text: `Cluster: ${tcpProxyText(proxy) ?? ''}`, link: undefined }
  return { text: clusterText(cluster ?? ''), link: clusterLink(cluster) }
}

function clusterLink(name: string | undefined): Link | undefined {
  return name === undefined || name === '' ? undefined : { kind: 'row', table: 'clusters', name }
}

/** Whether any text of a message names Istio's black hole. */
function namesBlackHole(value: Json): boolean {
  if (typeof value === 'string') return value.includes(blackHole)
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((one) => one !== undefined && namesBlackHole(one))
}
