import { chartFor } from '@portolan/catalog/chart-for'
import type { Read } from '@portolan/catalog/chart-inputs'
import type { PortId } from '@portolan/catalog/ids'
import type { AccessNeed } from '@portolan/contract/access'
import type { Chart } from '@portolan/contract/chart'
import type { ProxySync } from '@portolan/contract/sync'
import * as z from 'zod/mini'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { attempt } from '../cluster/read.ts'
import { askComponent } from './ask-component.ts'
import { readSyncAnswer } from './sync-answer.ts'

/** Two kilobytes per proxy: enough for 30,000 of them. */
const maxBytes = 64 * 1024 * 1024
/** A big mesh takes istiod a while to write down, in milliseconds. */
const deadlineMs = 15_000
/** Both serve the same questions; which of them is there depends on istiod's flags. */
const ports: readonly PortId[] = ['istiod-http', 'istiod-monitoring']

/** What one pod of istiod said of the proxies that it holds a stream to. `bytes` is the length of its answer. */
export type SyncAnswer =
  | { readonly kind: 'answered'; readonly proxies: readonly ProxySync[]; readonly bytes: number }
  | { readonly kind: 'forbidden'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }

/** Asks one pod of istiod, through a tunnel, if this identity may open one there. */
export async function askSync(
  session: ClusterSession,
  pod: PodObject,
  signal: AbortSignal,
): Promise<SyncAnswer> {
  const chart = chartOf(session, pod)
  const access = await attempt(session.client.portForwardAccess(chart.pod.namespace, chart.pod.name))
  // No answer to a review is no "no": the tunnel will tell.
  const missing =
    access.kind === 'read' ? access.value.find(({ allowed, notice }) => !allowed && !notice) : undefined
  if (missing !== undefined) return { kind: 'forbidden', text: formatNeed(missing.need) }
  let text = `${chart.pod.name} does not run, or its debug port is not known.`
  for (const port of ports) {
    const question = { port, path: '/debug/syncz', maxBytes, deadlineMs, signal }
    const told = await askComponent(session.agent, chart, question)
    if (told?.kind === 'read') return answered(told.value, chart.pod.name)
    if (told !== undefined) text = told.text
  }
  return { kind: 'failed', text }
}

/** Its ports hang on nothing but the pod itself. */
function chartOf({ index }: ClusterSession, pod: PodObject): Chart {
  const notRead: Read<never> = { kind: 'unread', reason: 'failed', text: 'Not read.' }
  return chartFor({
    pod,
    namespace: index.namespaceOf(pod.metadata?.namespace ?? ''),
    services: notRead,
    meshConfig: notRead,
    controlPlane: notRead,
    listeners: undefined,
  })
}

function answered(text: string, istiod: string): SyncAnswer {
  try {
    return { kind: 'answered', proxies: readSyncAnswer(text, istiod), bytes: text.length }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.core.$ZodError)) throw error
    return { kind: 'failed', text: 'The answer to /debug/syncz is not istiod’s list of proxies.' }
  }
}

function formatNeed({ verb, resource, subresource }: AccessNeed): string {
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`
}
