import type { ProxySync } from '@portolan/contract/sync'

/** What a line of the tree shows beside its node: known to the explorer, not to the tree. */
export type RowFacts = NodeFacts & {
  /** What a screen reader says of it. */
  readonly label: string
  /** What the mouse is told that has no room on the line. */
  readonly title: string | undefined
  /** Whether a pod is pinned; `undefined` for what cannot be. */
  readonly pinned: boolean | undefined
  /** What the pin's button does. */
  readonly pinTitle: string
}

/** What is known of a node, before it is put into words. */
export type NodeFacts = {
  readonly name: string
  readonly cluster: string
  readonly sync: ProxySync | undefined
  /** The same for a badge: `stale 3m`. */
  readonly syncShort: string | undefined
  /** The version or revision of a pod that is not the mesh's usual one. */
  readonly differs: string | undefined
  /** Why it is not in the mesh, why its sync state is not known, in words. */
  readonly because: string | undefined
  /** A cluster that nobody asked anything yet. */
  readonly closed: boolean
}
