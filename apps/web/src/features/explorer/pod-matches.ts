import type { PodSummary } from '@portolan/contract/pods'
import type { ExplorerSearch, PodFilter } from './explorer-search.ts'
import { needsAttention } from './pod-readiness.ts'

/** Whether a pod is what the explorer was asked for. Every word of `q` must be somewhere in it. */
export function podMatcher({ q, show }: ExplorerSearch): (pod: PodSummary) => boolean {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return (pod) => (show === undefined || isShown(pod, show)) && (words.length === 0 || holdsAll(pod, words))
}

function holdsAll(pod: PodSummary, words: readonly string[]): boolean {
  const { namespace, name, workload, kind, status, revision, istioVersion, node } = pod
  const text = `${namespace}/${name} ${workload.kind}/${workload.name} ${kind} ${status} ${revision ?? ''} ${istioVersion ?? ''} ${node ?? ''}`
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

function isShown(pod: PodSummary, show: PodFilter): boolean {
  switch (show) {
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
  }
}

export function isControlPlane({ kind }: PodSummary): boolean {
  return kind === 'istiod' || kind === 'istio-cni' || kind === 'ztunnel'
}

export function isGateway({ kind }: PodSummary): boolean {
  return kind === 'gateway' || kind === 'waypoint' || kind === 'agentgateway'
}
