import { textAt } from './json-value.ts'
import type { KubeObject } from './kube-object.ts'
import type { SandboxMesh } from './mesh.ts'
import type { PodPorts } from './pods/pod-port.ts'
import { generatedEvents } from './meshes/generated-events.ts'
import { generatedInside } from './meshes/generated-inside.ts'
import { generatedMeshConfig, generatedNamespace, generatedService } from './meshes/generated-object.ts'
import { istiodPorts } from './meshes/generated-ports.ts'
import type { MadePod } from './meshes/kinds/made-pod.ts'
import { podKindNames, podOfKind, type PodKindName } from './meshes/pod-kinds.ts'

export type GenerateOptions = {
  readonly name?: string
  /** Sidecar pods, spread over services and namespaces. */
  readonly pods?: number
  readonly services?: number
  /** The first one is `shop`. */
  readonly namespaces?: number
  readonly istioVersion?: string
  readonly kubernetesVersion?: string
  /** How the sidecars are run. */
  readonly sidecars?: 'native' | 'classic'
}

/**
 * Generates a mesh of any size: namespaces, services, pods with sidecars, and
 * in istio-system istiod, an ingress gateway and the mesh configuration. Pods
 * are named `SERVICE-HASH-NUMBER`, e.g. `shop/frontend-...`. What listens in a
 * pod is made when it is first reached. The same options make the same mesh.
 */
export function generateMesh(options: GenerateOptions = {}): SandboxMesh {
  const { pods = 12, services = Math.min(pods, 6), namespaces = 2, istioVersion = '1.30.3' } = options
  const kind: PodKindName = options.sidecars === 'classic' ? 'classic-sidecar' : 'native-sidecar'
  const spaces = Array.from({ length: namespaces }, (_, index) => spaceName(index))
  const names = Array.from({ length: services }, (_, index) => ({
    service: serviceName(index),
    namespace: spaces[index % spaces.length] ?? 'shop',
  }))
  const made = Array.from({ length: pods }, (_, index) => {
    const { service, namespace } = names[index % names.length] ?? { service: 'frontend', namespace: 'shop' }
    const name = `${service}-${hash(index % names.length)}-${suffix(index)}`
    return podOfKind(kind, { namespace, name, istioVersion, number: index + 10 }).pod
  })
  const control = controlPlane(istioVersion)
  const holdStreams = [...made, ...control.slice(1).map(({ pod }) => pod)].map(
    ({ metadata }) => `${metadata.name}.${metadata.namespace}`,
  )
  const makePorts = (pod: KubeObject): PodPorts => {
    const fixed = control.find((one) => one.pod.metadata.name === pod.metadata.name)
    if (fixed?.pod.metadata.labels?.['app'] === 'istiod') return istiodPorts(istioVersion, holdStreams)
    if (fixed) return fixed.ports()
    const { name, namespace = 'shop' } = pod.metadata
    return podOfKind(kind, { namespace, name, istioVersion }).ports()
  }
  return {
    name: options.name ?? 'sandbox',
    source: { kind: 'generated' },
    kubernetesVersion: options.kubernetesVersion ?? 'v1.34.4',
    portsOf: makePorts,
    insideOf: generatedInside,
    objects: {
      namespaces: [
        generatedNamespace('istio-system'),
        ...spaces.map((space) => generatedNamespace(space, { 'istio-injection': 'enabled' })),
      ],
      services: [
        istiodService(),
        ingressService(),
        ...names.map(({ service, namespace }, index) =>
          generatedService(
            namespace,
            service,
            { app: service },
            [{ name: 'http', port: 8080, targetPort: 'http' }],
            address(index),
          ),
        ),
      ],
      configmaps: [generatedMeshConfig()],
      pods: [...control.map((one) => one.pod), ...made],
      events: [],
    },
  }
}

/** One pod of every kind, each named after its kind; ambient ones in `ambient`, plain ones in `legacy`, the rest in `shop`. */
export function meshOfKinds(options: { readonly istioVersion?: string } = {}): SandboxMesh {
  const { istioVersion = '1.30.3' } = options
  const made = podKindNames.map((kind) => {
    const name = kind === 'native-sidecar' || kind === 'classic-sidecar' ? `${kind}-abcde` : kind
    // 15004 is what makes a classic sidecar of 1.24 worth having.
    const version = kind === 'classic-sidecar' ? '1.24.6' : istioVersion
    return podOfKind(kind, { namespace: spaceOfKind(kind), name, istioVersion: version })
  })
  return {
    name: 'kinds',
    source: { kind: 'generated' },
    kubernetesVersion: 'v1.34.4',
    portsOf: portsByName(made),
    insideOf: generatedInside,
    objects: {
      namespaces: [
        generatedNamespace('ambient', { 'istio.io/dataplane-mode': 'ambient' }),
        generatedNamespace('istio-system'),
        generatedNamespace('legacy'),
        generatedNamespace('shop', { 'istio-injection': 'enabled' }),
      ],
      services: [istiodService(), ingressService()],
      configmaps: [generatedMeshConfig()],
      pods: made.map((one) => one.pod),
      events: made.flatMap((one) => generatedEvents(one.pod)),
    },
  }
}

/** Finds ports by namespace and name, or by the owner, so that a pod that replaces another has the same. */
export function portsByName(pods: readonly MadePod[]): SandboxMesh['portsOf'] {
  return (pod) => {
    const { namespace, name } = pod.metadata
    const isSame = (one: MadePod): boolean =>
      one.pod.metadata.namespace === namespace && one.pod.metadata.name === name
    const found = pods.find(isSame) ?? pods.find((one) => ownerOf(one.pod) === ownerOf(pod))
    return found?.ports() ?? new Map()
  }
}

function ownerOf(pod: KubeObject): string {
  return textAt(pod, 'metadata', 'ownerReferences', 0, 'uid') ?? pod.metadata.uid
}

function spaceOfKind(kind: PodKindName): string {
  switch (kind) {
    case 'istiod':
    case 'ztunnel':
    case 'istio-cni-node':
    case 'chart-gateway':
      return 'istio-system'
    case 'waypoint':
    case 'captured-workload':
      return 'ambient'
    case 'not-injected':
    case 'pending':
    case 'completed':
    case 'crash-looping':
      return 'legacy'
    case 'classic-sidecar':
    case 'native-sidecar':
    case 'gateway-api-gateway':
    case 'agentgateway':
    case 'proxyless-grpc':
    case 'opted-out':
      return 'shop'
    default:
      return kind satisfies never
  }
}

function controlPlane(istioVersion: string): readonly MadePod[] {
  const namespace = 'istio-system'
  return [
    podOfKind('istiod', { namespace, name: 'istiod-7b8f5c9d4-xk2lm', istioVersion }),
    podOfKind('chart-gateway', { namespace, name: 'istio-ingressgateway-6c5d8f7b9-q4w2z', istioVersion }),
  ]
}

function istiodService(): KubeObject {
  return generatedService(
    'istio-system',
    'istiod',
    { app: 'istiod', istio: 'pilot' },
    [
      { name: 'grpc-xds', port: 15_010, targetPort: 15_010 },
      { name: 'https-dns', port: 15_012, targetPort: 15_012 },
      { name: 'https-webhook', port: 443, targetPort: 15_017 },
      { name: 'http-monitoring', port: 15_014, targetPort: 15_014 },
    ],
    '10.96.0.10',
  )
}

function ingressService(): KubeObject {
  const ports = [
    { name: 'status-port', port: 15_021, targetPort: 15_021 },
    { name: 'http2', port: 80, targetPort: 8080 },
  ]
  return generatedService(
    'istio-system',
    'istio-ingressgateway',
    { istio: 'ingressgateway' },
    ports,
    '10.96.0.11',
  )
}

const knownServices = ['frontend', 'cart', 'catalog', 'payments', 'inventory', 'notifications']
const knownSpaces = ['shop', 'backend']

function serviceName(index: number): string {
  return knownServices[index] ?? `service${index}`
}

function spaceName(index: number): string {
  return knownSpaces[index] ?? `team-${index}`
}

function address(index: number): string {
  return `10.96.${((index + 20) >> 8) & 255}.${(index + 20) & 255}`
}

function hash(index: number): string {
  return (0x6b_0000 + index * 7919).toString(16)
}

/** Five letters as the ReplicaSet controller makes them. */
function suffix(index: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789'
  let rest = index * 104_729 + 12_345
  return Array.from({ length: 5 }, () => {
    const letter = letters[rest % letters.length] ?? 'b'
    rest = Math.floor(rest / letters.length) + 17
    return letter
  }).join('')
}
