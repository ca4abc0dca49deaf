import type { ChartPeer, ComponentKind } from '@portolan/contract/chart'
import type { ChartInputs, Pod } from '../chart-inputs.ts'
import type { PeerId } from '../ids.ts'

/** Who stands around each kind of component. */
const peersOfKind: Readonly<Record<ComponentKind, readonly PeerId[]>> = {
  sidecar: ['clients', 'upstreams', 'istiod', 'kubelet', 'prometheus', 'you'],
  gateway: ['clients', 'upstreams', 'istiod', 'kubelet', 'prometheus', 'you'],
  waypoint: ['clients', 'upstreams', 'istiod', 'kubelet', 'prometheus', 'you'],
  ztunnel: ['upstreams', 'istiod', 'node-cni', 'kubelet', 'prometheus', 'you'],
  'captured-workload': ['clients', 'upstreams', 'node-ztunnel', 'kubelet'],
  'istio-cni': ['node-ztunnel', 'api-server', 'kubelet', 'prometheus', 'you'],
  istiod: ['proxies', 'xds-clients', 'api-server', 'kubelet', 'prometheus', 'you'],
  agentgateway: ['clients', 'upstreams', 'istiod', 'kubelet', 'prometheus'],
  proxyless: ['clients', 'istiod', 'kubelet', 'prometheus', 'you'],
  outside: ['clients', 'kubelet'],
}

/** The peers of a chart; istiod's with its pods, where they could be listed. */
export function peersOf(
  kind: ComponentKind,
  inputs: ChartInputs,
  revision: string | undefined,
  istiodAddress: string | undefined,
  crossNetwork: boolean,
): readonly ChartPeer[] {
  const ids = [...peersOfKind[kind], ...(crossNetwork ? (['proxies', 'api-server'] as const) : [])]
  return ids.map((id) => {
    const pods = id === 'istiod' ? istiodPods(inputs, revision) : []
    return id === 'istiod' && istiodAddress !== undefined
      ? { key: id, id, pods, address: istiodAddress }
      : { key: id, id, pods }
  })
}

function istiodPods({ controlPlane }: ChartInputs, revision: string | undefined): ChartPeer['pods'] {
  if (controlPlane.kind === 'unread') return []
  const all = controlPlane.value
  const own = all.filter(
    ({ metadata }) => (metadata?.labels?.['istio.io/rev'] ?? 'default') === (revision ?? 'default'),
  )
  return (own.length > 0 ? own : all).flatMap((pod) => {
    const { namespace, name } = pod.metadata ?? {}
    return namespace === undefined || name === undefined
      ? []
      : [{ pod: { namespace, name }, ready: isReady(pod) }]
  })
}

function isReady({ metadata, status }: Pod): boolean {
  if (metadata?.deletionTimestamp !== undefined) return false
  return (status?.conditions ?? []).some(({ type, status: holds }) => type === 'Ready' && holds === 'True')
}
