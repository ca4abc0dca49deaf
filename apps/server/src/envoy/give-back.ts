import { AppError } from '../app-error.ts'
import { ClusterError } from '../cluster/cluster-error.ts'
import type { PodObject } from '../cluster/kube-objects.ts'
import type { PendingReturn } from './pending-return.ts'
import { listLevels, setLevels } from './tell-envoy.ts'

/**
 * Sets the earlier levels of one return, if that Envoy is still the one that was
 * changed, and only where the level is still what was set. The pod is asked of
 * the API server itself: a watch may be behind. Ends the return, or throws.
 * @throws AppError, ClusterError when the way to the pod fails
 */
export async function giveBack(pending: PendingReturn, signal: AbortSignal): Promise<void> {
  const { session, envoy, level } = pending.order
  const { target } = envoy
  const pod = await session.client.pod(target.namespace, target.pod, signal).catch((error: unknown) => {
    if (error instanceof ClusterError && error.code === 'not-found') return undefined
    throw error
  })
  if (pod?.metadata?.uid !== target.uid) return pending.end('pod-gone')
  if (restartsOf(pod, envoy.container) !== envoy.restarts) return pending.end('restarted')

  const way = { agent: session.agent, target, signal }
  const present = await listLevels(way)
  const earlier = Object.entries(pending.earlier)
  const own = earlier.filter(([name]) => present[name] === level)
  const left = earlier.flatMap(([name]) => (present[name] === level ? [] : [name]))
  if (own.length === 0) return pending.end('changed-by-others', { left })
  await setLevels(way, Object.fromEntries(own))
  const after = await listLevels(way)
  const isBack = own.every(([name, wanted]) => after[name] === wanted)
  if (!isBack) {
    const detail = 'Envoy took the earlier levels and does not have them.'
    throw new AppError({ code: 'answer-broken', status: 502, detail })
  }
  pending.end('returned', left.length === 0 ? {} : { left })
}

/** How often a container was restarted. */
export function restartsOf({ status }: PodObject, container: string): number {
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])]
  return statuses.find(({ name }) => name === container)?.restartCount ?? 0
}
