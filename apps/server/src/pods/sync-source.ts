import { isDeepStrictEqual } from 'node:util'
import type { LiveEvent } from '@portolan/contract/live'
import type { IstiodSync } from '@portolan/contract/sync'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { because } from '../journal/because.ts'
import type { LiveSource } from '../live/live-hub.ts'
import { isControlPlane } from './pod-index.ts'
import type { IstiodAnswer } from './sync-book.ts'
import { SyncBook } from './sync-book.ts'
import { SyncPace } from './sync-pace.ts'
import { askSync } from './sync-question.ts'

/** Feeds `sync/CLUSTER` while somebody watches it: one question per pod of istiod and round. */
export function openSyncSource(
  topic: string,
  session: ClusterSession,
  emit: (event: LiveEvent) => void,
): LiveSource {
  const source = new SyncSource(topic, session, emit)
  return { snapshot: () => source.snapshot(), stop: () => source[Symbol.dispose]() }
}

class SyncSource implements Disposable {
  readonly #topic: string
  readonly #session: ClusterSession
  readonly #emit: (event: LiveEvent) => void
  readonly #book = new SyncBook()
  readonly #pace = new SyncPace()
  readonly #ending = new AbortController()
  readonly #signal: AbortSignal
  readonly #stopListening: () => void
  #istiods: readonly IstiodSync[] = []
  #wake = new AbortController()
  #begun = false

  constructor(topic: string, session: ClusterSession, emit: (event: LiveEvent) => void) {
    this.#topic = topic
    this.#session = session
    this.#emit = emit
    this.#signal = AbortSignal.any([this.#ending.signal, session.signal])
    this.#stopListening = session.index.listen({
      // Another istiod knows other proxies: nobody should wait a round for it.
      changed: (changes) => {
        if (changes.some(({ pod }) => pod !== undefined && isControlPlane(pod))) this.#wake.abort()
      },
      watch: () => undefined,
    })
    void because({ why: 'sync' }, () => this.#run()).catch((error: unknown) =>
      session.reportBug(error, 'the questions about sync stopped'),
    )
  }

  /** Nothing until the first round begins: no istiod is another thing than not knowing. */
  snapshot(): LiveEvent | undefined {
    if (!this.#begun) return undefined
    return { kind: 'sync', topic: this.#topic, istiods: [...this.#istiods], proxies: this.#book.all() }
  }

  [Symbol.dispose](): void {
    this.#ending.abort(new Error('nobody looks at the sync states any more'))
    this.#stopListening()
  }

  async #run(): Promise<void> {
    const { index, clock } = this.#session
    await index.settled()
    while (!this.#signal.aborted) {
      this.#wake = new AbortController()
      const round = await this.#ask()
      if (this.#signal.aborted) return
      const pause = this.#pace.pauseAfter(round, clock.random())
      await clock.pause(pause, AbortSignal.any([this.#signal, this.#wake.signal]))
    }
  }

  async #ask(): Promise<{ readonly bytes: number; readonly failed: boolean; readonly unsure: boolean }> {
    const { index } = this.#session
    const pods = [...index.all()].filter(isControlPlane)
    const before = new Map(this.#istiods.map((one) => [one.pod.name, one]))
    if (!this.#begun) {
      this.#begun = true
      this.#istiods = pods.map((pod) => ({
        pod: refOfSummary(index.summaryOf(pod)),
        state: 'asking',
        proxies: 0,
      }))
      this.#tell(this.snapshot())
    }
    // One after the other: their tunnels share one API server, and nobody is in a hurry.
    const answers: IstiodAnswer[] = []
    for (const pod of pods) {
      const answer = await askSync(this.#session, pod, this.#signal)
      if (this.#signal.aborted) return { bytes: 0, failed: false, unsure: false }
      answers.push({ istiod: index.summaryOf(pod), answer })
    }
    const istiods = answers.map((one) => this.#noteOf(one, before.get(one.istiod.name)))
    const change = this.#book.take(answers, index.summaries(), this.#session.clock.date().toISOString())
    const quiet = change.upserted.length === 0 && change.removed.length === 0
    const sameIstiods = isDeepStrictEqual(istiods.map(withoutTime), this.#istiods.map(withoutTime))
    this.#istiods = istiods
    if (!quiet || !sameIstiods)
      this.#tell({ kind: 'sync-changed', topic: this.#topic, istiods: [...istiods], ...change })
    const bytes = answers.reduce(
      (sum, { answer }) => sum + (answer.kind === 'answered' ? answer.bytes : 0),
      0,
    )
    return {
      bytes,
      failed: answers.some(({ answer }) => answer.kind !== 'answered'),
      unsure: this.#book.unsure,
    }
  }

  #noteOf({ istiod, answer }: IstiodAnswer, before: IstiodSync | undefined): IstiodSync {
    const pod = refOfSummary(istiod)
    if (answer.kind === 'answered') {
      const askedAt = this.#session.clock.date().toISOString()
      return { pod, state: 'answered', proxies: answer.proxies.length, askedAt }
    }
    const askedAt = before?.askedAt
    return {
      pod,
      state: answer.kind,
      proxies: before?.proxies ?? 0,
      text: answer.text,
      ...(askedAt === undefined ? {} : { askedAt }),
    }
  }

  #tell(event: LiveEvent | undefined): void {
    if (event !== undefined) this.#emit(event)
  }
}

function refOfSummary({ namespace, name }: { readonly namespace: string; readonly name: string }) {
  return { namespace, name }
}

/** That it was asked again is no news. */
function withoutTime({ askedAt: _askedAt, ...rest }: IstiodSync): Omit<IstiodSync, 'askedAt'> {
  return rest
}
