import type { InsideLook } from '@portolan/contract/inside'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { PodLooks } from './pod-looks.ts'

/** Pods whose insides are remembered per cluster and identity; those in use are never forgotten. */
const mostPods = 30

/** Looks by session, which is one cluster as one identity, and by pod. */
export class LookBook {
  readonly #bySession = new WeakMap<ClusterSession, Map<string, PodLooks>>()

  /** The latest look into a pod, where there was one. */
  latest(session: ClusterSession, ref: PodRef): InsideLook | undefined {
    return this.#bySession.get(session)?.get(formatPodRef(ref))?.record().look
  }

  of(session: ClusterSession, ref: PodRef): PodLooks {
    const known = this.#bySession.get(session) ?? new Map<string, PodLooks>()
    this.#bySession.set(session, known)
    const key = formatPodRef(ref)
    const looks = known.get(key) ?? new PodLooks(session)
    // The latest goes last, so that the first ones are the ones to forget.
    known.delete(key)
    known.set(key, looks)
    for (const [name, one] of known) {
      if (known.size <= mostPods) break
      if (!one.inUse && one !== looks) known.delete(name)
    }
    return looks
  }
}
