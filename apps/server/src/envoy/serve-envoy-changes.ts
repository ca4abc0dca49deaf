import type { AskedLogLevel, LogLevelChange } from '@portolan/contract/envoy'
import { envoyRoutes } from '@portolan/contract/envoy-routes'
import type { PodRef } from '@portolan/contract/pod-ref'
import { Gate } from '@portolan/tunnel/gate'
import type { Router } from 'express'
import { AppError } from '../app-error.ts'
import { asAppError, ClusterError } from '../cluster/cluster-error.ts'
import type { Clusters } from '../cluster/clusters.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { attempt } from '../cluster/read.ts'
import { because } from '../journal/because.ts'
import type { Log } from '../log.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { route } from '../route.ts'
import { rethrow } from '../routes/rethrow.ts'
import { changeLogLevel } from './change-log-level.ts'
import { notListed } from './envoy-request.ts'
import { envoyOf } from './envoy-target.ts'
import type { EnvoyTarget } from './envoy-target.ts'
import type { ReturnBook } from './return-book.ts'
import { resetCounters } from './tell-envoy.ts'
import { workloadPods } from './workload-pods.ts'

/** Pods of one workload that are changed at once. */
const mostAtOnce = 4
/** How long the change of one pod may take, in milliseconds; it is not broken off when who ordered it goes away. */
const changeDeadline = 15_000

export type EnvoyChangeParts = {
  readonly clusters: Clusters
  readonly views: PodViews
  readonly returns: ReturnBook
  /** With --read-only, nothing is changed. */
  readonly readOnly: boolean
  readonly audit: Log
}

/** What changes a pod's Envoy, on order, when confirmed, with a line in the audit log. */
export function serveEnvoyChanges(router: Router, parts: EnvoyChangeParts): void {
  const { views, returns, audit } = parts

  route(router, envoyRoutes.setLogLevel, ({ params, body, signal }) =>
    because({ why: 'envoy' }, async () => {
      const session = changeable(parts, params.cluster, body.confirmed)
      // A return is done in somebody's name, which the API server knows.
      if (session.client.user === undefined) await attempt(session.client.identity())
      const ref = { namespace: params.namespace, name: params.pod }
      const { logger, level, workload, returnAfterSeconds } = body
      const pods = workload === true ? await rethrow(workloadPods(session, ref, signal)) : [ref]
      const names = pods.map(({ name }) => name)
      const { namespace } = ref
      audit.info(
        { cluster: session.name, namespace, pods: names, logger, level, returnAfterSeconds },
        'log levels of an Envoy are changed',
      )
      const change = (pod: PodRef) => changeOne(parts, session, pod, body)
      if (workload !== true) return { pods: [await rethrow(change(ref))] }
      const gate = new Gate(mostAtOnce)
      // Whose turn never came when the order was given up is not changed.
      return { pods: await Promise.all(pods.map((pod) => gate.run(signal, () => settled(pod, change(pod))))) }
    }),
  )

  route(router, envoyRoutes.resetCounters, ({ params, body }) =>
    because({ why: 'envoy' }, async () => {
      const session = changeable(parts, params.cluster, body.confirmed)
      const ref = { namespace: params.namespace, name: params.pod }
      audit.info({ cluster: session.name, ...ref }, 'the counters of an Envoy are set to zero')
      const signal = AbortSignal.any([session.signal, AbortSignal.timeout(changeDeadline)])
      const envoy = await rethrow(envoyOf(views, session, ref, signal))
      mayChange(envoy, '/reset_counters')
      await resetCounters({ agent: session.agent, target: envoy.target, signal })
      return {}
    }),
  )

  route(router, envoyRoutes.logLevelReturns, async () => ({ returns: [...returns.list()] }))

  route(router, envoyRoutes.returnLogLevelNow, async ({ params }) => {
    if (parts.readOnly) throw readOnlyRefusal()
    audit.info({ id: params.id }, 'log levels of an Envoy are set back now')
    return returns.now(params.id)
  })

  route(router, envoyRoutes.keepLogLevel, async ({ params }) => {
    audit.info({ id: params.id }, 'log levels of an Envoy are kept')
    return returns.keep(params.id)
  })
}

async function changeOne(
  { views, returns }: EnvoyChangeParts,
  session: ClusterSession,
  ref: PodRef,
  asked: AskedLogLevel,
): Promise<LogLevelChange> {
  const signal = AbortSignal.any([session.signal, AbortSignal.timeout(changeDeadline)])
  const envoy = await envoyOf(views, session, ref, signal)
  mayChange(envoy, '/logging')
  return changeLogLevel(returns, { session, envoy, ref }, asked, signal)
}

/** Of many pods one that fails does not hide the others. */
async function settled(pod: PodRef, change: Promise<LogLevelChange>): Promise<LogLevelChange> {
  try {
    return await change
  } catch (thrown) {
    const error = thrown instanceof ClusterError ? asAppError(thrown) : thrown
    if (!(error instanceof AppError)) throw error
    return { kind: 'failed', pod, code: error.code, text: error.message }
  }
}

/** @throws AppError when nothing may be changed here, or nobody confirmed it */
function changeable(
  { clusters, readOnly }: EnvoyChangeParts,
  cluster: string,
  confirmed: boolean | undefined,
): ClusterSession {
  if (readOnly) throw readOnlyRefusal()
  if (clusters.modeOf(cluster).kind === 'recorded') {
    const detail = 'This is a recording: it plays what was so, and nothing in it can be changed.'
    throw new AppError({ code: 'recording-unchangeable', status: 409, detail })
  }
  if (confirmed !== true) {
    const detail = 'This changes an Envoy that others use, too; confirm to do it.'
    throw new AppError({ code: 'confirmation-needed', status: 409, detail })
  }
  return clusters.get(cluster)
}

/** @throws AppError when the catalog does not list it, or lists it as worse than a change */
function mayChange({ port }: EnvoyTarget, path: string): void {
  const endpoint = port.endpoints.find((one) => one.method === 'POST' && one.path === path)
  if (endpoint?.danger === 'mutating') return
  throw new AppError({ code: 'endpoint-not-listed', status: 403, detail: notListed(path) })
}

function readOnlyRefusal(): AppError {
  return new AppError({ code: 'forbidden', status: 403, detail: 'Portolan was started with --read-only.' })
}
