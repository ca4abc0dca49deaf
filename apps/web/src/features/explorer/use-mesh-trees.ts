import { useMemo } from 'react'
import type { TopicState } from '../../live/topic-state.ts'
import { useTopics } from '../../live/use-live.ts'
import { useSession } from '../session/session-context.ts'
import type { ExplorerSearch } from './explorer-search.ts'
import { clusterTree } from './mesh-tree.ts'
import type { ClusterNode } from './mesh-tree.ts'
import { podMatcher } from './pod-matches.ts'

/** One cluster of the explorer: its tree of what fits the search, and how much that is. */
export type MeshTree = {
  readonly tree: ClusterNode
  /** `undefined` while its first list is on the way, or nobody asked for it. */
  readonly state: TopicState | undefined
  readonly hits: number
  readonly pods: number
}

/** The trees of all clusters; only those in `watched` are asked for their pods. */
export function useMeshTrees({ q, show }: ExplorerSearch, watched: readonly string[]): readonly MeshTree[] {
  const { clusters } = useSession()
  const states = useTopics(watched.map((cluster) => ({ kind: 'pods', cluster })))
  const names = watched.join('\n')
  return useMemo(() => {
    const order = names.split('\n')
    const matches = podMatcher({ q, show })
    return clusters.map((cluster): MeshTree => {
      const state = states[order.indexOf(cluster.name)]
      const pods = state?.kind === 'pods' ? state.pods : []
      const fitting = pods.filter(matches)
      return { tree: clusterTree(cluster, fitting), state, hits: fitting.length, pods: pods.length }
    })
  }, [clusters, names, states, q, show])
}
