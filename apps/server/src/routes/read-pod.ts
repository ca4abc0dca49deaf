import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodDetail } from '@portolan/contract/pods'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { readEnvoyListeners } from '../pods/envoy-listeners.ts'
import { findPod } from '../pods/find-pod.ts'
import { podDetailOf } from '../pods/pod-detail.ts'
import type { PodViews } from '../pods/pod-views.ts'

/** One pod with its chart: as it is being looked at already, else read once, with Envoy's word where it gives one. */
export async function readPod(
  views: PodViews,
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<PodDetail> {
  const viewed = views.find({ kind: 'pod', cluster: session.name, pod: ref })?.current()
  return viewed?.detail ?? readPodOnce(session, ref, signal)
}

/** Reads one pod and builds its chart, asking Envoy for its listeners where the rights allow. */
export async function readPodOnce(
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<PodDetail> {
  const pod = await findPod(session, ref, signal)
  const detail = await podDetailOf(session, pod, undefined)
  if (detail.access.some(({ allowed, notice }) => !allowed && !notice)) return detail
  const listeners = await readEnvoyListeners(session.agent, detail.chart, signal)
  return listeners === undefined ? detail : podDetailOf(session, pod, listeners)
}
