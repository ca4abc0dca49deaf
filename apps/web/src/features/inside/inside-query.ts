import { insideRoutes } from '@portolan/contract/inside-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { Connection, Landing } from '@portolan/contract/redirection'
import { queryOptions } from '@tanstack/react-query'
import { callApi } from '../../api/call-api.ts'
import { lookSamples } from './look-samples.ts'

type Params = { readonly cluster: string; readonly namespace: string; readonly pod: string }

function paramsOf(cluster: string, { namespace, name }: PodRef): Params {
  return { cluster, namespace, pod: name }
}

/** What is known of the inside of a pod: the latest look and what changed. Asking for it executes nothing. */
export const insideQuery = (cluster: string, pod: PodRef) =>
  queryOptions({
    queryKey: ['inside', cluster, pod.namespace, pod.name],
    queryFn: async ({ signal }) => {
      const record = await callApi(insideRoutes.insideRecord, { params: paramsOf(cluster, pod), signal })
      if (record.look !== undefined) lookSamples.note(cluster, record.look)
      return record
    },
    refetchOnWindowFocus: false,
  })

/** How the pod's traffic is bent, as far as it is known without executing anything. */
export const redirectionQuery = (cluster: string, pod: PodRef) =>
  queryOptions({
    queryKey: ['redirection', cluster, pod.namespace, pod.name],
    queryFn: ({ signal }) => callApi(insideRoutes.redirection, { params: paramsOf(cluster, pod), signal }),
    refetchOnWindowFocus: false,
    staleTime: 30_000,
  })

/** Executes one command in each running container of the pod. @throws ApiError */
export async function lookInside(cluster: string, pod: PodRef, signal: AbortSignal): Promise<void> {
  await callApi(insideRoutes.insideLook, { params: paramsOf(cluster, pod), body: {}, signal })
}

/** Looks again every so many seconds while somebody watches; `undefined` ends that. @throws ApiError */
export async function keepLooking(cluster: string, pod: PodRef, every: number | undefined): Promise<void> {
  await callApi(insideRoutes.keepLooking, { params: paramsOf(cluster, pod), body: { every } })
}

/** Would this connection be captured, and where does it land? Executes nothing. @throws ApiError */
export function askLanding(cluster: string, pod: PodRef, connection: Connection): Promise<Landing> {
  return callApi(insideRoutes.landing, { params: paramsOf(cluster, pod), body: connection })
}
