import type { PodRef } from '@portolan/contract/pod-ref'

/** What of a mesh is to be recorded. */
export const snapshotParts = ['mesh', 'namespace', 'pod'] as const
export type SnapshotPart = (typeof snapshotParts)[number]

/** What can be chosen: with a pod in front also that pod, and its namespace. */
export function partsFor(pod: PodRef | undefined): readonly SnapshotPart[] {
  return pod === undefined ? ['mesh'] : snapshotParts
}

/** The choice as the server takes it. */
export function snapshotRequest(part: SnapshotPart, pod: PodRef | undefined, costly: boolean) {
  if (pod === undefined || part === 'mesh') return { costly }
  return part === 'pod' ? { pods: [pod], costly } : { namespaces: [pod.namespace], costly }
}
