import { createHash } from 'node:crypto'
import type { JsonObject } from '../json-value.ts'
import type { KubeObject } from '../kube-object.ts'

/** Generated objects say that they are. */
export const generatedAnnotation = 'sandbox.portolan/generated'

/** A uid that is the same in every run, so that generated meshes are reproducible. */
export function uidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('/')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export type GeneratedMeta = {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly JsonObject[]
  readonly generateName?: string
}

/** All generated objects are of the same age, a day before the process began. */
const creationTimestamp = new Date(Date.now() - 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')

export function generatedObject(kind: string, meta: GeneratedMeta, rest: JsonObject): KubeObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      ...meta,
      uid: uidOf(kind, meta.namespace ?? '', meta.name),
      creationTimestamp,
      annotations: { ...meta.annotations, [generatedAnnotation]: 'true' },
    },
    ...rest,
  }
}

export function generatedNamespace(name: string, labels: Readonly<Record<string, string>> = {}): KubeObject {
  return generatedObject(
    'Namespace',
    { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
    { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
  )
}

export type GeneratedServicePort = {
  readonly name: string
  readonly port: number
  readonly targetPort: number | string
}

export function generatedService(
  namespace: string,
  name: string,
  selector: Readonly<Record<string, string>>,
  ports: readonly GeneratedServicePort[],
  clusterIP: string,
): KubeObject {
  return generatedObject(
    'Service',
    { name, namespace, labels: { ...selector } },
    {
      spec: {
        type: 'ClusterIP',
        clusterIP,
        clusterIPs: [clusterIP],
        selector,
        ports: ports.map((port) => ({ ...port, protocol: 'TCP' })),
      },
      status: { loadBalancer: {} },
    },
  )
}

export function generatedMeshConfig(mesh = defaultMeshConfig): KubeObject {
  return generatedObject(
    'ConfigMap',
    { name: 'istio', namespace: 'istio-system' },
    { data: { mesh, meshNetworks: 'networks: {}' } },
  )
}

const defaultMeshConfig = `defaultConfig:
  discoveryAddress: istiod.istio-system.svc:15012
enablePrometheusMerge: true
rootNamespace: istio-system
trustDomain: cluster.local
`
