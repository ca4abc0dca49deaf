import type { ComponentKind } from '@portolan/contract/chart'
import type { PodSummary } from '@portolan/contract/pods'
import type { PodBookmark } from '../../documents/stored-layout.ts'
import { isAmbient, isControlPlane, isGateway } from './pod-matches.ts'
import { inTreeOrder } from './pod-order.ts'
import { readinessOf } from './pod-readiness.ts'

/** What stands above the namespaces, because everything else hangs on it. */
export const meshGroups = ['control-plane', 'gateways', 'ambient'] as const
export type MeshGroup = (typeof meshGroups)[number]

type Counted = {
  readonly ready: number
  /** Pods that are done count neither way. */
  readonly total: number
}
export type PodNode = {
  readonly kind: 'pod'
  readonly id: string
  readonly label: string
  readonly cluster: string
  readonly pod: PodSummary
}
export type WorkloadNode = Counted & {
  readonly kind: 'workload'
  readonly id: string
  readonly label: string
  readonly workloadKind: string
  /** What most of its pods are to the mesh: they come from one template. */
  readonly component: ComponentKind
  readonly children: readonly PodNode[]
}
export type GroupNode = Counted & {
  readonly kind: 'group'
  readonly id: string
  readonly label: MeshGroup
  readonly cluster: string
  readonly children: readonly (WorkloadNode | PodNode)[]
}
export type NamespaceNode = Counted & {
  readonly kind: 'namespace'
  readonly id: string
  readonly label: string
  /** No pod in it is in the mesh. */
  readonly outside: boolean
  readonly children: readonly (WorkloadNode | PodNode)[]
}
export type ClusterNode = {
  readonly kind: 'cluster'
  readonly id: string
  readonly label: string
  readonly current: boolean
  readonly pods: number
  readonly children: readonly (GroupNode | NamespaceNode)[]
}
/** A pin, and the pod that it stands for right now: itself, its successor, or none that is known. */
export type PinNode = {
  readonly kind: 'pin'
  readonly id: string
  readonly label: string
  readonly pin: PodBookmark
  readonly pod: PodSummary | undefined
}
export type PinsNode = {
  readonly kind: 'pins'
  readonly id: string
  readonly label: string
  readonly children: readonly PinNode[]
}
export type MeshNode = PinsNode | PinNode | ClusterNode | GroupNode | NamespaceNode | WorkloadNode | PodNode

/** The id of a node: its path, safe as the id of an element. */
export function nodeId(...path: readonly string[]): string {
  return `mesh/${path.map(encodeURIComponent).join('/')}`
}

/**
 * Puts the pods of one cluster where one looks for them: control plane, gateways
 * and ambient first, then namespaces by name, those outside the mesh last. A
 * workload with one pod is one line.
 * @param pods may be filtered, and then must be in the order of {@link inTreeOrder}
 */
export function clusterTree(
  cluster: { readonly name: string; readonly current: boolean },
  pods: readonly PodSummary[],
): ClusterNode {
  const grouped: Record<MeshGroup, PodSummary[]> = { 'control-plane': [], gateways: [], ambient: [] }
  const rest: PodSummary[] = []
  for (const pod of pods) {
    const group = groupOf(pod)
    if (group === undefined) rest.push(pod)
    else grouped[group].push(pod)
  }
  const groups = meshGroups.flatMap((group): readonly GroupNode[] => {
    const inside = grouped[group]
    if (inside.length === 0) return []
    const path = [cluster.name, `:${group}`]
    return [
      {
        kind: 'group',
        id: nodeId(...path),
        label: group,
        cluster: cluster.name,
        ...countReady(inside),
        children: runsOf(inside, isSameWorkload).map((run) => workloadNode(cluster.name, path, run)),
      },
    ]
  })
  const namespaces = runsOf(rest, (a, b) => a.namespace === b.namespace).map((run) =>
    namespaceNode(cluster.name, run),
  )
  return {
    kind: 'cluster',
    id: nodeId(cluster.name),
    label: cluster.name,
    current: cluster.current,
    pods: pods.length,
    children: [
      ...groups,
      ...namespaces.filter(({ outside }) => !outside),
      ...namespaces.filter(({ outside }) => outside),
    ],
  }
}

/** The same from a list in any order. */
export function treeOf(
  cluster: { readonly name: string; readonly current: boolean },
  pods: readonly PodSummary[],
): ClusterNode {
  return clusterTree(cluster, inTreeOrder(pods))
}

function groupOf(pod: PodSummary): MeshGroup | undefined {
  if (isAmbient(pod)) return 'ambient'
  if (isControlPlane(pod)) return 'control-plane'
  return isGateway(pod) ? 'gateways' : undefined
}

function namespaceNode(cluster: string, pods: readonly PodSummary[]): NamespaceNode {
  const name = pods[0]?.namespace ?? ''
  return {
    kind: 'namespace',
    id: nodeId(cluster, name),
    label: name,
    outside: pods.every(({ kind }) => kind === 'outside'),
    ...countReady(pods),
    children: runsOf(pods, isSameWorkload).map((run) => workloadNode(cluster, [cluster, name], run)),
  }
}

function workloadNode(
  cluster: string,
  path: readonly string[],
  pods: readonly PodSummary[],
): WorkloadNode | PodNode {
  const [first, ...others] = pods
  const known = first && workloadNodes.get(first)
  if (known?.cluster === cluster && isSameList(known.pods, pods)) return known.node
  const { namespace = '', workload: { kind, name } = { kind: '', name: '' } } = first ?? {}
  const own = [...path, `${namespace}:${kind}:${name}`]
  const children = pods.map((pod) => podNode(cluster, own, pod))
  const only = children[0]
  if (only !== undefined && others.length === 0) return only
  const node: WorkloadNode = {
    kind: 'workload',
    id: nodeId(...own),
    label: name,
    workloadKind: kind,
    component: pods.find((pod) => pod.kind !== 'outside')?.kind ?? 'outside',
    ...countReady(pods),
    children,
  }
  if (first !== undefined) workloadNodes.set(first, { cluster, pods, node })
  return node
}

type KnownWorkload = {
  readonly cluster: string
  readonly pods: readonly PodSummary[]
  readonly node: WorkloadNode
}
/** By its first pod: most workloads are the same from one key press to the next. */
const workloadNodes = new WeakMap<PodSummary, KnownWorkload>()

function isSameList(a: readonly PodSummary[], b: readonly PodSummary[]): boolean {
  return a.length === b.length && a.every((pod, index) => pod === b[index])
}

const podNodes = new WeakMap<PodSummary, PodNode>()

/** A pod's place is told by the pod itself, so its node is made once and not at every key press. */
function podNode(cluster: string, path: readonly string[], pod: PodSummary): PodNode {
  const known = podNodes.get(pod)
  if (known?.cluster === cluster) return known
  const node: PodNode = { kind: 'pod', id: nodeId(...path, pod.name), label: pod.name, cluster, pod }
  podNodes.set(pod, node)
  return node
}

function countReady(pods: readonly PodSummary[]): Counted {
  let [ready, total] = [0, 0]
  for (const pod of pods) {
    const readiness = readinessOf(pod)
    if (readiness === 'finished') continue
    total += 1
    if (readiness === 'ready') ready += 1
  }
  return { ready, total }
}

function isSameWorkload(a: PodSummary, b: PodSummary): boolean {
  const { kind, name } = a.workload
  return a.namespace === b.namespace && name === b.workload.name && kind === b.workload.kind
}

/** Neighbours that belong together, in their order. */
function runsOf<T>(all: readonly T[], isSame: (a: T, b: T) => boolean): readonly (readonly T[])[] {
  const runs: T[][] = []
  let last: T | undefined
  for (const one of all) {
    if (last !== undefined && isSame(last, one)) runs.at(-1)?.push(one)
    else runs.push([one])
    last = one
  }
  return runs
}
