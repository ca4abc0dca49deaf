import { healthRoutes, logLimits } from '@portolan/contract/health-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import { fillPath } from '../../../api/fill-path.ts'

/** Which log is read, and how much of it. */
export type LogQuestion = {
  readonly cluster: string
  readonly pod: PodRef
  readonly containers: readonly string[]
  /** The life before the present one. */
  readonly previous: boolean
  /** Goes on with what is written from now on. */
  readonly follow: boolean
  /** Lines of each container, from the end. */
  readonly tail: number
  /** Only what was written in the last so many seconds. */
  readonly since: number | undefined
}

/** Path and query of our own server for it. */
export function logPath({ cluster, pod, containers, previous, follow, tail, since }: LogQuestion): string {
  const path = fillPath(healthRoutes.podLogs.path, { cluster, namespace: pod.namespace, pod: pod.name })
  const query = new URLSearchParams({
    container: containers.slice(0, logLimits.mostContainers).join(','),
    tail: String(tail),
  })
  if (previous) query.set('previous', 'true')
  if (follow) query.set('follow', 'true')
  if (since !== undefined) query.set('since', String(since))
  return `${path}?${query.toString()}`
}
