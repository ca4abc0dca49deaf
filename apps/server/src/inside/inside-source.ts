import type { LiveEvent } from '@portolan/contract/live'
import type { LiveSource } from '../live/live-hub.ts'
import type { PodLooks } from './pod-looks.ts'

/** Feeds `inside/CLUSTER/NAMESPACE/NAME`: that there is something new to fetch. It never makes a look. */
export function openInsideSource(
  topic: string,
  looks: PodLooks,
  emit: (event: LiveEvent) => void,
): LiveSource {
  const event = (): LiveEvent => ({ kind: 'inside', topic, ...looks.state() })
  const stop = looks.listen(() => emit(event()))
  return { snapshot: event, stop }
}
