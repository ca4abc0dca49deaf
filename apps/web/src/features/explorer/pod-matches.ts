import type { PodSummary } from '@portolan/contract/pods'
import type { ProxySync } from '@portolan/contract/sync'
import type { ExplorerSearch, PodFilter } from './explorer-search.ts'
import { needsAttention } from './pod-readiness.ts'
import { isSyncTrouble } from './sync-trouble.ts'

/** What istiod says of a pod's proxy; nothing where it is not known. */
export type SyncLookup = (pod: PodSummary) => ProxySync | undefined

/**
 * Whether a pod is what the explorer was asked for. Every word of `q` must be somewhere in it.
 * @param syncOf a proxy that is behind is trouble, too
 */
export function podMatcher(
  { q, show }: ExplorerSearch,
  syncOf: SyncLookup = () => undefined,
): (pod: PodSummary) => boolean {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return (pod) => (show === undefined || isShown(pod, show, syncOf)) && holdsAll(pod, words)
}

const texts = new WeakMap<PodSummary, string>()

/** Everything of a pod that one may search for; made once per pod, not per key press. */
function textOfPod(pod: PodSummary): string {
  const known = texts.get(pod)
  if (known !== undefined) return known
  const { namespace, name, workload, kind, status, revision, istioVersion, node, ip } = pod
  const text =
    `${namespace}/${name} ${workload.kind}/${workload.name} ${kind} ${status} ${revision ?? ''} ${istioVersion ?? ''} ${node ?? ''} ${ip ?? ''}`.toLowerCase()
  texts.set(pod, text)
  return text
}

function holdsAll(pod: PodSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = textOfPod(pod)
  return words.every((word) => text.includes(word))
}

function isShown(pod: PodSummary, show: PodFilter, syncOf: SyncLookup): boolean {
  switch (show) {
    case 'trouble':
      return needsAttention(pod) || isSyncTrouble(syncOf(pod))
    case 'not-ready':
      return needsAttention(pod)
    case 'mesh':
      return pod.kind !== 'outside'
    case 'outside':
      return pod.kind === 'outside'
    case 'control-plane':
      return isControlPlane(pod)
    case 'gateways':
      return isGateway(pod)
    case 'ambient':
      return isAmbient(pod) || pod.kind === 'captured-workload'
  }
}

export function isControlPlane({ kind }: PodSummary): boolean {
  return kind === 'istiod'
}

export function isGateway({ kind }: PodSummary): boolean {
  return kind === 'gateway' || kind === 'agentgateway'
}

/** What carries an ambient mesh: one ztunnel and one CNI agent per node, and waypoints. */
export function isAmbient({ kind }: PodSummary): boolean {
  return kind === 'ztunnel' || kind === 'waypoint' || kind === 'istio-cni'
}
