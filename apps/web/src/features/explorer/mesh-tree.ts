import type { ComponentKind } from '@portolan/contract/chart'
import type { PodSummary } from '@portolan/contract/pods'
import { readinessOf } from './pod-readiness.ts'

export type PodNode = {
  readonly kind: 'pod'
  readonly id: string
  readonly label: string
  readonly cluster: string
  readonly pod: PodSummary
}
export type WorkloadNode = {
  readonly kind: 'workload'
  readonly id: string
  readonly label: string
  readonly workloadKind: string
  /** What most of its pods are to the mesh: they come from one template. */
  readonly component: ComponentKind
  readonly ready: number
  readonly total: number
  readonly children: readonly PodNode[]
}
export type NamespaceNode = {
  readonly kind: 'namespace'
  readonly id: string
  readonly label: string
  /** No pod in it is in the mesh. */
  readonly outside: boolean
  readonly ready: number
  readonly total: number
  readonly children: readonly WorkloadNode[]
}
export type ClusterNode = {
  readonly kind: 'cluster'
  readonly id: string
  readonly label: string
  readonly current: boolean
  readonly children: readonly NamespaceNode[]
}
export type MeshNode = ClusterNode | NamespaceNode | WorkloadNode | PodNode

/** The id of a node: its path, safe as the id of an element. */
export function nodeId(...path: readonly string[]): string {
  return `mesh/${path.map(encodeURIComponent).join('/')}`
}

/**
 * Puts the pods of one cluster under their namespaces and workloads. The control
 * plane's namespaces come first, those outside the mesh last; within that, by name.
 */
export function clusterTree(
  cluster: { readonly name: string; readonly current: boolean },
  pods: readonly PodSummary[],
): ClusterNode {
  const namespaces = [...groupBy(pods, (pod) => pod.namespace)].map(([name, inside]) =>
    namespaceTree(cluster.name, name, inside),
  )
  return {
    kind: 'cluster',
    id: nodeId(cluster.name),
    label: cluster.name,
    current: cluster.current,
    children: namespaces.toSorted((a, b) => rank(a) - rank(b) || compare(a.label, b.label)),
  }
}

function namespaceTree(cluster: string, name: string, pods: readonly PodSummary[]): NamespaceNode {
  const workloads = [...groupBy(pods, ({ workload }) => `${workload.kind}/${workload.name}`).values()].map(
    (inside) => workloadTree(cluster, name, inside),
  )
  return {
    kind: 'namespace',
    id: nodeId(cluster, name),
    label: name,
    outside: pods.every((pod) => pod.kind === 'outside'),
    ...countReady(pods),
    children: workloads.toSorted(
      (a, b) => compare(a.label, b.label) || compare(a.workloadKind, b.workloadKind),
    ),
  }
}

function workloadTree(cluster: string, namespace: string, pods: readonly PodSummary[]): WorkloadNode {
  const first = pods[0]
  const { kind, name } = first?.workload ?? { kind: '', name: '' }
  return {
    kind: 'workload',
    id: nodeId(cluster, namespace, `${kind}:${name}`),
    label: name,
    workloadKind: kind,
    component: pods.find((pod) => pod.kind !== 'outside')?.kind ?? 'outside',
    ...countReady(pods),
    children: pods
      .map((pod): PodNode => ({
        kind: 'pod',
        id: nodeId(cluster, namespace, `${kind}:${name}`, pod.name),
        label: pod.name,
        cluster,
        pod,
      }))
      .toSorted((a, b) => compare(a.label, b.label)),
  }
}

/** Pods that are done count neither way. */
function countReady(pods: readonly PodSummary[]): { readonly ready: number; readonly total: number } {
  const going = pods.map(readinessOf).filter((readiness) => readiness !== 'finished')
  return { ready: going.filter((readiness) => readiness === 'ready').length, total: going.length }
}

function rank(namespace: NamespaceNode): number {
  if (namespace.children.some(({ component }) => component === 'istiod')) return 0
  return namespace.outside ? 2 : 1
}

/** By code units: names are ASCII, and 5,000 of them are sorted on every change. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}
