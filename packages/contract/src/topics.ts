import type { PodRef } from './pod-ref.ts'

/** What one live subscription is about. */
export type Topic =
  | { readonly kind: 'pods'; readonly cluster: string }
  | { readonly kind: 'sync'; readonly cluster: string }
  | { readonly kind: 'pod'; readonly cluster: string; readonly pod: PodRef }
  /** Tells of looks inside a pod; being subscribed never makes one, it keeps ordered ones going. */
  | { readonly kind: 'inside'; readonly cluster: string; readonly pod: PodRef }
  | { readonly kind: OwnTopic }

/** A topic of one cluster. */
export type ClusterTopic = Extract<Topic, { readonly cluster: string }>

/** Topics about Portolan itself: what it sends, what it works on, how much of both. */
export const ownTopics = ['requests', 'tasks', 'activity'] as const
export type OwnTopic = (typeof ownTopics)[number]

/**
 * A topic as text: `pods/CLUSTER`, `sync/CLUSTER`, `pod/CLUSTER/NAMESPACE/NAME`,
 * `inside/CLUSTER/NAMESPACE/NAME`, or one word.
 * Each part is percent-encoded, because context names may hold slashes (EKS ARNs do).
 */
export function formatTopic(topic: Topic): string {
  if (!('cluster' in topic)) return topic.kind
  const cluster = encodeURIComponent(topic.cluster)
  return 'pod' in topic
    ? `${topic.kind}/${cluster}/${topic.pod.namespace}/${topic.pod.name}`
    : `${topic.kind}/${cluster}`
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
  const own = ownTopics.find((one) => one === kind)
  if (own !== undefined && parts.length === 1) return { kind: own }
  if (!cluster) return undefined
  if ((kind === 'pods' || kind === 'sync') && parts.length === 2) return { kind, cluster }
  if ((kind === 'pod' || kind === 'inside') && parts.length === 4 && namespace && name) {
    return { kind, cluster, pod: { namespace, name } }
  }
  return undefined
}
