import { useMemo } from 'react'
import { useActivePod } from '../../commands/use-active-pod.ts'
import { useTranslate } from '../../commands/use-translate.ts'
import type { Translate } from '../../commands/command.ts'
import { formatTopic } from '@portolan/contract/topics'
import type { TopicState } from '../../live/topic-state.ts'
import { liveStore } from '../../live/live-store.ts'
import { useTopics } from '../../live/use-live.ts'
import { useChosenCluster } from '../session/chosen-cluster.ts'
import { useSession } from '../session/session-context.ts'
import type { ClusterPods } from './go-items.ts'

export type KnownPods = {
  readonly clusters: readonly ClusterPods[]
  /** What keeps the list from being whole. */
  readonly notices: readonly string[]
  readonly busy: boolean
}

/**
 * The pods of every cluster that somebody already looks at. Opening the palette
 * asks no cluster that was not asked before: a kubeconfig may hold fifty.
 */
export function useClusterPods(): KnownPods {
  const t = useTranslate()
  const session = useSession()
  const chosen = useChosenCluster()
  const active = useActivePod()
  const names = session.clusters
    .map(({ name }) => name)
    .filter(
      (cluster) =>
        cluster === chosen ||
        cluster === active?.cluster ||
        liveStore.stateOf(formatTopic({ kind: 'pods', cluster })) !== undefined,
    )
  const states = useTopics(names.map((cluster) => ({ kind: 'pods', cluster })))
  const key = names.join('\n')
  const known = useMemo(
    () =>
      // Without any cluster there is no key either.
      (key === '' ? [] : key.split('\n')).map((cluster, index) => {
        const state = states[index]
        const pods = state?.kind === 'pods' ? state.pods : []
        return { of: { cluster, pods }, missing: missingOf(cluster, state) }
      }),
    [key, states],
  )
  const clusters = useMemo(() => known.map((one): ClusterPods => one.of), [known])
  const missing = known.flatMap((one) => one.missing ?? [])
  return {
    clusters,
    notices: missing.map((one) => noticeOf(one, t)),
    busy: missing.some(({ kind }) => kind === 'loading'),
  }
}

type Missing =
  | { readonly kind: 'loading' | 'forbidden'; readonly cluster: string }
  | { readonly kind: 'failed'; readonly cluster: string; readonly text: string }

function missingOf(cluster: string, state: TopicState | undefined): Missing | undefined {
  if (state === undefined) return { kind: 'loading', cluster }
  if (state.kind === 'failed') return { kind: 'failed', cluster, text: state.text }
  if (state.kind !== 'pods') return undefined
  switch (state.watch.state) {
    case 'connecting':
      return state.pods.length === 0 ? { kind: 'loading', cluster } : undefined
    case 'forbidden':
      return { kind: 'forbidden', cluster }
    case 'failed':
      return { kind: 'failed', cluster, text: state.watch.text ?? '' }
    case 'live':
    case 'stale':
      return undefined
  }
}

function noticeOf(missing: Missing, t: Translate): string {
  switch (missing.kind) {
    case 'loading':
      return t('palette:loading', { cluster: missing.cluster })
    case 'forbidden':
      return t('palette:forbidden', { cluster: missing.cluster })
    case 'failed':
      return t('palette:failed', { cluster: missing.cluster, text: missing.text })
  }
}
