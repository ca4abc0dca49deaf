import type { PodRef } from './pod-ref.ts'

/** What one live subscription is about. */
export type Topic =
  | { readonly kind: 'pods'; readonly cluster: string }
  | { readonly kind: 'pod'; readonly cluster: string; readonly pod: PodRef }

/**
 * A topic as text: `pods/CLUSTER` or `pod/CLUSTER/NAMESPACE/NAME`. Each part is
 * percent-encoded, because context names may hold slashes (EKS ARNs do).
 */
export function formatTopic(topic: Topic): string {
  const cluster = encodeURIComponent(topic.cluster)
  return topic.kind === 'pods' ? `pods/${cluster}` : `pod/${cluster}/${topic.pod.namespace}/${topic.pod.name}`
}

/** Reads what {@link formatTopic} wrote; `undefined` for anything else. Names are not judged here. */
export function parseTopic(text: string): Topic | undefined {
  const parts: string[] = []
  for (const part of text.split('/')) {
    try {
      parts.push(decodeURIComponent(part))
    } catch {
      return undefined
    }
  }
  const [kind, cluster, namespace, name] = parts
  if (!cluster) return undefined
  if (kind === 'pods' && parts.length === 2) return { kind, cluster }
  if (kind === 'pod' && parts.length === 4 && namespace && name) {
    return { kind, cluster, pod: { namespace, name } }
  }
  return undefined
}
