import type { RecordedAnswer } from '@portolan/recording/entries'
import type { OpenRecording } from '@portolan/recording/open-recording'
import type { StoredAnswer } from '../pods/answer-table.ts'

/** Bytes of bodies that are kept in memory; a probe asks the same few again and again. */
const keptBytes = 32 * 1024 * 1024

/** Framing is made anew for each answer. */
const dropped = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'content-type'])

type Kept = { readonly answer: Promise<StoredAnswer>; bytes: number }

/** Recorded answers with their bodies, the latest in memory. Each answer is one object as long as it is kept. */
export class BodyCache {
  readonly #recording: OpenRecording
  readonly #kept = new Map<RecordedAnswer, Kept>()
  #bytes = 0

  constructor(recording: OpenRecording) {
    this.#recording = recording
  }

  answer(recorded: RecordedAnswer): Promise<StoredAnswer> {
    const known = this.#kept.get(recorded)
    if (known) {
      this.#kept.delete(recorded)
      this.#kept.set(recorded, known)
      return known.answer
    }
    const entry = { answer: this.#read(recorded), bytes: 0 }
    this.#kept.set(recorded, entry)
    void this.#weigh(recorded, entry)
    return entry.answer
  }

  async #weigh(recorded: RecordedAnswer, entry: Kept): Promise<void> {
    try {
      entry.bytes = (await entry.answer).body.length
      this.#bytes += entry.bytes
      this.#shrink()
    } catch {
      // Whoever asked for it is told; the next one who asks tries again.
      this.#kept.delete(recorded)
    }
  }

  async #read({ status, headers, body }: RecordedAnswer): Promise<StoredAnswer> {
    const kept = Object.entries(headers).filter(([name]) => !dropped.has(name))
    return {
      status,
      type: headers['content-type'] ?? '',
      headers: Object.fromEntries(kept),
      body: body === undefined ? '' : await this.#recording.readBody(body),
    }
  }

  #shrink(): void {
    for (const [recorded, { bytes }] of this.#kept) {
      if (this.#bytes <= keptBytes) return
      this.#kept.delete(recorded)
      this.#bytes -= bytes
    }
  }
}
