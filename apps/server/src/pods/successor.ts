import type { PodRef } from '@portolan/contract/pod-ref'
import type { PodIndex } from './pod-index.ts'
import type { Workload } from './pod-workload.ts'

/** The youngest pod of the same workload that is not on its way out, for "the pod was replaced by ...". */
export function successorOf(
  index: PodIndex,
  gone: PodRef,
  workload: Workload | undefined,
): PodRef | undefined {
  if (workload === undefined) return undefined
  const youngest = index
    .summaries()
    .filter(
      (pod) => pod.namespace === gone.namespace && pod.name !== gone.name && pod.status !== 'Terminating',
    )
    .filter((pod) => pod.workload.kind === workload.kind && pod.workload.name === workload.name)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  return youngest === undefined ? undefined : { namespace: youngest.namespace, name: youngest.name }
}
