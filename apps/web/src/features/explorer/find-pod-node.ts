import type { ClusterNode } from './mesh-tree.ts'

/** The pod of the document in front. */
export type OpenPod = {
  readonly cluster: string
  readonly pod: { readonly namespace: string; readonly name: string }
}

/** The node of the open pod, with the ids of the branches above it. */
export function findPodNode(
  clusters: readonly ClusterNode[],
  open: OpenPod | undefined,
): { readonly id: string; readonly above: readonly string[] } | undefined {
  if (open === undefined) return undefined
  const { namespace, name } = open.pod
  for (const branch of clusters.find(({ label }) => label === open.cluster)?.children ?? []) {
    if (branch.kind === 'namespace' && branch.label !== namespace) continue
    for (const child of branch.children) {
      const pods = child.kind === 'pod' ? [child] : child.children
      const node = pods.find(({ pod }) => pod.name === name && pod.namespace === namespace)
      if (node === undefined) continue
      return { id: node.id, above: child.kind === 'pod' ? [branch.id] : [branch.id, child.id] }
    }
  }
  return undefined
}
