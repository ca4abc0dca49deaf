import type { InsideRecord } from '@portolan/contract/inside-changes'
import type { PodRef } from '@portolan/contract/pod-ref'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { queryClient } from '../../api/query-client.ts'
import { useTopics } from '../../live/use-live.ts'
import { insideQuery, keepLooking } from './inside-query.ts'
import { lookRuns } from './look-runs.ts'
import type { LookRun } from './look-runs.ts'
import { usePageVisible } from './use-page-visible.ts'

/** One look, shared by everything that shows the inside of one pod. */
export type PodLook = {
  readonly record: UseQueryResult<InsideRecord>
  readonly run: LookRun | undefined
  /** A look is under way, whoever ordered it. */
  readonly looking: boolean
  /** Seconds from one look to the next, while that goes on. */
  readonly every: number | undefined
  readonly look: () => void
  readonly cancel: () => void
  readonly keep: (every: number | undefined) => void
  /** Why it could not be told to go on looking, or to stop. */
  readonly keepFailed: unknown
}

/**
 * Follows the inside of a pod without ever looking by itself. To be subscribed is
 * what keeps an ordered looking going, so it ends when this is taken away, and
 * when the browser shows another tab.
 * @param follow whether anything of it is shown
 */
export function usePodLook(cluster: string, { namespace, name }: PodRef, follow = true): PodLook {
  const pod = { namespace, name }
  const visible = usePageVisible()
  const [state] = useTopics(visible && follow ? [{ kind: 'inside', cluster, pod }] : [])
  const record = useQuery({ ...insideQuery(cluster, pod), enabled: follow })
  const run = useSyncExternalStore(lookRuns.subscribe, () => lookRuns.of(cluster, pod))
  const keeping = useMutation({ mutationFn: (every: number | undefined) => keepLooking(cluster, pod, every) })
  const told = state?.kind === 'inside' ? state : undefined
  const looks = told?.looks ?? 0

  // The event says only that there is something new; an own look fetches it by itself.
  useEffect(() => {
    const ref = { namespace, name }
    if (looks === 0 || lookRuns.of(cluster, ref)?.kind === 'running') return
    void queryClient.invalidateQueries({ queryKey: insideQuery(cluster, ref).queryKey })
  }, [looks, cluster, namespace, name])

  return {
    record,
    run,
    looking: run?.kind === 'running' || (told?.looking ?? false),
    every: told?.every,
    look: () => void lookRuns.start(cluster, pod),
    cancel: () => {
      lookRuns.cancel(cluster, pod)
      if (told?.every !== undefined) keeping.mutate(undefined)
    },
    keep: (every) => keeping.mutate(every),
    keepFailed: keeping.error ?? undefined,
  }
}

/** What is known of a pod's inside in this tab already, for who only reads it. */
export function knownRecord(cluster: string, pod: PodRef): InsideRecord | undefined {
  return queryClient.getQueryData(insideQuery(cluster, pod).queryKey)
}
