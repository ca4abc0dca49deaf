import type { Pod } from '@portolan/catalog/chart-inputs'

/** What a person calls "the thing that this pod belongs to". */
export type Workload = { readonly kind: string; readonly name: string }

/**
 * The pod's workload by its controlling owner. A ReplicaSet of a Deployment is
 * named after it plus the pod-template-hash that the pod carries as a label, so
 * no further object has to be read. A pod that nobody owns is its own workload.
 */
export function workloadOf(pod: Pod): Workload {
  const owners = pod.metadata?.ownerReferences ?? []
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0]
  if (owner === undefined) return { kind: 'Pod', name: pod.metadata?.name ?? '' }
  const hash = pod.metadata?.labels?.['pod-template-hash']
  if (owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`)) {
    return { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) }
  }
  return { kind: owner.kind, name: owner.name }
}
