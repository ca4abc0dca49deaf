import type { PodSummary } from '@portolan/contract/pods'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { useMemo } from 'react'
import type { TopicState } from '../../live/topic-state.ts'
import { useTopics } from '../../live/use-live.ts'
import { useSession } from '../session/session-context.ts'
import type { ExplorerSearch } from './explorer-search.ts'
import { clusterTree } from './mesh-tree.ts'
import type { ClusterNode } from './mesh-tree.ts'
import { podMatcher } from './pod-matches.ts'
import { inTreeOrder } from './pod-order.ts'

export type SyncState = Extract<TopicState, { readonly kind: 'sync' }>

/** One cluster of the explorer: its tree of what fits the search, and how much that is. */
export type MeshTree = {
  readonly tree: ClusterNode
  readonly watched: boolean
  /** `undefined` while its first list is on the way, or nobody asked for it. */
  readonly state: TopicState | undefined
  readonly sync: SyncState | undefined
  readonly hits: number
  readonly pods: readonly PodSummary[]
}

const noPods: readonly PodSummary[] = []

/** The trees of all clusters; only those in `watched` are asked for anything. */
export function useMeshTrees({ q, show }: ExplorerSearch, watched: readonly string[]): readonly MeshTree[] {
  const { clusters } = useSession()
  const lists = useTopics(watched.map((cluster) => ({ kind: 'pods', cluster })))
  const syncs = useTopics(watched.map((cluster) => ({ kind: 'sync', cluster })))
  const names = watched.join('\n')
  // Only one filter depends on the sync states: the others need not follow their every change.
  const deciding = show === 'trouble' ? syncs : undefined
  const trees = useMemo(() => {
    const order = names.split('\n')
    return clusters.map((cluster) => {
      const index = order.indexOf(cluster.name)
      const state = lists[index]
      const sync = deciding?.[index]
      const matches = podMatcher({ q, show }, (pod) =>
        sync?.kind === 'sync' ? sync.proxies.get(formatPodRef(pod)) : undefined,
      )
      const pods = state?.kind === 'pods' ? state.pods : noPods
      const fitting = inTreeOrder(pods).filter(matches)
      return { tree: clusterTree(cluster, fitting), watched: index >= 0, state, hits: fitting.length, pods }
    })
  }, [clusters, names, lists, deciding, q, show])
  return useMemo(() => {
    const order = names.split('\n')
    return trees.map((tree): MeshTree => {
      const sync = syncs[order.indexOf(tree.tree.label)]
      return { ...tree, sync: sync?.kind === 'sync' ? sync : undefined }
    })
  }, [trees, syncs, names])
}
