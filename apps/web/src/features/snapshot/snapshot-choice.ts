import type { PodRef } from '@portolan/contract/pod-ref'

/** What of a mesh is to be recorded. */
export const snapshotParts = ['mesh', 'namespace', 'pod'] as const
export type SnapshotPart = (typeof snapshotParts)[number]

/** What is recorded only when somebody asks for it. */
export const snapshotExtras = ['lookInside', 'logs', 'costly'] as const
export type SnapshotExtra = (typeof snapshotExtras)[number]

/** What can be chosen: with a pod in front also that pod, and its namespace. */
export function partsFor(pod: PodRef | undefined): readonly SnapshotPart[] {
  return pod === undefined ? ['mesh'] : snapshotParts
}

/** The choice as the server takes it. */
export function snapshotRequest(
  part: SnapshotPart,
  pod: PodRef | undefined,
  extras: ReadonlySet<SnapshotExtra>,
) {
  const wanted = {
    lookInside: extras.has('lookInside'),
    logs: extras.has('logs'),
    costly: extras.has('costly'),
  }
  if (pod === undefined || part === 'mesh') return wanted
  return part === 'pod' ? { pods: [pod], ...wanted } : { namespaces: [pod.namespace], ...wanted }
}
