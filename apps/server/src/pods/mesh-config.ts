import type { Read } from '@portolan/catalog/chart-inputs'
import type { ClusterClient } from '../cluster/cluster-client.ts'
import type { PodObject } from '../cluster/kube-objects.ts'

/** Where a mesh's control plane lives and which of its revisions a pod belongs to. */
export type ControlPlane = { readonly namespace: string; readonly revision: string }

/**
 * The control plane of a pod: its revision by label or annotation, its
 * namespace from the address that the pod itself dials (CA_ADDR or
 * discoveryAddress, `istiod[-REV].NAMESPACE.svc:15012`), else the usual one.
 */
export function controlPlaneOf(pod: PodObject, revision: string | undefined): ControlPlane {
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])]
  const isIstiod = pod.metadata?.labels?.['app'] === 'istiod' && pod.metadata.namespace !== undefined
  const dialled = containers
    .flatMap(({ env }) => env ?? [])
    .filter(({ name }) => name === 'CA_ADDR' || name === 'PROXY_CONFIG')
    .map(({ value }) => /\bistiod[-a-z0-9]*\.([a-z0-9-]+)\.svc\b/.exec(value ?? '')?.[1])
    .find((namespace) => namespace !== undefined)
  return {
    namespace: (isIstiod ? pod.metadata?.namespace : dialled) ?? 'istio-system',
    revision: revision ?? 'default',
  }
}

/**
 * The ConfigMap of a revision's mesh configuration.
 * @see https://istio.io/latest/docs/setup/upgrade/canary/
 */
export function meshConfigName({ revision }: ControlPlane): string {
  return revision === 'default' || revision === '' ? 'istio' : `istio-${revision}`
}

/** The text of `mesh` in the revision's ConfigMap. */
export async function readMeshConfig(
  client: ClusterClient,
  plane: ControlPlane,
): Promise<Read<{ readonly object: string; readonly text: string }>> {
  const { namespace } = plane
  const name = meshConfigName(plane)
  const object = `${namespace}/${name}`
  const data = await client.configMap(namespace, name)
  if (data.kind === 'unread') return data
  const text = data.value['mesh']
  if (text === undefined)
    return { kind: 'unread', reason: 'failed', text: `ConfigMap ${object} has no key mesh.` }
  return { kind: 'read', value: { object, text } }
}
