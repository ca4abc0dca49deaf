import type { PodSummary } from '@portolan/contract/pods'
import { needsAttention } from '../explorer/pod-readiness.ts'
import { searchGap } from './palette-entry.ts'

/** A place of the mesh that one can go to. */
export type GoItem =
  | { readonly kind: 'pod'; readonly cluster: string; readonly pod: PodSummary }
  | {
      readonly kind: 'workload'
      readonly cluster: string
      readonly namespace: string
      readonly workload: PodSummary['workload']
      readonly pods: readonly PodSummary[]
    }
  | { readonly kind: 'namespace'; readonly cluster: string; readonly namespace: string }

export type ClusterPods = { readonly cluster: string; readonly pods: readonly PodSummary[] }

/** Everything one can go to: pods, then the workloads of more than one pod, then namespaces. */
export function goItems(clusters: readonly ClusterPods[]): readonly GoItem[] {
  return clusters.flatMap(({ cluster, pods }): readonly GoItem[] => {
    const workloads = [
      ...Map.groupBy(pods, ({ namespace, workload }) => `${namespace}/${workload.kind}/${workload.name}`),
    ]
    return [
      ...pods.map((pod): GoItem => ({ kind: 'pod', cluster, pod })),
      ...workloads.flatMap(([, members]): readonly GoItem[] => {
        const [first] = members
        if (first === undefined || members.length < 2) return []
        const { namespace, workload } = first
        return [{ kind: 'workload', cluster, namespace, workload, pods: members }]
      }),
      ...[...new Set(pods.map(({ namespace }) => namespace))].map((namespace): GoItem => ({
        kind: 'namespace',
        cluster,
        namespace,
      })),
    ]
  })
}

/** Unique among all items. */
export function goKey(item: GoItem): string {
  switch (item.kind) {
    case 'pod':
      return `pod/${item.cluster}/${item.pod.namespace}/${item.pod.name}`
    case 'workload':
      return `workload/${item.cluster}/${item.namespace}/${item.workload.kind}/${item.workload.name}`
    case 'namespace':
      return `namespace/${item.cluster}/${item.namespace}`
  }
}

/** What is shown of it: its name, and where it is. The cluster is named where there are several. */
export function goLabel(item: GoItem, several: boolean): { readonly label: string; readonly place: string } {
  const cluster = several ? ` · ${item.cluster}` : ''
  switch (item.kind) {
    case 'pod':
      return { label: item.pod.name, place: `${item.pod.namespace}${cluster}` }
    case 'workload':
      return { label: item.workload.name, place: `${item.workload.kind} · ${item.namespace}${cluster}` }
    case 'namespace':
      return { label: item.namespace, place: cluster.slice(3) }
  }
}

/** What is searched: what is shown, and for a pod what somebody may remember of it. */
export function goText(item: GoItem, several: boolean): string {
  const { label, place } = goLabel(item, several)
  const more = item.kind === 'pod' ? [item.pod.kind, item.pod.status, item.pod.node ?? ''] : [item.kind]
  return [label, place, ...more].join(searchGap)
}

/** How much likelier it is meant than another one that fits as well. */
export function goLiking(item: GoItem): number {
  switch (item.kind) {
    case 'pod':
      return item.pod.kind === 'outside' ? 0.8 : 1
    case 'workload':
      return 0.96
    case 'namespace':
      return 0.94
  }
}

/** The pod of a workload that somebody who names it wants to see: one that is not well, else the newest. */
export function podOfWorkload(pods: readonly PodSummary[]): PodSummary | undefined {
  const newestFirst = pods.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
  return newestFirst.find(needsAttention) ?? newestFirst[0]
}
