import { containersOf } from '@portolan/catalog/pod-containers'
import type { ContainerStatus } from '@portolan/catalog/chart-inputs'
import type { InsideContainer } from '@portolan/contract/inside'
import type { PodObject } from '../cluster/kube-objects.ts'
import { debugContainersIn, isDebugContainer } from './debug-containers-in.ts'

/** A container as far as a look needs to know it before anything is executed. */
export type ContainerInside = Omit<InsideContainer, 'outcome'> & {
  /** Kubernetes' words for why there is no process to look at; `undefined` while it runs. */
  readonly notRunning: string | undefined
  /** The running debug container that sees its processes; read there, and not in itself. */
  readonly seenFrom: string | undefined
}

/** Every container of a pod, init containers first, ephemeral ones last; debug containers of ours are part of what they show. */
export function containersInside(pod: PodObject): readonly ContainerInside[] {
  const seenFrom = debugContainersIn(pod)
  const placed = containersOf(pod).map(({ container, kind, status }): ContainerInside => ({
    name: container.name,
    role: kind === 'container' ? 'container' : 'init',
    image: container.image ?? status?.image ?? '',
    notRunning: whyNotRunning(status?.state, pod.status?.phase),
    seenFrom: seenFrom.get(container.name),
  }))
  const others = (pod.spec?.ephemeralContainers ?? []).filter(({ name }) => !isDebugContainer(name))
  const ephemeral = others.map(({ name, image }): ContainerInside => {
    const status = pod.status?.ephemeralContainerStatuses?.find((one) => one.name === name)
    return {
      name,
      role: 'ephemeral',
      image: image ?? status?.image ?? '',
      notRunning: whyNotRunning(status?.state, pod.status?.phase),
      seenFrom: seenFrom.get(name),
    }
  })
  return [...placed, ...ephemeral]
}

type ContainerState = NonNullable<ContainerStatus['state']>

/** Kubernetes' words for why a container has no process; `undefined` for one that runs. */
export function whyNotRunning(
  state: ContainerState | undefined,
  phase: string | undefined,
): string | undefined {
  if (state?.running !== undefined) return undefined
  if (state?.waiting !== undefined) return words('waiting', state.waiting.reason, state.waiting.message)
  if (state?.terminated !== undefined) {
    const { reason, message, exitCode } = state.terminated
    return words('terminated', reason, exitCode === undefined ? undefined : `exit code ${exitCode}`, message)
  }
  return words('no state', phase === undefined ? undefined : `the pod is ${phase}`)
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(': ')
}
