import { matrixRoutes } from '@portolan/contract/matrix-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { Router } from 'express'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import type { Clusters } from '../cluster/clusters.ts'
import type { LookBook } from '../inside/look-book.ts'
import { because } from '../journal/because.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { route } from '../route.ts'
import { buildMatrix } from './build-matrix.ts'
import { EndpointBook } from './endpoint-book.ts'
import { KeptRows } from './kept-rows.ts'
import { lookSightings, probeSightings } from './sightings.ts'

type MatrixParts = { readonly clusters: Clusters; readonly views: PodViews; readonly looks: LookBook }

/** How long the first list of pods may take before the answer goes out as it is, in milliseconds. */
const listPatience = 5_000

/** The ports of all pods. */
export function serveMatrix(router: Router, parts: MatrixParts): void {
  const { clusters } = parts
  const book = new EndpointBook()
  const rowsOf = new WeakMap<ClusterSession, KeptRows>()

  route(router, matrixRoutes.portMatrix, async ({ params, signal }) =>
    because({ why: 'matrix' }, async () => {
      const session = clusters.get(params.cluster)
      await Promise.race([session.index.settled(), session.clock.pause(listPatience, signal)])
      const { said: istiod, endpoints } = book.of(session)
      const sightingsOf = (ref: PodRef, uid: string | undefined) => seenOf(parts, session, ref, uid)
      const kept = rowsOf.get(session) ?? new KeptRows()
      rowsOf.set(session, kept)
      return buildMatrix(session, { istiod, endpoints, sightingsOf, kept }, signal)
    }),
  )

  route(router, matrixRoutes.askIstiodEndpoints, async ({ params, signal }) =>
    because({ why: 'matrix' }, () => book.ask(clusters.get(params.cluster), signal)),
  )
}

/** What was seen of one pod; of another pod that had its name before, nothing. */
function seenOf(
  { views, looks }: MatrixParts,
  session: ClusterSession,
  ref: PodRef,
  uid: string | undefined,
) {
  const observed = views.lastObserved({ kind: 'pod', cluster: session.name, pod: ref })
  if (observed === undefined || observed.detail.chart.pod.uid !== uid) return []
  const { detail, observations } = observed
  const look = looks.latest(session, ref)
  return [
    ...probeSightings(detail.chart, observations),
    ...(look === undefined ? [] : lookSightings(detail.chart, look)),
  ]
}
