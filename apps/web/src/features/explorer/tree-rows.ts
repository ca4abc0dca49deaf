import type { MeshNode } from './mesh-tree.ts'

/** One visible line of the tree, with what a screen reader needs to place it. */
export type TreeRow = {
  readonly node: MeshNode
  readonly level: number
  readonly position: number
  readonly siblings: number
  /** `undefined` for what cannot be opened. */
  readonly expanded: boolean | undefined
  readonly parent: string | undefined
}

/** The lines that are visible when these nodes are expanded, from top to bottom. */
export function treeRows(
  roots: readonly MeshNode[],
  isExpanded: (node: MeshNode) => boolean,
): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const add = (nodes: readonly MeshNode[], level: number, parent: string | undefined) => {
    nodes.forEach((node, index) => {
      const children = childrenOf(node)
      const expanded = children === undefined ? undefined : isExpanded(node)
      rows.push({ node, level, position: index + 1, siblings: nodes.length, expanded, parent })
      if (children !== undefined && expanded === true) add(children, level + 1, node.id)
    })
  }
  add(roots, 1, undefined)
  return rows
}

/** What can be below a node; `undefined` for pods and pins, which open instead. */
export function childrenOf(node: MeshNode): readonly MeshNode[] | undefined {
  return node.kind === 'pod' || node.kind === 'pin' ? undefined : node.children
}
