import type { AccessAnswer } from '@portolan/contract/access'
import type { ChartPort } from '@portolan/contract/chart'
import type { PodHealth } from '@portolan/contract/health'
import type { PortObservation } from '@portolan/contract/observation'
import type { PodRef } from '@portolan/contract/pod-ref'
import { healthChainOf } from '@portolan/inside/health/health-chain-of'
import type * as z from 'zod/mini'
import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { ClusterClient } from '../cluster/cluster-client.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { attempt } from '../cluster/read.ts'
import { because } from '../journal/because.ts'
import { observeOnce } from '../observe/observe-once.ts'
import type { PodView } from '../pods/pod-view.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { readPodOnce } from '../routes/read-pod.ts'
import { healthPod } from './health-objects.ts'
import { readEvents } from './read-events.ts'

/** A prober that has just begun is given so long to ask every port once, in milliseconds. */
const firstAnswers = 3_000
const betweenLooks = 150

type Observed = {
  readonly how: PodHealth['observed']
  readonly ports: readonly ChartPort[]
  readonly observations: readonly PortObservation[]
}

/**
 * How well a pod is: the pod as the API server has it now, its events where
 * they may be read, and its ports as they are being observed; where nobody
 * looks at them, they are asked once. Nothing is executed.
 * @throws AppError `pod-gone`; ClusterError
 */
export async function readHealth(
  views: PodViews,
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<PodHealth> {
  return because({ why: 'chart' }, async () => {
    const { client, clock } = session
    const pod = await readWholePod(client, ref, signal)
    const uid = pod.metadata?.uid ?? ''
    const runs = pod.status?.phase === 'Running' || pod.status?.phase === 'Unknown'
    const [events, observed, logs] = await Promise.all([
      readEvents(client, { ...ref, uid }, signal),
      runs ? observe(views, session, ref, uid, signal) : nothingToObserve,
      attempt(logAccess(client, ref)),
    ])
    const chain = healthChainOf({
      pod,
      ports: observed.ports,
      observations: observed.observations,
      events: events.kind === 'read' ? events.events : undefined,
      now: clock.date(),
    })
    return {
      ...chain,
      pod: { namespace: ref.namespace, name: ref.name, uid },
      at: clock.date().toISOString(),
      events,
      observed: observed.how,
      ...(logs.kind === 'read' ? { logs: logs.value } : {}),
    }
  })
}

/** The right to read what containers wrote. */
export async function logAccess(client: ClusterClient, ref: PodRef): Promise<AccessAnswer> {
  const need = {
    verb: 'get',
    resource: 'pods',
    subresource: 'log',
    namespace: ref.namespace,
    name: ref.name,
  }
  const { allowed, reason } = await client.review(need)
  return { need, allowed, notice: false, ...(reason === undefined ? {} : { reason }) }
}

async function readWholePod(
  client: ClusterClient,
  { namespace, name }: PodRef,
  signal: AbortSignal,
): Promise<z.infer<typeof healthPod>> {
  try {
    return await client.getJson(`/api/v1/namespaces/${namespace}/pods/${name}`, healthPod, { signal })
  } catch (error) {
    if (!(error instanceof ClusterError) || error.code !== 'not-found') throw error
    throw new AppError({
      code: 'pod-gone',
      status: 404,
      detail: `There is no pod ${name} in ${namespace}. It may have been deleted or replaced.`,
      cause: error,
    })
  }
}

const nothingToObserve: Observed = { how: 'not-running', ports: [], observations: [] }

async function observe(
  views: PodViews,
  session: ClusterSession,
  ref: PodRef,
  uid: string,
  signal: AbortSignal,
): Promise<Observed> {
  const view = views.find({ kind: 'pod', cluster: session.name, pod: ref })
  const viewed = view === undefined ? undefined : await firstLook(view, session, signal)
  if (viewed?.detail.chart.pod.uid === uid) {
    const { detail, observations } = viewed
    return { how: 'watched', ports: detail.chart.ports, observations: observations.ports }
  }
  const { chart } = await readPodOnce(session, ref, signal)
  const { access, agent, client, clock } = session
  const { ports } = await observeOnce(chart, {
    access,
    agent,
    clock,
    signal,
    reviewAccess: () => client.portForwardAccess(ref.namespace, ref.name),
  })
  return { how: 'once', ports: chart.ports, observations: ports }
}

/** What is being observed; of a pod that was opened a moment ago, once each port was asked or the patience is over. */
async function firstLook(
  view: PodView,
  { clock }: ClusterSession,
  signal: AbortSignal,
): Promise<ReturnType<PodView['current']>> {
  const began = clock.now()
  for (;;) {
    const current = view.current()
    const isWhole =
      current !== undefined && current.observations.ports.length >= current.detail.chart.ports.length
    if (isWhole || signal.aborted || clock.now() - began > firstAnswers) return current
    await clock.pause(betweenLooks, signal)
  }
}
