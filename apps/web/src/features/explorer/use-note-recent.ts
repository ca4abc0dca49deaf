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
    const timer = setTimeout(() => {
      const state = liveStore.stateOf(formatTopic({ kind: 'pod', cluster, pod: { namespace, name } }))
      if (state?.kind !== 'pod') return
      layoutStore.noteRecent({ cluster, namespace, name, workload: state.detail.summary.workload })
    }, staysFor)
    return () => clearTimeout(timer)
  }, [cluster, namespace, name])
}
