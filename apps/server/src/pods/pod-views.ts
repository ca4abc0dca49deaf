import type { LiveEvent } from '@portolan/contract/live'
import { formatTopic } from '@portolan/contract/topics'
import type { ClusterTopic } from '@portolan/contract/topics'
import type { Clusters } from '../cluster/clusters.ts'
import type { LiveSource } from '../live/live-hub.ts'
import { openPodsSource } from '../live/pods-source.ts'
import { PodView } from './pod-view.ts'
import type { ObservedPod } from './pod-view.ts'
import { openSyncSource } from './sync-source.ts'

/** What a view of this cluster is about; looks inside a pod are fed by their own book. */
type ViewTopic = Exclude<ClusterTopic, { readonly kind: 'inside' }>

/** Pods whose last observations are remembered. */
const mostClosed = 200

/** The pods that are being looked at, so that whoever asks for one gets what is already observed. */
export class PodViews {
  readonly #clusters: Clusters
  readonly #open = new Map<string, PodView>()
  /** The latest of pods that nobody looks at any more, the ones that were left first in front. */
  readonly #closed = new Map<string, ObservedPod>()

  constructor(clusters: Clusters) {
    this.#clusters = clusters
  }

  /** What feeds a cluster's live topic; the hub sees to it that there is one per topic. */
  source(topic: ViewTopic, emit: (event: LiveEvent) => void): LiveSource {
    const session = this.#clusters.get(topic.cluster)
    const key = formatTopic(topic)
    if (topic.kind === 'pods') return openPodsSource(key, session.index, emit)
    if (topic.kind === 'sync') return openSyncSource(key, session, emit)
    // Who was given a right and comes back to the pod should find it open.
    session.client.forgetReviews()
    const view = new PodView(session, topic.pod, key, emit)
    this.#open.set(key, view)
    return {
      snapshot: () => view.snapshot(),
      stop: () => {
        this.#open.delete(key)
        this.#remember(key, view.current())
        view[Symbol.dispose]()
      },
    }
  }

  /** What was observed of a pod last, while somebody looked at it or when somebody did. */
  lastObserved(topic: ClusterTopic): ObservedPod | undefined {
    const key = formatTopic(topic)
    return this.#open.get(key)?.current() ?? this.#closed.get(key)
  }

  #remember(key: string, last: ObservedPod | undefined): void {
    this.#closed.delete(key)
    if (last !== undefined) this.#closed.set(key, last)
    const [oldest] = this.#closed.keys()
    if (this.#closed.size > mostClosed && oldest !== undefined) this.#closed.delete(oldest)
  }

  find(topic: ClusterTopic): PodView | undefined {
    return this.#open.get(formatTopic(topic))
  }
}
