import type { Manifest } from '@portolan/recording/manifest'
import type { OpenRecording } from '@portolan/recording/open-recording'
import { entryPaths, recordedIdentity, recordedObjects, recordedResources } from '@portolan/recording/entries'
import type { RecordedResource } from '@portolan/recording/entries'
import { kindOfResource, readKubeObject } from './kube-object.ts'
import type { KubeObject } from './kube-object.ts'
import type { MeshObjects, SandboxMesh } from './mesh.ts'
import { RecordedPods } from './meshes/recorded-pods.ts'
import { Playback } from './playback.ts'

/**
 * Plays a recording: its objects at once, what a pod answers when it is first
 * reached. A pod that replaces a recorded one answers as that one did. The
 * recording stays its owner's, who keeps it open as long as the mesh is played.
 * @throws RecordingError when an entry is not what the format says
 */
export async function recordedMesh(recording: OpenRecording): Promise<SandboxMesh> {
  const { manifest } = recording
  const objects = await objectsOf(recording, 0)
  const playback = new Playback(manifest.moments, objects, (moment) => objectsOf(recording, moment))
  const pods = new RecordedPods(recording, playback, objects.pods)
  const [first] = manifest.moments
  const last = manifest.moments.at(-1)
  const { cluster } = manifest
  const identity = recording.has(entryPaths.identity)
    ? await recording.readJson(entryPaths.identity, recordedIdentity)
    : undefined
  return {
    name: cluster.name,
    source:
      manifest.source === 'generated'
        ? { kind: 'generated' }
        : {
            kind: 'recorded',
            recordedAt: first?.startedAt ?? '',
            from: cluster.name,
            lookInside: manifest.scope.lookInside ?? false,
            ...versionOf(cluster),
          },
    kubernetesVersion: cluster.kubernetesVersion,
    objects,
    portsOf: (pod) => pods.portsOf(pod),
    insideOf: (pod) => pods.insideOf(pod),
    whyUnknown: (pod) => pods.whyUnknown(pod),
    playback,
    clock: { recordedFrom: first?.startedAt ?? '', recordedUntil: last?.endedAt ?? '' },
    ...(identity ? { identity } : {}),
  }
}

function versionOf({ istioVersion }: Manifest['cluster']): { readonly istioVersion?: string } {
  return istioVersion === undefined ? {} : { istioVersion }
}

async function objectsOf(recording: OpenRecording, moment: number): Promise<MeshObjects> {
  const found: Record<RecordedResource, readonly KubeObject[]> = {
    pods: [],
    services: [],
    namespaces: [],
    configmaps: [],
    events: [],
  }
  for (const resource of recordedResources) found[resource] = await listOf(recording, moment, resource)
  const { events, ...others } = found
  // Nothing happened, or nobody wrote down what: the second must not look like the first.
  return recording.has(entryPaths.objects(moment, 'events')) ? { ...others, events } : others
}

async function listOf(
  recording: OpenRecording,
  moment: number,
  resource: RecordedResource,
): Promise<readonly KubeObject[]> {
  const path = entryPaths.objects(moment, resource)
  // Who may not list a resource has none of it; the manifest's gaps say so.
  if (!recording.has(path)) return []
  const { items } = await recording.readJson(path, recordedObjects)
  return items.map((item) => readKubeObject({ apiVersion: 'v1', kind: kindOfResource[resource], ...item }))
}
