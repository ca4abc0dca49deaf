import { addressBook } from '@portolan/inside/sockets/address-book'
import type { AddressBook, AddressedPod } from '@portolan/inside/sockets/address-book'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { isControlPlane } from '../pods/pod-index.ts'

/**
 * Who has which address, by the pods of the index, the Services and the API
 * server's own endpoints, as far as they may be read.
 * @param pod whose own addresses are its own
 */
export async function readAddressBook(session: ClusterSession, pod: PodObject): Promise<AddressBook> {
  const { index, client } = session
  const [services, apiServer] = await Promise.all([client.allServices(), client.apiServerAddresses()])
  const { state, namespaces } = index.watchState()
  const listed = (state === 'live' || state === 'stale') && namespaces === undefined
  return addressBook({
    own: ipsOf(pod),
    pods: Array.from(index.all(), (one) => addressedPod(one, index.summaryOf(one).kind)),
    services:
      services.kind === 'unread'
        ? []
        : services.value.map(({ metadata, spec }) => ({
            namespace: metadata?.namespace ?? '',
            name: metadata?.name ?? '',
            ips: spec?.clusterIPs ?? (spec?.clusterIP === undefined ? [] : [spec.clusterIP]),
          })),
    apiServer: apiServer.kind === 'unread' ? [] : apiServer.value,
    whole: listed && services.kind === 'read',
  })
}

function addressedPod(pod: PodObject, kind: string): AddressedPod {
  const { metadata, spec, status } = pod
  const hostIps = (status?.hostIPs ?? []).flatMap(({ ip }) => ip ?? [])
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    component: componentOf(pod, kind),
    hostNetwork: spec?.hostNetwork === true,
    ips: ipsOf(pod),
    node: spec?.nodeName,
    hostIps: hostIps.length > 0 || status?.hostIP === undefined ? hostIps : [status.hostIP],
    ended: status?.phase === 'Succeeded' || status?.phase === 'Failed',
  }
}

function componentOf(pod: PodObject, kind: string): string | undefined {
  if (isControlPlane(pod)) return 'istiod'
  if (isPrometheus(pod)) return 'prometheus'
  return kind === 'outside' ? undefined : kind
}

/** By the labels of Prometheus' own chart, its operator and Istio's sample. */
function isPrometheus({ metadata }: PodObject): boolean {
  const labels = metadata?.labels ?? {}
  return (
    labels['app.kubernetes.io/name'] === 'prometheus' ||
    labels['app'] === 'prometheus' ||
    labels['prometheus'] !== undefined
  )
}

function ipsOf({ status }: PodObject): readonly string[] {
  const all = (status?.podIPs ?? []).flatMap(({ ip }) => ip ?? [])
  return all.length > 0 || status?.podIP === undefined ? all : [status.podIP]
}
