import type { TopicState } from './topic-state.ts'

/** The last that was known of a topic, and until when it was kept up to date (milliseconds of the epoch). */
export type LastSeen = { readonly state: TopicState; readonly until: number }

/** More pods than anybody goes back to. */
const most = 30

/**
 * What was on the screen of pods that nobody watches any more, so that going back
 * shows it at once. Lists are left out: they are big, and always watched.
 */
export class LastSeenPods {
  readonly #seen = new Map<string, LastSeen>()

  of(topic: string): LastSeen | undefined {
    return this.#seen.get(topic)
  }

  keep(topic: string, state: TopicState | undefined, until: number): void {
    this.#seen.delete(topic)
    if (state?.kind !== 'pod') return
    this.#seen.set(topic, { state, until })
    const [oldest] = this.#seen.keys()
    if (this.#seen.size > most && oldest !== undefined) this.#seen.delete(oldest)
  }
}
