import { healthRoutes } from '@portolan/contract/health-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import { queryOptions } from '@tanstack/react-query'
import { callApi } from '../../api/call-api.ts'
import { streamLog } from './log/stream-log.ts'

/** How a pod is, with the way of each probe and its events. Executes nothing. */
export const healthQuery = (cluster: string, { namespace, name }: PodRef) =>
  queryOptions({
    queryKey: ['health', cluster, namespace, name],
    queryFn: ({ signal }) =>
      callApi(healthRoutes.podHealth, { params: { cluster, namespace, pod: name }, signal }),
  })

/** Lines that a dead container is quoted with. */
const quoted = 20

export type LifeOfContainer = {
  readonly cluster: string
  readonly pod: PodRef
  readonly container: string
  /** The life before the present one. */
  readonly previous: boolean
  /** When it ended: another end is another log. */
  readonly finishedAt: string | undefined
}

/** The last lines of a life that is over. */
export const lastLinesQuery = ({ cluster, pod, container, previous, finishedAt }: LifeOfContainer) =>
  queryOptions({
    queryKey: ['last-lines', cluster, pod.namespace, pod.name, container, previous, finishedAt],
    queryFn: async ({ signal }) => {
      const lines: { readonly at: number; readonly text: string }[] = []
      const question = {
        cluster,
        pod,
        containers: [container],
        previous,
        follow: false,
        tail: quoted,
        since: undefined,
      }
      const onLines: Parameters<typeof streamLog>[1]['onLines'] = (some) => {
        for (const line of some) if (line.kind === 'line') lines.push({ at: line.at, text: line.text })
      }
      await streamLog(question, { onLines }, signal)
      return lines
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
