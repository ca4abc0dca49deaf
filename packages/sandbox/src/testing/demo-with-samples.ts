import { demoMesh } from '../demo-mesh.ts'
import { generatedSamples } from '../generated-samples.ts'
import type { KubeObject } from '../kube-object.ts'
import type { MeshObjects, SandboxMesh } from '../mesh.ts'

/** The demo and the generated samples as one cluster, so that a test has every kind of pod. */
export async function demoWithSamples(): Promise<SandboxMesh> {
  const recorded = await demoMesh()
  const generated = generatedSamples()
  return {
    ...recorded,
    objects: together(recorded.objects, generated.objects),
    portsOf: (pod) => (isGenerated(pod) ? generated.portsOf(pod) : recorded.portsOf(pod)),
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
