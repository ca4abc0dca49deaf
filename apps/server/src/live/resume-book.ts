import { randomBytes } from 'node:crypto'

/** What an event's `id:` says: which stream it was on, and the number of the event. */
export type EventId = { readonly stream: string; readonly sequence: number }

/** Ended streams that are remembered; a browser has one, and reconnects soon. */
const remembered = 500

/**
 * Remembers which topics each stream carried. A stream that comes back may have
 * other topics than before, and only those that it had may be resumed: the
 * others need a snapshot, whatever number the browser saw last.
 */
export class ResumeBook {
  readonly #topics = new Map<string, ReadonlySet<string>>()

  /** Notes a new stream, and gives it its name. */
  open(topics: readonly string[]): string {
    const stream = randomBytes(9).toString('base64url')
    this.#topics.set(stream, new Set(topics))
    for (const oldest of this.#topics.keys()) {
      if (this.#topics.size <= remembered) break
      this.#topics.delete(oldest)
    }
    return stream
  }

  /** The number after which a topic may go on; `undefined` asks for a snapshot. */
  resumeAt(lastEventId: string | undefined, topic: string): number | undefined {
    const id = lastEventId === undefined ? undefined : parseEventId(lastEventId)
    if (id === undefined || this.#topics.get(id.stream)?.has(topic) !== true) return undefined
    return id.sequence
  }
}

export function formatEventId({ stream, sequence }: EventId): string {
  return `${stream}.${sequence}`
}

function parseEventId(text: string): EventId | undefined {
  const match = /^([\w-]{12})\.(\d{1,15})$/.exec(text)
  return match?.[1] === undefined ? undefined : { stream: match[1], sequence: Number(match[2]) }
}
