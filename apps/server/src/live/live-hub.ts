import type { LiveEvent } from '@portolan/contract/live'
import type { Topic } from '@portolan/contract/topics'
import { formatTopic } from '@portolan/contract/topics'

/** One event with its place in the order of everything that this process ever sent. */
export type Sequenced = { readonly sequence: number; readonly event: LiveEvent }

/** What feeds a topic while somebody is subscribed to it. */
export type LiveSource = {
  /** The whole of what is known now; nothing while nothing is known. */
  snapshot(): LiveEvent | undefined
  stop(): void
}
export type OpenSource = (topic: Topic, emit: (event: LiveEvent) => void) => LiveSource

type Channel = {
  readonly topic: Topic
  source: LiveSource
  readonly receivers: Set<(sent: Sequenced) => void>
  readonly ring: Sequenced[]
  /** Everything after this number is still in the ring. */
  coveredFrom: number
  lingering: NodeJS.Timeout | undefined
}

/** Events kept per topic, so that a reconnecting browser need not start over. */
const ringLength = 200

/**
 * Who listens to what. A topic's source runs while it has a subscriber and a
 * little longer, so that a reload or a resumed stream finds it still there; all
 * subscribers of a topic share it.
 */
export class LiveHub implements Disposable {
  readonly #open: OpenSource
  readonly #lingerMs: number
  readonly #channels = new Map<string, Channel>()
  #sequence = 0

  constructor(open: OpenSource, lingerMs = 5_000) {
    this.#open = open
    this.#lingerMs = lingerMs
  }

  /**
   * Delivers the events of one topic: those after `after` where they are all
   * still known, else a snapshot first; then everything new.
   * @param after the last number that the subscriber saw of this topic
   * @returns ends the subscription
   */
  subscribe(topic: Topic, after: number | undefined, receive: (sent: Sequenced) => void): () => void {
    const key = formatTopic(topic)
    const channel = this.#channels.get(key) ?? this.#start(key, topic)
    clearTimeout(channel.lingering)
    if (after !== undefined && after >= channel.coveredFrom) {
      for (const sent of channel.ring) if (sent.sequence > after) receive(sent)
    } else {
      const event = channel.source.snapshot()
      if (event !== undefined) receive({ sequence: this.#sequence, event })
    }
    channel.receivers.add(receive)
    return () => {
      channel.receivers.delete(receive)
      if (channel.receivers.size > 0) return
      clearTimeout(channel.lingering)
      channel.lingering = setTimeout(() => this.#stop(key, channel), this.#lingerMs).unref()
    }
  }

  /** Starts the sources anew of topics whose cluster came or went, and tells those who listen. */
  reopen(clusters: readonly string[]): void {
    for (const [key, channel] of this.#channels) {
      if (!('cluster' in channel.topic) || !clusters.includes(channel.topic.cluster)) continue
      channel.source.stop()
      channel.source = this.#open(channel.topic, (event) => this.#publish(key, event))
      const event = channel.source.snapshot()
      if (event !== undefined) this.#publish(key, event)
    }
  }

  /** The number of the newest event of all topics. */
  get sequence(): number {
    return this.#sequence
  }

  /** Topics whose source runs. */
  get running(): readonly string[] {
    return [...this.#channels.keys()]
  }

  [Symbol.dispose](): void {
    for (const [key, channel] of this.#channels) this.#stop(key, channel)
  }

  #start(key: string, topic: Topic): Channel {
    const emit = (event: LiveEvent) => this.#publish(key, event)
    const channel: Channel = {
      topic,
      source: this.#open(topic, emit),
      receivers: new Set(),
      ring: [],
      coveredFrom: this.#sequence,
      lingering: undefined,
    }
    this.#channels.set(key, channel)
    return channel
  }

  #publish(key: string, event: LiveEvent): void {
    const channel = this.#channels.get(key)
    if (channel === undefined) return
    const sent = { sequence: ++this.#sequence, event }
    channel.ring.push(sent)
    if (channel.ring.length > ringLength)
      channel.coveredFrom = channel.ring.shift()?.sequence ?? sent.sequence
    for (const receive of channel.receivers) receive(sent)
  }

  #stop(key: string, channel: Channel): void {
    clearTimeout(channel.lingering)
    channel.source.stop()
    this.#channels.delete(key)
  }
}
