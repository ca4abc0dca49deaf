import type { JsonObject } from '../../json-value.ts'
import type { KubeObject } from '../../kube-object.ts'
import type { PodPorts } from '../../pods/pod-port.ts'
import { uidOf, type GeneratedMeta } from '../generated-object.ts'

/** A generated pod with what listens in it; the ports are made when they are asked for. */
export type MadePod = { readonly pod: KubeObject; readonly ports: () => PodPorts }

export type PodMakerOptions = {
  readonly namespace: string
  readonly name: string
  readonly istioVersion: string
  /** Makes addresses and nodes differ. */
  readonly number?: number
}

export type PodMaker = (options: PodMakerOptions) => MadePod

export type OwnerKind = 'ReplicaSet' | 'DaemonSet' | 'Job'

/** Metadata of a pod that a controller made: the owner's name is the pod's without its last part. */
export function ownedMeta(
  { namespace, name }: PodMakerOptions,
  owner: OwnerKind,
  rest: Pick<GeneratedMeta, 'labels' | 'annotations'>,
): GeneratedMeta & { readonly namespace: string } {
  const ownerName = name.replace(/-[^-]+$/, '')
  return { name, namespace, ...rest, ownerReferences: [ownerReference(owner, namespace, ownerName)] }
}

function ownerReference(kind: OwnerKind, namespace: string, name: string): JsonObject {
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1'
  return {
    apiVersion,
    kind,
    name,
    uid: uidOf(kind, namespace, name),
    controller: true,
    blockOwnerDeletion: true,
  }
}

/** What people would call the workload: the first word of the pod's name. */
export function appOf({ name }: PodMakerOptions): string {
  return name.split('-')[0] ?? name
}
