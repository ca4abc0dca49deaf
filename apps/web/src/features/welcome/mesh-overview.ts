import type { ComponentKind } from '@portolan/contract/chart'
import type { PodSummary } from '@portolan/contract/pods'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { ProxySync } from '@portolan/contract/sync'
import { isAmbient, isControlPlane, isGateway } from '../explorer/pod-matches.ts'
import { inTreeOrder } from '../explorer/pod-order.ts'
import { needsAttention } from '../explorer/pod-readiness.ts'
import { isSyncTrouble } from '../explorer/sync-trouble.ts'

/** A mesh at a glance: what somebody who just came in wants to know first. */
export type MeshOverview = {
  /** Pods that are not ready, or whose proxy is behind; the worst first. */
  readonly troubles: readonly PodSummary[]
  readonly controlPlane: readonly PodSummary[]
  /** Istio versions of the control plane, each once. */
  readonly versions: readonly string[]
  readonly gateways: readonly PodSummary[]
  readonly ambient: readonly PodSummary[]
  /** Pods of each kind, without those outside the mesh; the most frequent first. */
  readonly kinds: readonly { readonly kind: ComponentKind; readonly pods: number }[]
  readonly namespaces: number
  readonly workloads: number
  readonly pods: number
  readonly outside: number
}

/** @param syncOf what istiod says of a proxy, by `NAMESPACE/NAME`; empty while it is not known */
export function meshOverview(
  pods: readonly PodSummary[],
  syncOf: ReadonlyMap<string, ProxySync>,
): MeshOverview {
  const mesh = inTreeOrder(pods).filter(({ kind }) => kind !== 'outside')
  const controlPlane = mesh.filter(isControlPlane)
  const kinds = new Map<ComponentKind, number>()
  for (const { kind } of mesh) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return {
    troubles: mesh
      .filter((pod) => needsAttention(pod) || isSyncTrouble(syncOf.get(formatPodRef(pod))))
      .toSorted((a, b) => severity(a) - severity(b)),
    controlPlane,
    versions: [...new Set(controlPlane.flatMap(({ istioVersion }) => istioVersion ?? []))],
    gateways: mesh.filter(isGateway),
    ambient: mesh.filter(isAmbient),
    kinds: Array.from(kinds, ([kind, count]) => ({ kind, pods: count })).toSorted((a, b) => b.pods - a.pods),
    namespaces: new Set(mesh.map(({ namespace }) => namespace)).size,
    workloads: new Set(mesh.map(workloadOf)).size,
    pods: mesh.length,
    outside: pods.length - mesh.length,
  }
}

function workloadOf({ namespace, workload }: PodSummary): string {
  return `${namespace}/${workload.kind}/${workload.name}`
}

/** Everything hangs on istiod, then on what traffic enters by; of the rest, what crashes goes first. */
function severity(pod: PodSummary): number {
  if (!needsAttention(pod)) return 4
  if (isControlPlane(pod)) return 0
  if (isGateway(pod) || isAmbient(pod)) return 1
  return pod.status === 'Running' ? 3 : 2
}
