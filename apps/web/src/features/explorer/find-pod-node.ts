import type { ClusterNode } from './mesh-tree.ts'

/** What the address says is open. */
export type OpenPod = { readonly cluster?: string; readonly namespace?: string; readonly pod?: string }

/** The node of the open pod, with the ids of the namespace and the workload above it. */
export function findPodNode(
  clusters: readonly ClusterNode[],
  open: OpenPod,
): { readonly id: string; readonly above: readonly string[] } | undefined {
  const namespace = clusters
    .find(({ label }) => label === open.cluster)
    ?.children.find(({ label }) => label === open.namespace)
  for (const workload of namespace?.children ?? []) {
    const node = workload.children.find(({ label }) => label === open.pod)
    if (node !== undefined && namespace !== undefined)
      return { id: node.id, above: [namespace.id, workload.id] }
  }
  return undefined
}
