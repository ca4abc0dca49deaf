import { routes } from '@portolan/contract/routes'
import { queryOptions } from '@tanstack/react-query'
import { callApi } from '../../../api/call-api.ts'

export type OriginalTarget = {
  readonly cluster: string
  readonly namespace: string
  readonly pod: string
  readonly uid: string
  readonly port: number
  /** The person said that the application itself may be asked. */
  readonly confirmed: boolean
}

/**
 * The capability path of one port of one pod. It is never renewed by itself: that would load the page
 * anew under the reader's eyes. One that ran out says so, and loading again brings another.
 */
export function capabilityQuery({ cluster, namespace, pod, uid, port, confirmed }: OriginalTarget) {
  return queryOptions({
    queryKey: ['capability', cluster, namespace, pod, uid, port, confirmed],
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) =>
      callApi(routes.openRaw, { params: { cluster, namespace, pod, port }, body: { confirmed }, signal }),
  })
}
