import { isDeepStrictEqual } from 'node:util'
import type { PodSummary } from '@portolan/contract/pods'
import { formatPodRef } from '@portolan/contract/pod-ref'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { ProxySync } from '@portolan/contract/sync'
import type { SyncAnswer } from './sync-question.ts'

/** What changed since the last round. */
export type SyncChange = { readonly upserted: ProxySync[]; readonly removed: PodRef[] }

/** An answer of this round, and which istiod it came from. */
export type IstiodAnswer = { readonly istiod: PodSummary; readonly answer: SyncAnswer }

/** Kinds of pods that hold an xDS stream by themselves. */
const holdsStream: ReadonlySet<string> = new Set(['sidecar', 'gateway', 'waypoint', 'ztunnel', 'proxyless'])

/**
 * What all istiods of a cluster agree on with their proxies, round by round. A
 * proxy is told to be stale when two questions in a row found the same push
 * open: an acknowledgement takes milliseconds, and one look may fall between.
 */
export class SyncBook {
  #known = new Map<string, ProxySync>()
  /** Proxies that the last round found behind for the first time. */
  #suspects = new Map<string, ProxySync>()

  all(): ProxySync[] {
    return [...this.#known.values()]
  }

  /** Whether another look, soon, would tell a late acknowledgement from a stale proxy. */
  get unsure(): boolean {
    return this.#suspects.size > 0
  }

  /**
   * Takes the answers of one round, and tells what they change. Pods that nobody speaks of are not known.
   * @param now our time, ISO 8601: since when a proxy is missed
   */
  take(answers: readonly IstiodAnswer[], pods: Iterable<PodSummary>, now: string): SyncChange {
    const fresh = new Map<string, ProxySync>()
    for (const { answer } of answers) {
      if (answer.kind !== 'answered') continue
      for (const proxy of answer.proxies) {
        const key = formatPodRef(proxy)
        const other = fresh.get(key)
        if (other === undefined || isBetter(proxy, other)) fresh.set(key, proxy)
      }
    }
    const connected = new Set(fresh.keys())
    this.#holdBack(fresh)
    for (const { namespace, name } of missed(answers, pods, connected)) {
      const key = formatPodRef({ namespace, name })
      const before = this.#known.get(key)
      const since = before?.state === 'not-connected' ? before.since : now
      fresh.set(key, { namespace, name, state: 'not-connected', since })
    }
    const change = changeBetween(this.#known, fresh)
    this.#known = fresh
    return change
  }

  #holdBack(fresh: Map<string, ProxySync>): void {
    const suspects = new Map<string, ProxySync>()
    for (const [key, proxy] of fresh) {
      if (proxy.state !== 'stale') continue
      const before = this.#known.get(key)
      const suspected = this.#suspects.get(key)
      if (before?.state === 'stale' || (suspected !== undefined && suspected.since === proxy.since)) continue
      suspects.set(key, proxy)
      if (before === undefined || before.state === 'not-connected') fresh.delete(key)
      else fresh.set(key, before)
    }
    this.#suspects = suspects
  }
}

/** A proxy that moved is in two answers for a while; the one that went on is the one that counts. */
function isBetter(proxy: ProxySync, than: ProxySync): boolean {
  return than.state !== 'synced' && (proxy.state === 'synced' || (proxy.since ?? '') > (than.since ?? ''))
}

/** Only where every istiod of the pod's revision was heard can it be said that none of them knows it. */
function missed(
  answers: readonly IstiodAnswer[],
  pods: Iterable<PodSummary>,
  connected: ReadonlySet<string>,
): readonly PodSummary[] {
  const heard = new Set<string>()
  const unheard = new Set<string>()
  for (const { istiod, answer } of answers) {
    const revision = revisionOf(istiod)
    if (answer.kind === 'answered') heard.add(revision)
    else unheard.add(revision)
  }
  return [...pods].filter((pod) => {
    if (!holdsStream.has(pod.kind) || pod.phase !== 'Running' || pod.status !== 'Running') return false
    const revision = revisionOf(pod)
    return heard.has(revision) && !unheard.has(revision) && !connected.has(formatPodRef(pod))
  })
}

function revisionOf({ revision }: PodSummary): string {
  return revision === undefined || revision === '' ? 'default' : revision
}

function changeBetween(
  before: ReadonlyMap<string, ProxySync>,
  after: ReadonlyMap<string, ProxySync>,
): SyncChange {
  const upserted = [...after].flatMap(([key, proxy]) =>
    isDeepStrictEqual(before.get(key), proxy) ? [] : [proxy],
  )
  const removed = [...before].flatMap(([key, { namespace, name }]) =>
    after.has(key) ? [] : [{ namespace, name }],
  )
  return { upserted, removed }
}
