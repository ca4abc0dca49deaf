import type { PodSummary } from '@portolan/contract/pods'
import type { PodBookmark } from '../../documents/stored-layout.ts'

/**
 * The pod that a pin stands for: the very one, else the youngest of its
 * workload, because pods are replaced and who pinned one meant what runs in it.
 */
export function podOfPin(pin: PodBookmark, pods: readonly PodSummary[]): PodSummary | undefined {
  const inSpace = pods.filter(({ namespace }) => namespace === pin.namespace)
  const itself = inSpace.find(({ name }) => name === pin.name)
  if (itself !== undefined || pin.workload === undefined) return itself
  const { kind, name } = pin.workload
  return inSpace
    .filter(({ workload }) => workload.kind === kind && workload.name === name)
    .filter(({ status }) => status !== 'Terminating')
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]
}

/** What is kept of a pod. */
export function pinOf(cluster: string, { namespace, name, workload }: PodSummary): PodBookmark {
  return { cluster, namespace, name, workload }
}
