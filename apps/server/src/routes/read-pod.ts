import { isDeepStrictEqual } from 'node:util'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodDetail } from '@portolan/contract/pods'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { because } from '../journal/because.ts'
import { findPod } from '../pods/find-pod.ts'
import { podDetailOf } from '../pods/pod-detail.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { nothingSaid, readSelfReport } from '../pods/self-report.ts'

/** One pod with its chart: as it is being looked at already, else read once, with its own components' word where they give one. */
export async function readPod(
  views: PodViews,
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<PodDetail> {
  const viewed = views.find({ kind: 'pod', cluster: session.name, pod: ref })?.current()
  return viewed?.detail ?? readPodOnce(session, ref, signal)
}

/** Reads one pod and builds its chart, asking its own components where the rights allow. */
export async function readPodOnce(
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<PodDetail> {
  return because({ why: 'chart' }, async () => {
    const pod = await findPod(session, ref, signal)
    const detail = await podDetailOf(session, pod)
    const said = await readSelfReport(session, detail, signal)
    return isDeepStrictEqual(said, nothingSaid) ? detail : podDetailOf(session, pod, said)
  })
}
