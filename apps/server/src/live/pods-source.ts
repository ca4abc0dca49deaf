import type { LiveEvent } from '@portolan/contract/live'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodIndex } from '../pods/pod-index.ts'
import type { LiveSource } from './live-hub.ts'

/** Changes are gathered for this long: a rollout touches many pods at once. Milliseconds. */
const gatherFor = 150

/** Feeds `pods/CLUSTER` from the pod index: the whole list first, then what changed. */
export function openPodsSource(topic: string, index: PodIndex, emit: (event: LiveEvent) => void): LiveSource {
  const pending = new Map<string, PodRef>()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let listed = index.watchState().state !== 'connecting'
  const whole = (): LiveEvent => ({ kind: 'pods', topic, pods: index.summaries(), watch: index.watchState() })

  const flush = () => {
    timer = undefined
    const refs = [...pending.values()]
    pending.clear()
    const upserted = refs.flatMap((ref) => {
      const pod = index.get(ref)
      return pod === undefined ? [] : [index.summaryOf(pod)]
    })
    const removed = refs.filter((ref) => index.get(ref) === undefined)
    emit({ kind: 'pods-changed', topic, upserted, removed })
  }
  const tellWhenListed = async () => {
    await index.settled()
    listed = true
    if (!stopped) emit(whole())
  }
  const stopListening = index.listen({
    changed: (changes) => {
      if (!listed) return
      for (const { ref } of changes) pending.set(formatPodRef(ref), ref)
      timer ??= setTimeout(flush, gatherFor)
    },
    watch: (watch) => {
      if (listed) emit({ kind: 'watch', topic, watch })
    },
  })
  if (!listed) {
    void tellWhenListed()
  }
  return {
    snapshot: whole,
    stop: () => {
      stopped = true
      clearTimeout(timer)
      stopListening()
    },
  }
}
