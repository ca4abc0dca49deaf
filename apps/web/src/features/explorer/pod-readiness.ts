import type { PodSummary } from '@portolan/contract/pods'

/** What one glance at a pod's containers tells. */
export type Readiness = 'ready' | 'partly' | 'none' | 'finished'

export function readinessOf(pod: PodSummary): Readiness {
  if (pod.phase === 'Succeeded') return 'finished'
  const { ready, total } = pod.ready
  if (pod.status === 'Running' && ready === total) return 'ready'
  return ready === 0 ? 'none' : 'partly'
}

/** Something that a person on call wants to know of: not ready, and not because it is done. */
export function needsAttention(pod: PodSummary): boolean {
  const readiness = readinessOf(pod)
  return readiness !== 'ready' && readiness !== 'finished'
}
