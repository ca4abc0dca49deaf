import type { PodEvent, PodHealth } from '@portolan/contract/health'
import { podEvents } from '@portolan/inside/health/pod-events'
import * as z from 'zod/mini'
import type { ClusterClient } from '../cluster/cluster-client.ts'
import { listPage } from '../cluster/kube-objects.ts'
import { attempt } from '../cluster/read.ts'
import { kubeEvent } from './health-objects.ts'

/** Events of one pod that are read; Kubernetes counts repeated ones instead of keeping each. */
const mostEvents = 500

/** What was written about one pod. That it may not be read is an answer, too. */
export async function readEvents(
  client: ClusterClient,
  pod: { readonly namespace: string; readonly name: string; readonly uid: string },
  signal: AbortSignal,
): Promise<PodHealth['events']> {
  const query = new URLSearchParams({
    fieldSelector: `involvedObject.kind=Pod,involvedObject.name=${pod.name}`,
    limit: String(mostEvents),
  })
  const path = `/api/v1/namespaces/${pod.namespace}/events?${query.toString()}`
  const page = await attempt(client.getJson(path, listPage, { signal }))
  if (page.kind === 'unread') return page
  const events = (page.value.items ?? []).flatMap((item) => {
    const event = z.safeParse(kubeEvent, item)
    return event.success ? [event.data] : []
  })
  const found: readonly PodEvent[] = podEvents(events, pod.uid)
  return { kind: 'read', events: [...found] }
}
