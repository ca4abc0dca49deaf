import { liveEvent } from '@portolan/contract/live'
import type { LiveEvent } from '@portolan/contract/live'
import * as z from 'zod/mini'

/** Reads `/api/live` as the web does, and lets a test wait for what it expects. */
export class LiveReader implements AsyncDisposable {
  readonly events: LiveEvent[] = []
  lastEventId: string | undefined
  readonly #ending = new AbortController()
  readonly #waiting = new Set<() => void>()
  #reading: Promise<void> | undefined

  static async open(
    origin: string,
    token: string,
    topics: readonly string[],
    lastEventId?: string,
  ): Promise<LiveReader> {
    const reader = new LiveReader()
    const query = new URLSearchParams(topics.map((topic): [string, string] => ['topic', topic]))
    const response = await fetch(`${origin}/api/live?${query.toString()}`, {
      headers: {
        'x-portolan-token': token,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: reader.#ending.signal,
    })
    if (response.status !== 200 || response.body === null) throw new Error(await response.text())
    reader.#reading = reader.#read(response.body).catch(() => undefined)
    return reader
  }

  /** The first event, seen already or still to come, that fits. */
  async find<T extends LiveEvent>(fits: (event: LiveEvent) => event is T, from?: number): Promise<T>
  async find(fits: (event: LiveEvent) => boolean, from?: number): Promise<LiveEvent>
  async find(fits: (event: LiveEvent) => boolean, from = 0): Promise<LiveEvent> {
    const deadline = performance.now() + 12_000
    for (;;) {
      const found = this.events.slice(from).find(fits)
      if (found !== undefined) return found
      const left = deadline - performance.now()
      if (left <= 0) throw new Error(`no such event among ${this.events.map(({ kind }) => kind).join(', ')}`)
      await this.#more(left)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort()
    await this.#reading
  }

  #more(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      this.#waiting.add(done)
    })
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of body) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) this.#take(block)
    }
  }

  #take(block: string): void {
    for (const line of block.split('\n')) {
      if (line.startsWith('id: ')) this.lastEventId = line.slice(4)
      if (line.startsWith('data: ')) this.events.push(z.parse(liveEvent, JSON.parse(line.slice(6))))
    }
    for (const wake of this.#waiting) wake()
  }
}
