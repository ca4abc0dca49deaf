import { istiodDumpRoutes } from '@portolan/contract/istiod-dump-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { Router } from 'express'
import { AppError } from '../app-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { Clusters } from '../cluster/clusters.ts'
import { because } from '../journal/because.ts'
import { askIstiod } from '../pods/ask-istiod.ts'
import { isControlPlane } from '../pods/pod-index.ts'
import { route } from '../route.ts'

/** A proxy of the largest meshes; istiod's JSON is twice Envoy's. */
const maxBytes = 256 * 1024 * 1024
/** istiod generates it anew for each question, in milliseconds. */
const deadlineMs = 18_000

/** What istiod generates for a proxy, to compare with what the proxy has. */
export function serveIstiodDump(router: Router, clusters: Clusters): void {
  route(router, istiodDumpRoutes.istiodDump, ({ params, signal }) => {
    const { cluster, namespace, pod: name } = params
    return because({ why: 'envoy' }, () => dumpOf(clusters.get(cluster), { namespace, name }, signal))
  })
}

/**
 * A proxy is connected to one istiod, and only that one generates for it.
 * @throws AppError `forbidden`, `not-found` when no istiod has it, `tunnel-failed`
 */
async function dumpOf(
  session: ClusterSession,
  { namespace, name }: PodRef,
  signal: AbortSignal,
): Promise<{ readonly istiod: string; readonly dump: string }> {
  const { index } = session
  await index.settled()
  const running = [...index.all()].filter(
    (pod) => isControlPlane(pod) && index.summaryOf(pod).status === 'Running',
  )
  const path = `/debug/config_dump?proxyID=${encodeURIComponent(`${name}.${namespace}`)}`
  const refusals: { readonly forbidden: boolean; readonly text: string }[] = []
  for (const pod of running) {
    const said = await askIstiod(session, pod, { path, maxBytes, deadlineMs, signal })
    if (said.kind === 'answered') return { istiod: pod.metadata?.name ?? '', dump: said.text }
    refusals.push({ forbidden: said.kind === 'forbidden', text: said.text })
  }
  const detail = refusals.map(({ text }) => text).join(' ') || 'There is no pod of istiod that may be listed.'
  if (refusals.length > 0 && refusals.every(({ forbidden }) => forbidden)) {
    throw new AppError({ code: 'forbidden', status: 403, detail })
  }
  throw new AppError({ code: 'not-found', status: 404, detail })
}
