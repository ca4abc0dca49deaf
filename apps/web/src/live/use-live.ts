import { formatTopic } from '@portolan/contract/topics'
import type { Topic } from '@portolan/contract/topics'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { liveStore } from './live-store.ts'
import type { LiveStatus } from './live-status.ts'
import type { TopicState } from './topic-state.ts'

/** What is known of a topic right now; `undefined` until the first word. Watching is what keeps it running. */
export function useTopic(topic: Topic): TopicState | undefined {
  return useTopics([topic])[0]
}

/** The same for several topics, in their order. */
export function useTopics(topics: readonly Topic[]): readonly (TopicState | undefined)[] {
  const keys = topics.map(formatTopic).join(' ')
  const seen = useRef<readonly (TopicState | undefined)[]>([])
  const subscribe = useCallback(
    (listener: () => void) => {
      const endings = split(keys).map((key) => liveStore.watch(key, listener))
      return () => {
        for (const end of endings) end()
      }
    },
    [keys],
  )
  return useSyncExternalStore(subscribe, () => {
    const states = split(keys).map((key) => liveStore.stateOf(key))
    const same =
      states.length === seen.current.length && states.every((state, index) => state === seen.current[index])
    if (!same) seen.current = states
    return seen.current
  })
}

/** Until when a topic that is shown from memory was kept up to date; `undefined` while it is. Milliseconds of the epoch. */
export function useLastSeen(topic: Topic): number | undefined {
  const key = formatTopic(topic)
  const subscribe = useCallback((listener: () => void) => liveStore.watch(key, listener), [key])
  return useSyncExternalStore(subscribe, () => liveStore.untilOf(key))
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(liveStore.watchStatus, liveStore.status)
}

/** Topics hold no spaces: their parts are percent-encoded. */
function split(keys: string): readonly string[] {
  return keys === '' ? [] : keys.split(' ')
}
