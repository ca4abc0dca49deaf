import { portsByName } from './generate-mesh.ts'
import { resourceNames, type KubeObject, type ResourceName } from './kube-object.ts'
import type { SandboxMesh } from './mesh.ts'
import { generatedNamespace } from './meshes/generated-object.ts'
import { podOfKind } from './meshes/pod-kinds.ts'
import { loadRecordedMesh } from './recorded-mesh.ts'

/**
 * The mesh behind `--demo`: the recorded laboratory, and beside it what it has
 * not: a sidecar of Istio 1.24 with 15004, and ambient mode. Those stand in
 * namespaces whose names begin with `generated-` and are annotated as such.
 * @param recording the folder of another recording than the shipped one
 * @throws NoRecordingError
 */
export async function demoMesh(recording?: URL): Promise<SandboxMesh> {
  const recorded = loadRecordedMesh(recording)
  const old = 'generated-istio-1-24'
  const ambient = 'generated-ambient'
  const istioVersion = '1.30.3'
  const made = [
    podOfKind('classic-sidecar', {
      namespace: old,
      name: 'orders-7c9d8b5f4-m2kxq',
      istioVersion: '1.24.6',
      number: 40,
    }),
    podOfKind('ztunnel', { namespace: ambient, name: 'ztunnel-7kd2p', istioVersion }),
    podOfKind('istio-cni-node', { namespace: ambient, name: 'istio-cni-node-x4m9c', istioVersion }),
    podOfKind('waypoint', { namespace: ambient, name: 'waypoint-5d9c7f6b8-tq8zn', istioVersion }),
    podOfKind('captured-workload', {
      namespace: ambient,
      name: 'reviews-6f5d7c9b8-hw4lp',
      istioVersion,
      number: 41,
    }),
  ]
  const generated: Readonly<Record<ResourceName, readonly KubeObject[]>> = {
    namespaces: [
      generatedNamespace(old, { 'istio-injection': 'enabled' }),
      generatedNamespace(ambient, { 'istio.io/dataplane-mode': 'ambient' }),
    ],
    pods: made.map((one) => one.pod),
    services: [],
    configmaps: [],
  }
  const generatedPorts = portsByName(made)
  const objects: Record<ResourceName, readonly KubeObject[]> = { ...generated }
  for (const resource of resourceNames)
    objects[resource] = [...recorded.objects[resource], ...generated[resource]]
  return {
    ...recorded,
    name: 'demo',
    objects,
    portsOf: (pod) =>
      pod.metadata.namespace?.startsWith('generated-') ? generatedPorts(pod) : recorded.portsOf(pod),
  }
}
