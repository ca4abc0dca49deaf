import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodPorts } from '@portolan/contract/pods'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { observeOnce } from '../observe/observe-once.ts'
import type { PodViews } from '../pods/pod-views.ts'
import { readPodOnce } from './read-pod.ts'

/** What is being observed of a pod that somebody looks at; else every port is asked once. */
export async function observePorts(
  views: PodViews,
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<PodPorts> {
  const viewed = views.find({ kind: 'pod', cluster: session.name, pod: ref })?.current()
  if (viewed !== undefined)
    return { ...viewed.observations, pod: { ...ref, uid: viewed.detail.chart.pod.uid } }
  const { chart } = await readPodOnce(session, ref, signal)
  const { access, agent, client, clock } = session
  const observations = await observeOnce(chart, {
    access,
    agent,
    clock,
    signal,
    reviewAccess: () => client.portForwardAccess(ref.namespace, ref.name),
  })
  return { ...observations, pod: { ...ref, uid: chart.pod.uid } }
}
