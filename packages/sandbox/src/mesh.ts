import type { KubeObject, ResourceName } from './kube-object.ts'
import type { Playback } from './playback.ts'
import type { PodInside } from './pods/pod-inside.ts'
import type { PodPorts } from './pods/pod-port.ts'

/** Where a mesh's objects and answers come from; shown to whoever looks at it. */
export type MeshSource =
  | { readonly kind: 'generated' }
  | {
      readonly kind: 'recorded'
      readonly recordedAt: string
      /** What the cluster was called. */
      readonly from: string
      readonly istioVersion?: string
      /** Whether its pods were looked into. */
      readonly lookInside: boolean
    }

/** When what a mesh shows was so; ISO 8601. */
export type MeshClock = { readonly recordedFrom: string; readonly recordedUntil: string }

/** A mesh of which nobody kept the events has none to serve, which is not the same as no event. */
export type MeshObjects = Readonly<Record<Exclude<ResourceName, 'events'>, readonly KubeObject[]>> & {
  readonly events?: readonly KubeObject[]
}

/** What a sandbox plays: the objects of a cluster and what listens in its pods. */
export type SandboxMesh = {
  /** The name of the kubeconfig's context. */
  readonly name: string
  readonly source: MeshSource
  /** As in `gitVersion`, e.g. `v1.34.4`. */
  readonly kubernetesVersion: string
  /** As they are when the sandbox starts. */
  readonly objects: MeshObjects
  /** Asked when the first tunnel to a pod arrives, so a big mesh costs nothing at rest, and again when a moment begins. */
  readonly portsOf: (pod: KubeObject) => PodPorts | Promise<PodPorts>
  /** What commands say in a pod, and what its containers wrote; without it there is no program and no line. */
  readonly insideOf?: (pod: KubeObject) => PodInside | Promise<PodInside>
  /** The moments that a recording goes through; a mesh without them stands still. */
  readonly playback?: Playback
  readonly clock?: MeshClock
  /** As whom it was recorded: the sandbox's administrator is called so. */
  readonly identity?: { readonly user?: string | undefined; readonly groups: readonly string[] }
  /** Why nothing can be said of a pod's ports, where that is so: a recording may have its object only. */
  readonly whyUnknown?: (pod: KubeObject) => string | undefined
  /** What the sandbox gives back when it ends, e.g. the recording. */
  readonly owned?: AsyncDisposable
}
