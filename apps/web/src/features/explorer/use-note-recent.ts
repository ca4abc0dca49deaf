import { formatTopic } from '@portolan/contract/topics'
import { useEffect } from 'react'
import type { PodOfDocument } from '../../documents/document.ts'
import { layoutStore } from '../../documents/stored-layout.ts'
import { liveStore } from '../../live/live-store.ts'

/** Somebody who only passes by has not been here. Milliseconds. */
const staysFor = 1_500

/** Remembers the pods that somebody looked at, and what they belong to. */
export function useNoteRecent(open: PodOfDocument | undefined): void {
  const { cluster, pod } = open ?? {}
  const { namespace, name } = pod ?? {}
  useEffect(() => {
    if (cluster === undefined || namespace === undefined || name === undefined) return
    // A pod that is slow to answer is looked at all the same; one that does not exist never is.
    const timer = setInterval(() => {
      const state = liveStore.stateOf(formatTopic({ kind: 'pod', cluster, pod: { namespace, name } }))
      if (state?.kind !== 'pod') return
      clearInterval(timer)
      layoutStore.noteRecent({ cluster, namespace, name, workload: state.detail.summary.workload })
    }, staysFor)
    return () => clearInterval(timer)
  }, [cluster, namespace, name])
}
