import { namespaceName, podName } from '@portolan/contract/pod-ref'

/**
 * One port of one pod. The API server's port-forward takes no uid, so the uid
 * is for us: it keeps the tunnels of a replaced pod apart from its namesake's.
 */
export type TunnelTarget = {
  readonly namespace: string
  readonly pod: string
  readonly uid: string
  readonly port: number
}

/**
 * Ends every host name of a tunnel. Without it a uid that is all digits would
 * make a URL parser read the name as an IPv4 address.
 */
const suffix = 'pod.tunnel'
const uidPattern = /^[a-zA-Z0-9-]{1,128}$/

/**
 * The target's pod as a host name, for clients that know only URLs. It is
 * never looked up: TunnelAgent reads it back.
 * @throws RangeError when a part is not what Kubernetes would accept.
 */
export function hostOfTarget(target: Omit<TunnelTarget, 'port'>): string {
  const { namespace, pod, uid } = target
  if (!namespaceName.safeParse(namespace).success)
    throw new RangeError(`"${namespace}" is not the name of a namespace`)
  if (!podName.safeParse(pod).success) throw new RangeError(`"${pod}" is not the name of a pod`)
  if (!uidPattern.test(uid)) throw new RangeError(`"${uid}" is not the uid of a pod`)
  return `${pod}.${namespace}.${uid}.${suffix}`.toLowerCase()
}

/**
 * Reads back what `hostOfTarget` wrote. A pod's name may have dots; the parts
 * after it have none.
 * @throws RangeError for any other host name.
 */
export function targetOfHost(host: string, port: number): TunnelTarget {
  const [, pod, namespace, uid] = /^(.+)\.([^.]+)\.([^.]+)\.pod\.tunnel$/.exec(host) ?? []
  if (pod === undefined || namespace === undefined || uid === undefined)
    throw new RangeError(`"${host}" is not the host name of a tunnel`)
  const target = { namespace, pod, uid, port }
  if (hostOfTarget(target) !== host) throw new RangeError(`"${host}" is not the host name of a tunnel`)
  portForwardPath(target)
  return target
}

/**
 * Path and query of the upgrade. One port per WebSocket: with several, the end
 * of one is not told until all have ended.
 * @throws RangeError when the port is not a TCP port.
 */
export function portForwardPath(target: TunnelTarget): string {
  const { namespace, pod, port } = target
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`${port} is not a TCP port`)
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/portforward?ports=${port}`
}
