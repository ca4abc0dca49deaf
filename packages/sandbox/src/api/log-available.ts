import { objectAt, textAt, valueAt } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'
import { statusOfContainer } from './container-asked.ts'

/** Which run of a container a log is of, or why there is none in the kubelet's words. */
export type LogAvailable =
  | { readonly kind: 'run'; readonly previous: boolean }
  | { readonly kind: 'none'; readonly words: string }

/**
 * Whether a container has a log. Of one that waits to be started again it is
 * that of its last run.
 * @see kubernetes: pkg/kubelet/kubelet_pods.go, validateContainerLogStatus
 */
export function logAvailable(pod: KubeObject, container: string, previous: boolean): LogAvailable {
  const which = `${JSON.stringify(container)} in pod ${JSON.stringify(pod.metadata.name)}`
  const status = statusOfContainer(pod, container)
  if (!status) return { kind: 'none', words: `container ${which} is not available` }
  const state = objectAt(status, 'state')
  const ranBefore = valueAt(status, 'lastState', 'terminated') !== undefined
  if (previous) {
    if (!ranBefore) return { kind: 'none', words: `previous terminated container ${which} not found` }
    return { kind: 'run', previous: true }
  }
  if ('running' in state || 'terminated' in state) return { kind: 'run', previous: false }
  if (ranBefore) return { kind: 'run', previous: true }
  return {
    kind: 'none',
    words: `container ${which} is waiting to start${waitingFor(textAt(state, 'waiting', 'reason'))}`,
  }
}

function waitingFor(reason: string | undefined): string {
  switch (reason) {
    case undefined:
      return ' - no logs yet'
    case 'ErrImagePull':
      return ": image can't be pulled"
    case 'ImagePullBackOff':
      return ': trying and failing to pull image'
    default:
      return `: ${reason}`
  }
}
