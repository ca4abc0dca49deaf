/** What Istio writes into the name of a cluster. */
export type ClusterName = {
  readonly direction: string
  readonly port: number
  /** '' for the whole service. */
  readonly subset: string
  /** '' for inbound clusters. */
  readonly host: string
}

/**
 * Reads `outbound|80|v1|host` and, from gateways with SNI-DNAT,
 * `outbound_.80_.v1_.host`.
 * @returns `undefined` for any other name
 * @see istio: pilot/pkg/model/context.go, ParseSubsetKey
 */
export function clusterName(name: string): ClusterName | undefined {
  const srv = name.startsWith('outbound_.') || name.startsWith('inbound_.')
  const separator = srv ? '_.' : '|'
  const afterDirection = name.indexOf(separator)
  if (afterDirection < 0) return undefined
  const afterPort = name.indexOf(separator, afterDirection + separator.length)
  if (afterPort < 0) return undefined
  const afterSubset = name.indexOf(separator, afterPort + separator.length)
  if (afterSubset < 0) return undefined
  const host = name.slice(afterSubset + separator.length)
  if (host.includes(separator)) return undefined
  const port = name.slice(afterDirection + separator.length, afterPort)
  return {
    direction: name.slice(0, afterDirection),
    port: /^\d+$/.test(port) ? Number(port) : 0,
    subset: name.slice(afterPort + separator.length, afterSubset),
    host,
  }
}
