import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { isJsonObject, listAt, textAt, type JsonObject } from './json-value.ts'
import { readKubeObject, type KubeObject } from './kube-object.ts'
import { portsOfRecording } from './meshes/recorded-ports.ts'
import type { SandboxMesh } from './mesh.ts'
import type { PodPorts } from './pods/pod-port.ts'

/**
 * Where the recording that ships with Portolan may be, seen from this module:
 * in its package, beside the bundle, or in the repository that the bundle was
 * built in.
 */
const places = ['../recordings/lab/', 'recordings/lab/', '../../../packages/sandbox/recordings/lab/']

/** There is no recording in any of these folders. */
export class NoRecordingError extends Error {
  override readonly name = 'NoRecordingError'
  readonly lookedIn: readonly string[]

  constructor(folders: readonly URL[]) {
    const lookedIn = folders.map((folder) => fileURLToPath(folder))
    super(`There is no recording (${objectsFile}) in ${lookedIn.join(', nor in ')}.`)
    this.lookedIn = lookedIn
  }
}

const objectsFile = 'mesh.json.gz'

function firstWithRecording(folders: readonly URL[]): URL {
  const found = folders.find((folder) => existsSync(fileURLToPath(new URL(objectsFile, folder))))
  if (!found) throw new NoRecordingError(folders)
  return found
}

/**
 * Reads a recorded mesh: its objects at once, what each pod answers when it is
 * first reached. A pod that replaces a recorded one answers as that one did.
 * @param from holds `mesh.json.gz` and `pods/`; the shipped recording when left out
 * @throws NoRecordingError when the folder holds none; Error when what it holds cannot be read
 */
export function loadRecordedMesh(from?: URL): SandboxMesh {
  const folder = firstWithRecording(
    from === undefined ? places.map((place) => new URL(place, import.meta.url)) : [from],
  )
  const mesh = readRecording(new URL(objectsFile, folder))
  const objects = (resource: string, kind: string): readonly KubeObject[] =>
    listAt(mesh, 'objects', resource).map((one) =>
      readKubeObject({ apiVersion: 'v1', kind, ...(isJsonObject(one) ? one : {}) }),
    )
  const pods = objects('pods', 'Pod')
  const known = new Map<string, PodPorts>()
  const portsAt = (recorded: KubeObject): PodPorts => {
    const file = new URL(`pods/${recorded.metadata.namespace}_${recorded.metadata.name}.json.gz`, folder)
    return existsSync(fileURLToPath(file)) ? portsOfRecording(readRecording(file)) : new Map()
  }
  return {
    name: 'lab',
    source: {
      kind: 'recorded',
      recordedAt: textAt(mesh, 'recordedAt') ?? '',
      from: textAt(mesh, 'from') ?? 'a mesh',
    },
    kubernetesVersion: textAt(mesh, 'kubernetesVersion') ?? 'v1.34.4',
    objects: {
      pods,
      services: objects('services', 'Service'),
      namespaces: objects('namespaces', 'Namespace'),
      configmaps: objects('configmaps', 'ConfigMap'),
    },
    portsOf: (pod) => {
      const recorded = recordedFor(pods, pod)
      if (!recorded) return new Map()
      const ports = known.get(recorded.metadata.uid) ?? portsAt(recorded)
      known.set(recorded.metadata.uid, ports)
      return ports
    },
  }
}

function recordedFor(pods: readonly KubeObject[], pod: KubeObject): KubeObject | undefined {
  const { name, namespace } = pod.metadata
  const inNamespace = pods.filter((one) => one.metadata.namespace === namespace)
  const owner = textAt(pod, 'metadata', 'ownerReferences', 0, 'uid')
  return (
    inNamespace.find((one) => one.metadata.name === name) ??
    inNamespace.find(
      (one) => owner !== undefined && textAt(one, 'metadata', 'ownerReferences', 0, 'uid') === owner,
    )
  )
}

function readRecording(file: URL): JsonObject {
  const value: unknown = JSON.parse(gunzipSync(readFileSync(fileURLToPath(file))).toString('utf8'))
  if (!isJsonObject(value)) throw new Error(`${fileURLToPath(file)} is no recording`)
  return value
}
