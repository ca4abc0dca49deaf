import { isIP } from 'node:net'
import { insideRoutes } from '@portolan/contract/inside-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { Router } from 'express'
import { viewRedirection } from '@portolan/inside/redirection/redirection-view'
import { whereDoesItLand } from '@portolan/inside/redirection/where-does-it-land'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { AppError } from '../app-error.ts'
import type { Clusters } from '../cluster/clusters.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { attempt } from '../cluster/read.ts'
import { because } from '../journal/because.ts'
import type { Log } from '../log.ts'
import { findPod } from '../pods/find-pod.ts'
import { podDetailOf } from '../pods/pod-detail.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { route } from '../route.ts'
import { rethrow } from '../routes/rethrow.ts'
import { addDebugContainer } from './debug-container.ts'
import { execAccess } from './exec-access.ts'
import type { LookBook } from './look-book.ts'
import { lookInside } from './look-inside.ts'
import { readRedirection } from './read-redirection.ts'
import type { MakeLook } from './pod-looks.ts'
import type { PodReader } from './pod-reader.ts'

export type InsideParts = {
  readonly clusters: Clusters
  readonly views: PodViews
  readonly looks: LookBook
  /** `undefined` with --no-exec: every container is then `switched-off`. */
  readonly readerOf: ((session: ClusterSession) => PodReader) | undefined
  /** With --read-only, nothing is put into a pod. */
  readonly readOnly: boolean
  readonly audit: Log
}

/** What looks inside pods. Each look that may execute something is written to the audit log. */
export function serveInside(router: Router, parts: InsideParts): void {
  const { clusters, looks, audit } = parts

  route(router, insideRoutes.insideLook, async ({ params, body, signal }) => {
    const session = clusters.get(params.cluster)
    const ref = { namespace: params.namespace, name: params.pod }
    audit.info({ cluster: session.name, ...ref, containers: body.containers }, 'a look inside a pod')
    return rethrow(
      inAppErrors(looks.of(session, ref).look(lookMaker(parts, session, ref, body.containers), signal)),
    )
  })

  route(router, insideRoutes.insideRecord, async ({ params }) => {
    const session = clusters.get(params.cluster)
    const { namespace, pod: name } = params
    const access =
      parts.readerOf !== undefined ? await attempt(execAccess(session.client, namespace, name)) : undefined
    return {
      // No answer is no "no": a look will tell.
      access: access?.kind === 'read' ? [...access.value] : [],
      ...looks.of(session, { namespace, name }).record(),
    }
  })

  route(router, insideRoutes.keepLooking, async ({ params, body }) => {
    const session = clusters.get(params.cluster)
    const ref = { namespace: params.namespace, name: params.pod }
    const pod = looks.of(session, ref)
    if (body.every === undefined || parts.readerOf === undefined) {
      pod.stop()
      return {}
    }
    audit.info({ cluster: session.name, ...ref, every: body.every }, 'looking inside a pod again and again')
    pod.keep(body.every, lookMaker(parts, session, ref, body.containers))
    return { every: body.every }
  })

  route(router, insideRoutes.debugContainer, async ({ params, body, signal }) => {
    const session = clusters.get(params.cluster)
    const ref = { namespace: params.namespace, name: params.pod }
    if (parts.readOnly || parts.readerOf === undefined) {
      const detail = `Portolan was started with ${parts.readOnly ? '--read-only' : '--no-exec'}.`
      throw new AppError({ code: 'forbidden', status: 403, detail })
    }
    const { container, image } = body
    audit.info({ cluster: session.name, ...ref, container, image }, 'a debug container is put into a pod')
    return because({ why: 'inside' }, async () =>
      rethrow(addDebugContainer(session, await rethrow(findPod(session, ref, signal)), body, signal)),
    )
  })

  route(router, insideRoutes.redirection, async ({ params, signal }) => {
    const ref = { namespace: params.namespace, name: params.pod }
    return viewRedirection(await rethrow(readRedirection(clusters.get(params.cluster), ref, signal)))
  })

  route(router, insideRoutes.landing, async ({ params, body, signal }) => {
    for (const address of [body.destination, body.source ?? body.destination]) {
      if (isIP(address) === 0) {
        throw new AppError({
          code: 'bad-request',
          status: 400,
          detail: 'An end of a connection is an IP address.',
        })
      }
    }
    const ref = { namespace: params.namespace, name: params.pod }
    return whereDoesItLand(await rethrow(readRedirection(clusters.get(params.cluster), ref, signal)), body)
  })
}

/** The pod is found anew for each look, so that one that was replaced is not asked under its old uid. */
function lookMaker(
  { readerOf, views }: InsideParts,
  session: ClusterSession,
  ref: PodRef,
  containers: readonly string[] | undefined,
): MakeLook {
  return async (gate, signal) => {
    const pod = await because({ why: 'inside' }, () => findPod(session, ref, signal))
    const viewed = views.find({ kind: 'pod', cluster: session.name, pod: ref })?.current()?.detail
    const known = viewed?.chart.pod.uid === pod.metadata?.uid ? viewed : undefined
    const detail = known ?? (await because({ why: 'inside' }, () => podDetailOf(session, pod)))
    return lookInside(session, pod, detail.chart, {
      reader: readerOf?.(session),
      containers,
      gate,
      signal,
    })
  }
}

async function inAppErrors<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error
    throw new AppError({ code: 'tunnel-failed', status: 502, detail: error.text, cause: error })
  }
}
