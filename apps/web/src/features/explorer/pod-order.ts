import type { PodSummary } from '@portolan/contract/pods'

const ordered = new WeakMap<readonly PodSummary[], readonly PodSummary[]>()

/**
 * Pods by namespace, workload and name. A list is put in order once; what is
 * filtered out of it stays in order, so that a key press sorts nothing.
 */
export function inTreeOrder(pods: readonly PodSummary[]): readonly PodSummary[] {
  const known = ordered.get(pods)
  if (known !== undefined) return known
  const sorted = pods.toSorted(
    (a, b) =>
      compare(a.namespace, b.namespace) ||
      compare(a.workload.name, b.workload.name) ||
      compare(a.workload.kind, b.workload.kind) ||
      compare(a.name, b.name),
  )
  ordered.set(pods, sorted)
  return sorted
}

/** By code units: names are ASCII, and there may be thousands. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
