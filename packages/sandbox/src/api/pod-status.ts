import { listAt, numberAt, textAt, valueAt } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'

/** kubectl's READY, STATUS and RESTARTS of a pod. */
export type PodStatus = { readonly ready: string; readonly status: string; readonly restarts: string }

/** @see kubernetes: pkg/printers/internalversion/printers.go, printPod (the common cases of it) */
export function podStatusOf(pod: KubeObject): PodStatus {
  const native = new Set(
    listAt(pod, 'spec', 'initContainers')
      .filter((container) => textAt(container, 'restartPolicy') === 'Always')
      .map((container) => textAt(container, 'name')),
  )
  const sidecars = listAt(pod, 'status', 'initContainerStatuses').filter((one) =>
    native.has(textAt(one, 'name')),
  )
  const containers = listAt(pod, 'status', 'containerStatuses')
  const counted = [...sidecars, ...containers]
  const ready = counted.filter((one) => valueAt(one, 'ready') === true).length
  const restarts = counted.reduce<number>((sum, one) => sum + (numberAt(one, 'restartCount') ?? 0), 0)
  const total = native.size + listAt(pod, 'spec', 'containers').length
  return { ready: `${ready}/${total}`, status: statusWord(pod, containers), restarts: String(restarts) }
}

function statusWord(pod: KubeObject, containers: readonly unknown[]): string {
  if (pod.metadata.deletionTimestamp) return 'Terminating'
  const reasons = containers.flatMap(
    (one) => textAt(one, 'state', 'waiting', 'reason') ?? textAt(one, 'state', 'terminated', 'reason') ?? [],
  )
  const phase = textAt(pod, 'status', 'reason') ?? textAt(pod, 'status', 'phase') ?? 'Unknown'
  if (phase === 'Running' && reasons[0] === 'Completed') return 'Running'
  return reasons[0] ?? phase
}
