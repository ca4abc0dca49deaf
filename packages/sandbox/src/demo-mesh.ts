import { portsByName } from './generate-mesh.ts'
import type { KubeObject } from './kube-object.ts'
import type { MeshObjects, SandboxMesh } from './mesh.ts'
import { generatedNamespace } from './meshes/generated-object.ts'
import { podOfKind } from './meshes/pod-kinds.ts'
import { openRecording } from '@portolan/recording/open-recording'
import { recordedMesh } from './recorded-mesh.ts'
import { shippedRecording } from './shipped-recording.ts'

/**
 * The mesh behind `--demo`: the recorded laboratory, and beside it what it has
 * not: a sidecar of Istio 1.24 with 15004, and ambient mode. Those stand in
 * namespaces whose names begin with `generated-` and are annotated as such. The
 * sandbox that plays it closes the recording.
 * @param recording the file of another recording than the shipped one
 * @throws NoRecordingError when it is not there; RecordingError when it cannot be read
 */
export async function demoMesh(recording?: URL): Promise<SandboxMesh> {
  const opened = await openRecording(shippedRecording(recording))
  const recorded = await recordedMesh(opened)
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
  const generated: MeshObjects = {
    namespaces: [
      generatedNamespace(old, { 'istio-injection': 'enabled' }),
      generatedNamespace(ambient, { 'istio.io/dataplane-mode': 'ambient' }),
    ],
    pods: made.map((one) => one.pod),
    services: [],
    configmaps: [],
  }
  const generatedPorts = portsByName(made)
  return {
    ...recorded,
    name: 'demo',
    objects: together(recorded.objects, generated),
    portsOf: (pod) => (isGenerated(pod) ? generatedPorts(pod) : recorded.portsOf(pod)),
    owned: opened,
  }
}

function isGenerated(pod: KubeObject): boolean {
  return pod.metadata.namespace?.startsWith('generated-') ?? false
}

function together(first: MeshObjects, second: MeshObjects): MeshObjects {
  return {
    namespaces: [...first.namespaces, ...second.namespaces],
    pods: [...first.pods, ...second.pods],
    services: [...first.services, ...second.services],
    configmaps: [...first.configmaps, ...second.configmaps],
  }
}
