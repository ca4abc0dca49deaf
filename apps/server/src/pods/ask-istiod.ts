import { chartFor } from '@portolan/catalog/chart-for'
import type { PortId } from '@portolan/catalog/ids'
import { formatNeed } from '@portolan/contract/access'
import type { Chart } from '@portolan/contract/chart'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import { attempt, notRead } from '../cluster/read.ts'
import { askComponent } from './ask-component.ts'

/** Both serve the same debug questions; which of them is there depends on istiod's flags. */
const ports: readonly PortId[] = ['istiod-http', 'istiod-monitoring']

/** What one pod of istiod said, or why it did not: `text` is the missing right, or the way's own words. */
export type IstiodSaid =
  | { readonly kind: 'answered'; readonly text: string }
  | { readonly kind: 'forbidden'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }

/**
 * Puts one question to the debug port of a pod of istiod, through a tunnel, if
 * this identity may open one there.
 * @param maxBytes longest answer that is read; `deadlineMs` is how long it may take, in milliseconds
 */
export async function askIstiod(
  session: ClusterSession,
  pod: PodObject,
  question: {
    readonly path: string
    readonly maxBytes: number
    readonly deadlineMs: number
    readonly signal: AbortSignal
  },
): Promise<IstiodSaid> {
  const chart = chartOf(session, pod)
  const access = await attempt(session.client.portForwardAccess(chart.pod.namespace, chart.pod.name))
  // No answer to a review is no "no": the tunnel will tell.
  const missing =
    access.kind === 'read' ? access.value.find(({ allowed, notice }) => !allowed && !notice) : undefined
  if (missing !== undefined) {
    const { name: _, namespace: __, ...right } = missing.need
    return { kind: 'forbidden', text: formatNeed(right) }
  }
  let text = `${chart.pod.name} does not run, or its debug port is not known.`
  for (const port of ports) {
    const told = await askComponent(session.agent, chart, { port, ...question })
    if (told?.kind === 'read') return { kind: 'answered', text: told.value }
    if (told !== undefined) text = told.text
  }
  return { kind: 'failed', text }
}

/** Its ports hang on nothing but the pod itself. */
function chartOf({ index }: ClusterSession, pod: PodObject): Chart {
  return chartFor({
    pod,
    namespace: index.namespaceOf(pod.metadata?.namespace ?? ''),
    services: notRead,
    meshConfig: notRead,
    controlPlane: notRead,
    listeners: undefined,
  })
}
