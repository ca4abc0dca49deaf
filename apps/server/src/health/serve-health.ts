import { healthRoutes } from '@portolan/contract/health-routes'
import type { Router } from 'express'
import { AppError } from '../app-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { Clusters } from '../cluster/clusters.ts'
import { because } from '../journal/because.ts'
import { accessEvidence } from '../observe/access-evidence.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { route, streamRoute } from '../route.ts'
import { rethrow } from '../routes/rethrow.ts'
import { logAccess, readHealth } from './read-health.ts'
import { streamLogs } from './stream-logs.ts'

/** Logs that may be followed at once per cluster and identity: each holds a connection to a kubelet. */
const mostFollowed = 30

export type HealthParts = {
  readonly clusters: Clusters
  readonly views: PodViews
  readonly stopping: AbortSignal
}

/** A pod's health and what its containers wrote. Nothing here executes anything. */
export function serveHealth(router: Router, { clusters, views, stopping }: HealthParts): void {
  const followed = new WeakMap<ClusterSession, number>()

  route(router, healthRoutes.podHealth, async ({ params, signal }) => {
    const ref = { namespace: params.namespace, name: params.pod }
    return rethrow(readHealth(views, clusters.get(params.cluster), ref, signal))
  })

  streamRoute(router, healthRoutes.podLogs, async ({ params, query, gone, response }) => {
    const session = clusters.get(params.cluster)
    const ref = { namespace: params.namespace, name: params.pod }
    const evidence = accessEvidence([await rethrow(logAccess(session.client, ref))])
    if (evidence !== undefined) {
      const detail = 'text' in evidence ? evidence.text : undefined
      throw new AppError({ code: 'forbidden', status: 403, detail, evidence })
    }
    const count = query.follow === 'true' ? query.container.split(',').length : 0
    const held = followed.get(session) ?? 0
    if (held + count > mostFollowed) {
      const detail = `${held} logs are followed already. Stop following one of them.`
      throw new AppError({ code: 'too-many-requests', status: 429, detail })
    }
    followed.set(session, held + count)
    try {
      const signal = AbortSignal.any([gone, stopping, session.signal])
      await because({ why: 'logs' }, () =>
        rethrow(streamLogs(session.client, ref, query, { response, signal })),
      )
    } finally {
      followed.set(session, (followed.get(session) ?? count) - count)
    }
  })
}
