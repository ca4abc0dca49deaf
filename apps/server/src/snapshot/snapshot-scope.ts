import type { PodRef } from '@portolan/contract/pod-ref'
import { formatPodRef } from '@portolan/contract/pod-ref'

/** What is to be recorded. With neither namespaces nor pods it is the whole mesh. */
export type SnapshotScope = {
  readonly namespaces: readonly string[]
  readonly pods: readonly PodRef[]
  /** Profiles and everything else that costs the components something is asked for, too. */
  readonly costly: boolean
  /** A command is executed in each running container, to look inside. */
  readonly lookInside: boolean
  /** What containers wrote is recorded, too. It is free text: no rule can say that nothing secret is in it. */
  readonly logs: boolean
}

export function isWholeMesh({ namespaces, pods }: SnapshotScope): boolean {
  return namespaces.length === 0 && pods.length === 0
}

/** Whether the ports of this pod are to be recorded. */
export function isInScope(scope: SnapshotScope, pod: PodRef): boolean {
  const wanted = formatPodRef(pod)
  return (
    isWholeMesh(scope) ||
    scope.namespaces.includes(pod.namespace) ||
    scope.pods.some((one) => formatPodRef(one) === wanted)
  )
}

/** The scope as the manifest tells it. */
export function manifestScope({ namespaces, pods, costly, lookInside, logs }: SnapshotScope) {
  return {
    ...(namespaces.length === 0 ? {} : { namespaces: [...namespaces] }),
    ...(pods.length === 0 ? {} : { pods: pods.map(formatPodRef) }),
    costly,
    ...(lookInside ? { lookInside } : {}),
    ...(logs ? { logs } : {}),
  }
}
