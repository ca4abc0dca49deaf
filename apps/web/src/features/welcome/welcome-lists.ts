import type { PodSummary } from '@portolan/contract/pods'
import { isControlPlane, isGateway } from '../explorer/pod-matches.ts'
import { needsAttention } from '../explorer/pod-readiness.ts'

/** The pods that somebody who just came in most likely wants. */
export type WelcomeLists = {
  readonly attention: readonly PodSummary[]
  readonly controlPlane: readonly PodSummary[]
  readonly gateways: readonly PodSummary[]
  /** One pod of each workload. */
  readonly workloads: readonly PodSummary[]
}

export function welcomeLists(pods: readonly PodSummary[]): WelcomeLists {
  const mesh = pods.filter(({ kind }) => kind !== 'outside').toSorted(byName)
  const rest = mesh.filter((pod) => !isControlPlane(pod) && !isGateway(pod))
  const seen = new Set<string>()
  return {
    attention: mesh.filter(needsAttention),
    controlPlane: mesh.filter(isControlPlane),
    gateways: mesh.filter(isGateway),
    workloads: rest.filter(({ namespace, workload }) => {
      const key = `${namespace}/${workload.kind}/${workload.name}`
      const isFirst = !seen.has(key)
      seen.add(key)
      return isFirst
    }),
  }
}

function byName(a: PodSummary, b: PodSummary): number {
  const left = `${a.namespace}/${a.name}`
  const right = `${b.namespace}/${b.name}`
  return left < right ? -1 : left > right ? 1 : 0
}
