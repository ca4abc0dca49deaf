import type { PodRef } from '@portolan/contract/pod-ref'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { findPod } from '../pods/find-pod.ts'
import { refOf } from '../pods/pod-index.ts'
import { workloadOf } from '../pods/pod-workload.ts'

/**
 * The pods of the workload that this pod belongs to, itself among them, without
 * those that have ended; by name.
 * @throws AppError `pod-gone`; ClusterError
 */
export async function workloadPods(
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<readonly PodRef[]> {
  const pod = await findPod(session, ref, signal)
  const { kind, name } = workloadOf(pod)
  const others = Array.from(session.index.all()).filter((one) => {
    const phase = one.status?.phase
    const workload = workloadOf(one)
    return (
      one.metadata?.namespace === ref.namespace &&
      one.metadata.name !== ref.name &&
      workload.kind === kind &&
      workload.name === name &&
      phase !== 'Succeeded' &&
      phase !== 'Failed'
    )
  })
  return [ref, ...others.map(refOf)].toSorted((a, b) => a.name.localeCompare(b.name))
}
