import type { KubeObject, ResourceName } from './kube-object.ts'
import type { PodPorts } from './pods/pod-port.ts'

/** Where a mesh's objects and answers come from; shown to whoever looks at it. */
export type MeshSource =
  | { readonly kind: 'generated' }
  | { readonly kind: 'recorded'; readonly recordedAt: string; readonly from: string }

/** What a sandbox plays: the objects of a cluster and what listens in its pods. */
export type SandboxMesh = {
  /** The name of the kubeconfig's context. */
  readonly name: string
  readonly source: MeshSource
  /** As in `gitVersion`, e.g. `v1.34.4`. */
  readonly kubernetesVersion: string
  readonly objects: Readonly<Record<ResourceName, readonly KubeObject[]>>
  /** Asked when the first tunnel to a pod arrives, so a big mesh costs nothing at rest. */
  readonly portsOf: (pod: KubeObject) => PodPorts
}
