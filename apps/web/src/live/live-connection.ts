import type { LiveEvent } from '@portolan/contract/live'
import { ApiError } from '../api/api-error.ts'
import type { Failure } from '../api/api-error.ts'
import { backoff } from './backoff.ts'
import type { LiveStatus } from './live-status.ts'
import { readLiveStream } from './read-live-stream.ts'

/** Opens one stream. Rejects with ApiError, or with the signal's reason. */
export type OpenStream = (request: {
  readonly topics: readonly string[]
  readonly lastEventId: string | undefined
  readonly signal: AbortSignal
}) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>

export type LiveConnectionParts = {
  readonly open: OpenStream
  readonly onEvent: (event: LiveEvent) => void
  readonly onStatus: (status: LiveStatus) => void
}

/** Topics that change within this time make one new request: a page mounts many views at once. Milliseconds. */
const settle = 40

/**
 * Keeps one stream of live events open for a changing set of topics: comes back
 * with a backoff when it breaks, and resumes after the last event that arrived.
 */
export class LiveConnection {
  readonly #parts: LiveConnectionParts
  #topics: readonly string[] = []
  #lastEventId: string | undefined
  #running = new AbortController()
  #status: LiveStatus = { kind: 'connecting', since: Date.now() }
  #failures = 0

  constructor(parts: LiveConnectionParts) {
    this.#parts = parts
  }

  get status(): LiveStatus {
    return this.#status
  }

  /** Asks for exactly these topics from now on. */
  setTopics(topics: readonly string[]): void {
    const wanted = [...new Set(topics)].toSorted()
    if (wanted.join(' ') === this.#topics.join(' ')) return
    this.#topics = wanted
    this.restart(settle)
  }

  /** Tries again now: there is a new token, or the network came back. */
  restart(delay = 0): void {
    this.#running.abort(new Error('the live stream starts anew'))
    this.#running = new AbortController()
    if (this.#topics.length > 0) void this.#run(this.#topics, delay, this.#running.signal)
  }

  async #run(topics: readonly string[], delay: number, signal: AbortSignal): Promise<void> {
    let wait = delay
    while (!signal.aborted) {
      await pause(wait, signal)
      if (signal.aborted) return
      const failure = await this.#follow(topics, signal)
      if (signal.aborted) return
      this.#failures += 1
      this.#tell({ kind: 'offline', since: this.#sinceOf('offline'), failure })
      // Asking again with a token that was refused only makes noise; a new one restarts this.
      if (isRefused(failure)) return
      wait = backoff(this.#failures)
    }
  }

  /** One stream from its start to its end. Returns why it ended, where that is known. */
  async #follow(topics: readonly string[], signal: AbortSignal): Promise<Failure | undefined> {
    try {
      const stream = await this.#parts.open({ topics, lastEventId: this.#lastEventId, signal })
      this.#failures = 0
      this.#tell({ kind: 'online', since: this.#sinceOf('online') })
      for await (const { event, id } of readLiveStream(stream, signal)) {
        if (signal.aborted) return undefined
        this.#lastEventId = id
        this.#parts.onEvent(event)
      }
      return undefined
    } catch (error) {
      return error instanceof ApiError ? error.failure : { kind: 'unreachable' }
    }
  }

  #sinceOf(kind: LiveStatus['kind']): number {
    return this.#status.kind === kind ? this.#status.since : Date.now()
  }

  #tell(status: LiveStatus): void {
    this.#status = status
    this.#parts.onStatus(status)
  }
}

function isRefused(failure: Failure | undefined): boolean {
  if (failure?.kind !== 'problem') return false
  return failure.problem.code === 'token-wrong' || failure.problem.code === 'token-missing'
}

/** Resolves after so many milliseconds, or at once when the signal aborts. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
