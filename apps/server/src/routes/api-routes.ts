import { openApiDocument, openApiPath } from '@portolan/contract/openapi'
import { routes } from '@portolan/contract/routes'
import type { Session } from '@portolan/contract/session'
import express from 'express'
import type { Router } from 'express'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { Clusters } from '../cluster/clusters.ts'
import type { ReturnBook } from '../envoy/return-book.ts'
import { serveEnvoyChanges } from '../envoy/serve-envoy-changes.ts'
import { serveEnvoy } from '../envoy/serve-envoy.ts'
import { serveIstiodDump } from '../envoy/serve-istiod-dump.ts'
import { fileRoutes } from '../files/file-routes.ts'
import { filesOfSession } from '../files/offered-files.ts'
import type { OfferedFile } from '../files/offered-files.ts'
import { serveHealth } from '../health/serve-health.ts'
import { serveInside } from '../inside/inside-routes.ts'
import type { LookBook } from '../inside/look-book.ts'
import type { PodReader } from '../inside/pod-reader.ts'
import { requestRoutes } from '../journal/request-routes.ts'
import type { LiveHub } from '../live/live-hub.ts'
import { liveRoute } from '../live/live-route.ts'
import { serveMatrix } from '../matrix/serve-matrix.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { recordingRoutes } from '../recordings/recording-routes.ts'
import { route } from '../route.ts'
import { snapshotRoutes } from '../snapshot/snapshot-routes.ts'
import type { SnapshotShelf } from '../snapshot/snapshot-shelf.ts'
import type { TaskBook } from '../tasks/task-book.ts'
import { taskRoutes } from '../tasks/task-routes.ts'
import { observePorts } from './observe-ports.ts'
import { openRaw } from './open-raw.ts'
import type { OpenRawParts } from './open-raw.ts'
import { readPod } from './read-pod.ts'
import { rethrow } from './rethrow.ts'

export type ApiParts = OpenRawParts & {
  readonly clusters: Clusters
  readonly views: PodViews
  readonly hub: LiveHub
  readonly tasks: TaskBook
  readonly shelf: SnapshotShelf
  readonly looks: LookBook
  readonly returns: ReturnBook
  readonly readerOf: ((session: ClusterSession) => PodReader) | undefined
  readonly stopping: AbortSignal
  readonly session: Omit<Session, 'clusters' | 'files'>
  readonly files?: readonly OfferedFile[]
}

/** How long the first list may take before the answer goes out as it is, in milliseconds. */
const listPatience = 5_000

/** Everything under /api. The contract's table says what each takes and answers. */
export function apiRoutes(parts: ApiParts): Router {
  const { clusters, views, hub, tasks, shelf, looks, stopping, session, files = [] } = parts
  const router = express.Router()

  route(router, routes.session, async () => ({
    ...session,
    clusters: clusters.list(),
    ...filesOfSession(files),
  }))

  route(router, routes.cluster, async ({ params }) => clusters.get(params.cluster).info())

  route(router, routes.pods, async ({ params, signal }) => {
    const { index, clock } = clusters.get(params.cluster)
    await Promise.race([index.settled(), clock.pause(listPatience, signal)])
    return { pods: index.summaries(), watch: index.watchState() }
  })

  route(router, routes.pod, async ({ params, signal }) =>
    rethrow(
      readPod(views, clusters.get(params.cluster), { namespace: params.namespace, name: params.pod }, signal),
    ),
  )

  route(router, routes.ports, async ({ params, signal }) =>
    rethrow(
      observePorts(
        views,
        clusters.get(params.cluster),
        { namespace: params.namespace, name: params.pod },
        signal,
      ),
    ),
  )

  route(router, routes.openRaw, async ({ params, body, signal }) =>
    rethrow(openRaw(parts, params, body.confirmed === true, signal)),
  )

  serveInside(router, {
    clusters,
    views,
    looks,
    readerOf: parts.readerOf,
    readOnly: session.readOnly,
    audit: parts.audit,
  })
  serveHealth(router, { clusters, views, stopping })
  serveEnvoy(router, { clusters, views, stopping })
  serveIstiodDump(router, clusters)
  serveEnvoyChanges(router, {
    clusters,
    views,
    returns: parts.returns,
    readOnly: session.readOnly,
    audit: parts.audit,
  })
  serveMatrix(router, { clusters, views, looks })
  requestRoutes(router, clusters.journal)
  taskRoutes(router, tasks)
  snapshotRoutes(router, { clusters, tasks, shelf, exec: session.exec, audit: parts.audit })
  recordingRoutes(router, { clusters, stopping })
  fileRoutes(router, files)
  liveRoute(router, { hub, stopping })

  const document = openApiDocument(session.version)
  router.get(openApiPath, (_request, response) => {
    response.json(document)
  })
  return router
}
