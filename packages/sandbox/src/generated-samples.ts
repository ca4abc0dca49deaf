import { portsByName } from './generate-mesh.ts'
import type { SandboxMesh } from './mesh.ts'
import { generatedInside } from './meshes/generated-inside.ts'
import { generatedNamespace } from './meshes/generated-object.ts'
import { podOfKind } from './meshes/pod-kinds.ts'

/**
 * What the recorded mesh has not, made up: a sidecar of Istio 1.24 with its
 * 15004, and ambient mode. It stands beside the demo as a cluster of its own,
 * and every object is annotated as generated.
 */
export function generatedSamples(): SandboxMesh {
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
  const objects = {
    namespaces: [
      generatedNamespace(old, { 'istio-injection': 'enabled' }),
      generatedNamespace(ambient, { 'istio.io/dataplane-mode': 'ambient' }),
    ],
    pods: made.map((one) => one.pod),
    services: [],
    configmaps: [],
  }
  return {
    name: 'generated',
    source: { kind: 'generated' },
    kubernetesVersion: 'v1.34.4',
    objects,
    portsOf: portsByName(made),
    insideOf: generatedInside,
  }
}
