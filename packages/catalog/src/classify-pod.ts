import type { ComponentKind } from '@portolan/contract/chart'
import type { ObjectMeta, Pod, Read } from './chart-inputs.ts'
import type { KindReason } from './ids.ts'
import { isTrue } from './settings/env-values.ts'
import { istioVersionOf } from './istio-version.ts'
import { whyOutside } from './why-outside.ts'
import { containersOf, findContainer, type PlacedContainer } from './pod-containers.ts'

/** What a pod is to the mesh, and why this is believed. */
export type PodClass = {
  readonly kind: ComponentKind
  readonly variant?: string
  readonly because: KindReason
  readonly istioVersion?: string
  readonly revision?: string
}

/**
 * Judges by what the pod consists of, and only then by labels: names of
 * containers and their first words are what Istio's charts and templates fix.
 * The namespace matters only for saying why a pod is outside.
 */
export function classifyPod(pod: Pod, namespace: Read<ObjectMeta>): PodClass {
  const found = meshComponent(pod)
  if (found === undefined) return { kind: 'outside', because: whyOutside(pod, namespace) }
  const { container, ...component } = found
  const istioVersion = istioVersionOf(pod, container?.container)
  const revision = revisionOf(pod, container)
  return {
    ...component,
    ...(istioVersion === undefined ? {} : { istioVersion }),
    ...(revision === undefined ? {} : { revision }),
  }
}

type Found = {
  readonly kind: ComponentKind
  readonly variant?: string
  readonly because: KindReason
  readonly container: PlacedContainer | undefined
}

function meshComponent(pod: Pod): Found | undefined {
  const labels = pod.metadata?.labels ?? {}
  const discovery = containersOf(pod).find(
    ({ container, kind }) =>
      kind === 'container' &&
      (container.name === 'discovery' || isImage(container.image, 'pilot')) &&
      (labels['app'] === 'istiod' || labels['istio'] === 'pilot' || words(container).includes('discovery')),
  )
  if (discovery) return { kind: 'istiod', because: 'is-istiod', container: discovery }

  const cni = findContainer(pod, 'install-cni')
  if (cni && (labels['k8s-app']?.startsWith('istio-cni') || isImage(cni.container.image, 'install-cni'))) {
    return { kind: 'istio-cni', because: 'is-istio-cni', container: cni }
  }

  const agentgateway = findContainer(pod, 'agentgateway')
  if (agentgateway) return { kind: 'agentgateway', because: 'is-agentgateway', container: agentgateway }

  const proxy = findContainer(pod, 'istio-proxy')
  if (proxy) return proxyRole(pod, proxy)

  if (pod.metadata?.annotations?.['ambient.istio.io/redirection'] === 'enabled') {
    return { kind: 'captured-workload', because: 'captured-by-ztunnel', container: undefined }
  }
  return undefined
}

function proxyRole(pod: Pod, proxy: PlacedContainer): Found {
  const labels = pod.metadata?.labels ?? {}
  const args = words(proxy.container)
  if (args.includes('ztunnel') || labels['app'] === 'ztunnel' || isImage(proxy.container.image, 'ztunnel')) {
    return { kind: 'ztunnel', because: 'is-ztunnel', container: proxy }
  }
  const controller = labels['gateway.istio.io/managed']
  if (args.includes('waypoint')) {
    // An ambient east-west gateway is the same program with another Gateway class.
    const eastWest = controller?.includes('eastwest') ?? false
    return {
      kind: 'waypoint',
      variant: eastWest ? 'east-west' : 'gateway-api',
      because: eastWest ? 'is-east-west' : 'is-waypoint',
      container: proxy,
    }
  }
  if (args.includes('router')) {
    if (
      envOf(proxy, 'ISTIO_META_REQUESTED_NETWORK_VIEW') !== undefined ||
      labels['istio'] === 'eastwestgateway'
    ) {
      return { kind: 'gateway', variant: 'east-west', because: 'is-east-west', container: proxy }
    }
    return labels['gateway.networking.k8s.io/gateway-name'] !== undefined || controller !== undefined
      ? { kind: 'gateway', variant: 'gateway-api', because: 'is-gateway-api', container: proxy }
      : { kind: 'gateway', variant: 'chart', because: 'is-gateway-chart', container: proxy }
  }
  if (isTrue(envOf(proxy, 'DISABLE_ENVOY')) || envOf(proxy, 'ISTIO_META_GENERATOR') === 'grpc') {
    return { kind: 'proxyless', because: 'is-proxyless', container: proxy }
  }
  return proxy.kind === 'native-sidecar'
    ? { kind: 'sidecar', variant: 'native', because: 'has-native-sidecar', container: proxy }
    : { kind: 'sidecar', variant: 'classic', because: 'has-sidecar', container: proxy }
}

function words({ command, args }: PlacedContainer['container']): readonly string[] {
  return [...(command ?? []), ...(args ?? [])]
}

function isImage(image: string | undefined, name: string): boolean {
  const [reference = ''] = (image ?? '').split('@')
  return reference.split('/').at(-1)?.split(':')[0] === name
}

function envOf({ container }: PlacedContainer, name: string): string | undefined {
  return container.env?.find((one) => one.name === name)?.value
}

/** The revision that injected or runs it: `istio.io/rev`, else what the injector wrote down. */
function revisionOf(pod: Pod, container: PlacedContainer | undefined): string | undefined {
  const { labels, annotations } = pod.metadata ?? {}
  return (
    annotations?.['istio.io/rev'] ??
    labels?.['istio.io/rev'] ??
    (container === undefined ? undefined : envOf(container, 'REVISION')) ??
    /"revision":"([^"]+)"/.exec(annotations?.['sidecar.istio.io/status'] ?? '')?.[1]
  )
}
