import type { ObjectMeta, Pod, Read } from './chart-inputs.ts'
import type { KindReason } from './ids.ts'

/** Namespaces that the injector never touches. @see istio: pkg/kube/inject (IgnoredNamespaces) */
const systemNamespaces: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
])

/**
 * Why a pod without any part of Istio has none. The order is the injector's:
 * what rules a pod out whatever its namespace says comes first.
 */
export function whyOutside(pod: Pod, namespace: Read<ObjectMeta>): KindReason {
  const { labels = {}, annotations = {}, namespace: name = '' } = pod.metadata ?? {}
  if (pod.spec?.hostNetwork) return 'outside-host-network'
  if (systemNamespaces.has(name)) return 'outside-kubernetes-system'
  // The label counts for the webhook; the annotation is its older form.
  const inject = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject']
  if (inject !== undefined && !saysYes(inject)) return 'outside-pod-opted-out'
  if (labels['istio.io/dataplane-mode'] === 'none') return 'outside-pod-opted-out'
  if (namespace.kind === 'unread') return 'outside-namespace-unread'
  const wanted = wantsInjection(namespace.value) || wantsAmbient(namespace.value) || inject !== undefined
  const revisionWanted = labels['istio.io/rev'] !== undefined
  if (!wanted && !revisionWanted) return 'outside-namespace-not-labelled'
  return injectionWasTried(pod) ? 'outside-injection-failed' : 'outside-created-before-label'
}

/** The namespace asks the sidecar injector for its pods. */
export function wantsInjection({ labels = {} }: ObjectMeta): boolean {
  const injection = labels['istio-injection']
  if (injection !== undefined) return injection === 'enabled'
  return labels['istio.io/rev'] !== undefined
}

/** The namespace asks for ztunnel. */
export function wantsAmbient({ labels = {} }: ObjectMeta): boolean {
  return labels['istio.io/dataplane-mode'] === 'ambient'
}

/** Traces that only the injector or the CNI agent leave. */
function injectionWasTried({ metadata, spec }: Pod): boolean {
  const annotations = metadata?.annotations ?? {}
  return (
    annotations['sidecar.istio.io/status'] !== undefined ||
    annotations['ambient.istio.io/redirection'] !== undefined ||
    (spec?.initContainers ?? []).some(({ name }) => name === 'istio-init' || name === 'istio-validation')
  )
}

function saysYes(value: string): boolean {
  return ['y', 'yes', 'true', 'on'].includes(value.toLowerCase())
}
