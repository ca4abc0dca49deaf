import { envoyAnswerBytes } from '@portolan/contract/envoy'
import { envoyRoutes } from '@portolan/contract/envoy-routes'
import type { Router } from 'express'
import type { Clusters } from '../cluster/clusters.ts'
import { because } from '../journal/because.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { streamRoute } from '../route.ts'
import { rethrow } from '../routes/rethrow.ts'
import { envoyRequest } from './envoy-request.ts'
import { envoyOf } from './envoy-target.ts'
import { streamEnvoy } from './stream-envoy.ts'
import { WaitingLines } from './waiting-lines.ts'

/** Longest wait behind other people's heavy questions to the same Envoy, in milliseconds. */
const patienceInLine = 300_000

export type EnvoyParts = {
  readonly clusters: Clusters
  readonly views: PodViews
  readonly stopping: AbortSignal
}

/** Questions to a pod's Envoy. What is heavy for its main thread is asked one at a time of each, whoever asks. */
export function serveEnvoy(router: Router, { clusters, views, stopping }: EnvoyParts): void {
  const lines = new WaitingLines()

  streamRoute(router, envoyRoutes.askEnvoy, ({ params, query, gone, response }) =>
    because({ why: 'envoy' }, async () => {
      const session = clusters.get(params.cluster)
      const { namespace, pod: name, question } = params
      const signal = AbortSignal.any([gone, stopping, session.signal])
      const { target, port } = await rethrow(envoyOf(views, session, { namespace, name }, signal))
      const request = envoyRequest(port, question, query)
      const maxBytes = query.maxBytes ?? envoyAnswerBytes.usual
      const isRecorded = clusters.modeOf(session.name).kind === 'recorded'
      const key = `${target.uid}:${target.port}`
      const ask = () =>
        streamEnvoy(session.agent, target, request, { response, signal, maxBytes, isRecorded })
      if (!request.isHeavy) return ask()
      await lines.run(key, { signal, clock: session.clock, patience: patienceInLine }, ask)
    }),
  )
}
