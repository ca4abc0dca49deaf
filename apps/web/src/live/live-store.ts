import type { LiveStatus } from './live-status.ts'
import { holdTabLock, openLiveLink, openOwnLink } from './live-link.ts'
import type { LiveLink } from './live-link.ts'
import { LastSeenPods } from './last-seen.ts'
import type { HubMessage } from './live-messages.ts'
import { applyEvent } from './topic-state.ts'
import type { TopicState } from './topic-state.ts'

/** A topic that nobody watches is kept for this long, so that going back shows it at once. Milliseconds. */
const linger = 4_000

type Entry = {
  readonly listeners: Set<() => void>
  state: TopicState | undefined
  /** Set while the state is from an earlier look and nothing newer came; milliseconds of the epoch. */
  until: number | undefined
  leaving: ReturnType<typeof setTimeout> | undefined
}

/** What this tab knows of its topics, for `useSyncExternalStore`. */
export class LiveStore {
  readonly #entries = new Map<string, Entry>()
  readonly #lastSeen = new LastSeenPods()
  readonly #statusListeners = new Set<() => void>()
  #status: LiveStatus = { kind: 'connecting', since: Date.now() }
  #link: LiveLink | undefined
  #token: string | undefined

  /** Opens the way to the events once, and hands over every new token. */
  start(token: string | undefined): void {
    this.#token = token
    if (this.#link !== undefined) {
      this.#link.send({ kind: 'token', token })
      return
    }
    const receive = (message: HubMessage) => this.#receive(message)
    const hello = () => {
      this.#link?.send({ kind: 'hello', token: this.#token })
      this.#sendTopics()
    }
    this.#link = openLiveLink(receive, () => {
      this.#link = openOwnLink(receive)
      hello()
    })
    hello()
    holdTabLock((name) => this.#link?.send({ kind: 'lock', name }))
    const retry = () => this.#link?.send({ kind: 'retry' })
    addEventListener('online', retry)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') retry()
    })
    addEventListener('pagehide', () => this.#link?.send({ kind: 'bye' }))
    // A page that comes back out of the back/forward cache has said goodbye before.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) hello()
    })
  }

  watch(topic: string, listener: () => void): () => void {
    let entry = this.#entries.get(topic)
    if (entry === undefined) {
      entry = {
        listeners: new Set(),
        state: undefined,
        until: undefined,
        leaving: undefined,
        ...this.#lastSeen.of(topic),
      }
      this.#entries.set(topic, entry)
      this.#sendTopics()
    }
    const watched = entry
    clearTimeout(watched.leaving)
    watched.listeners.add(listener)
    return () => {
      watched.listeners.delete(listener)
      if (watched.listeners.size > 0) return
      clearTimeout(watched.leaving)
      watched.leaving = setTimeout(() => {
        this.#entries.delete(topic)
        this.#lastSeen.keep(topic, watched.state, watched.until ?? Date.now())
        this.#sendTopics()
      }, linger)
    }
  }

  stateOf(topic: string): TopicState | undefined {
    return (this.#entries.get(topic) ?? this.#lastSeen.of(topic))?.state
  }

  /** Until when the state of a topic was kept up to date; `undefined` while it is. Milliseconds of the epoch. */
  untilOf(topic: string): number | undefined {
    return (this.#entries.get(topic) ?? this.#lastSeen.of(topic))?.until
  }

  readonly watchStatus = (listener: () => void): (() => void) => {
    this.#statusListeners.add(listener)
    return () => this.#statusListeners.delete(listener)
  }

  readonly status = (): LiveStatus => this.#status

  readonly retry = (): void => {
    this.#link?.send({ kind: 'retry' })
  }

  #receive(message: HubMessage): void {
    if (message.kind === 'status') {
      this.#status = message.status
      for (const listener of this.#statusListeners) listener()
      return
    }
    const entry = this.#entries.get(message.event.topic)
    if (entry === undefined) return
    const state = applyEvent(entry.state, message.event)
    if (state === entry.state) return
    entry.state = state
    entry.until = undefined
    for (const listener of entry.listeners) listener()
  }

  #sendTopics(): void {
    this.#link?.send({ kind: 'topics', topics: [...this.#entries.keys()] })
  }
}

export const liveStore = new LiveStore()
