import { formatTopic } from '@portolan/contract/topics'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { liveStore } from '../../../live/live-store.ts'
import { useTopics } from '../../../live/use-live.ts'
import { useSession } from '../../session/session-context.ts'
import { deskLink } from '../worker/desk-link.ts'
import type { Moment } from '../worker/desk-messages.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { otherSides } from './other-sides.ts'
import type { OtherSideGroup } from './other-sides.ts'

/**
 * Everything that a proxy can be compared with. Of the clusters of a kubeconfig
 * only those that somebody already looks at are asked for pods: there may be fifty.
 */
export function useOtherSides(source: ProxySource, moments: readonly Moment[]): readonly OtherSideGroup[] {
  const session = useSession()
  const files = useQuery({
    queryKey: ['envoy-open-files'],
    queryFn: ({ signal }) => deskLink.call('openFiles', {}, signal),
    refetchOnMount: 'always',
  })
  const names = session.clusters
    .filter(
      ({ name: cluster, mode }) =>
        mode.kind !== 'live' ||
        (source.kind === 'pod' && cluster === source.cluster) ||
        liveStore.stateOf(formatTopic({ kind: 'pods', cluster })) !== undefined,
    )
    .map(({ name }) => name)
  const states = useTopics(names.map((cluster) => ({ kind: 'pods', cluster })))
  const key = names.join('\n')
  return useMemo(() => {
    const clusters = (key === '' ? [] : key.split('\n')).map((name, index) => {
      const state = states[index]
      return { name, pods: state?.kind === 'pods' ? state.pods : [] }
    })
    return otherSides(source, { moments, files: files.data ?? [], clusters })
  }, [source, moments, files.data, key, states])
}
