import { askServer } from '../api/ask-server.ts'
import { ApiError } from '../api/api-error.ts'
import { LiveConnection } from './live-connection.ts'
import type { OpenStream } from './live-connection.ts'
import type { HubMessage, TabMessage } from './live-messages.ts'
import { applyEvent, eventsOf } from './topic-state.ts'
import type { TopicState } from './topic-state.ts'

/** One tab, as the switchboard sees it. */
export type LiveTab = { readonly post: (message: HubMessage) => void }

/**
 * One connection for many tabs: browsers allow six HTTP/1.1 connections to one
 * origin, so a stream per tab would stop the seventh tab from loading anything.
 * Asks for the topics of all tabs together, and tells a tab that comes later
 * what the others already know.
 */
export class LiveSwitchboard {
  readonly #connection: LiveConnection
  readonly #tabs = new Map<LiveTab, ReadonlySet<string>>()
  readonly #states = new Map<string, TopicState>()
  #token: string | undefined

  constructor(open?: OpenStream) {
    this.#connection = new LiveConnection({
      open: open ?? ((request) => openLiveStream(this.#token, request)),
      onEvent: (event) => {
        const state = applyEvent(this.#states.get(event.topic), event)
        if (state !== undefined) this.#states.set(event.topic, state)
        for (const [tab, topics] of this.#tabs)
          if (topics.has(event.topic)) tab.post({ kind: 'event', event })
      },
      onStatus: (status) => {
        for (const tab of this.#tabs.keys()) tab.post({ kind: 'status', status })
      },
    })
  }

  hear(tab: LiveTab, message: TabMessage): void {
    switch (message.kind) {
      case 'hello':
        this.#tabs.set(tab, new Set())
        this.#useToken(message.token)
        tab.post({ kind: 'status', status: this.#connection.status })
        return
      case 'token':
        this.#useToken(message.token)
        return
      case 'topics':
        this.#setTopics(tab, new Set(message.topics))
        return
      case 'retry':
        if (this.#connection.status.kind === 'offline') this.#connection.restart()
        return
      case 'lock':
        // The shared worker waits for it; a tab's own switchboard ends with the tab.
        return
      case 'bye':
        this.#tabs.delete(tab)
        this.#ask()
        return
    }
  }

  #setTopics(tab: LiveTab, topics: ReadonlySet<string>): void {
    const before = this.#tabs.get(tab) ?? new Set<string>()
    this.#tabs.set(tab, topics)
    for (const topic of topics) {
      const state = this.#states.get(topic)
      if (before.has(topic) || state === undefined) continue
      for (const event of eventsOf(topic, state)) tab.post({ kind: 'event', event })
    }
    this.#ask()
  }

  #ask(): void {
    const topics = new Set(Array.from(this.#tabs.values(), (wanted) => Array.from(wanted)).flat())
    for (const topic of this.#states.keys()) if (!topics.has(topic)) this.#states.delete(topic)
    this.#connection.setTopics([...topics])
  }

  #useToken(token: string | undefined): void {
    if (token === undefined || token === this.#token) return
    this.#token = token
    this.#connection.restart()
  }
}

/** `GET /api/live` through fetch, because EventSource cannot send the token's header. */
async function openLiveStream(
  token: string | undefined,
  { topics, lastEventId, signal }: Parameters<OpenStream>[0],
): ReturnType<OpenStream> {
  const query = new URLSearchParams(topics.map((topic) => ['topic', topic]))
  const response = await askServer({
    method: 'GET',
    path: `/api/live?${query}`,
    token,
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    signal,
  })
  if (response.body === null) throw new ApiError({ kind: 'misread', status: response.status })
  return response.body
}
