import type { ProxySync } from '@portolan/contract/sync'

/** What a line of the tree shows beside its node: known to the explorer, not to the tree. */
export type RowFacts = {
  readonly name: string
  readonly cluster: string
  readonly sync: ProxySync | undefined
  /** The version or revision of a pod that is not the mesh's usual one. */
  readonly differs: string | undefined
  /** Why it is not in the mesh, why its sync state is not known, in words. */
  readonly because: string | undefined
  /** A cluster that nobody asked anything yet. */
  readonly closed: boolean
}
