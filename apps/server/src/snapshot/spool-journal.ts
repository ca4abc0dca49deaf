import { appendFile, readFile } from 'node:fs/promises'
import { recordedGap, recordedRedaction } from '@portolan/recording/manifest'
import * as z from 'zod/mini'

/** One thing that has to be known again when a recording goes on after it was broken off. */
const note = z.discriminatedUnion('kind', [
  /** What is recorded. A recording goes on only as the one that was begun. */
  z.object({ kind: z.literal('begun'), what: z.string() }),
  z.object({ kind: z.literal('moment-started'), moment: z.number(), at: z.string() }),
  z.object({ kind: z.literal('moment-ended'), moment: z.number(), at: z.string() }),
  z.object({ kind: z.literal('objects'), moment: z.number(), gaps: z.array(recordedGap) }),
  /** It counts only if the spool has the entry: it is written before that. */
  z.object({
    kind: z.literal('pod'),
    moment: z.number(),
    entry: z.string(),
    gaps: z.array(recordedGap),
    istioVersion: z.optional(z.string()),
  }),
  /** What the redactor had learned until then, for what is still to be scrubbed. */
  z.object({
    kind: z.literal('learned'),
    values: z.array(z.string()),
    names: z.array(z.string()),
    fields: z.array(z.string()),
  }),
  /** What was redacted so far; a later count of the same rule and place stands for an earlier one. */
  z.object({ kind: z.literal('redacted'), redactions: z.array(recordedRedaction) }),
])
export type SpoolNote = z.infer<typeof note>

/**
 * What a spool of entries does not tell by itself, one JSON line a note, in the
 * same private folder. A last line that was cut off is left out: what it told
 * of was not put into the spool yet.
 */
export class SpoolJournal {
  readonly #file: string
  #written = false
  #last: Promise<void> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  /** Resolves when the notes are on disk, in the order of the calls. */
  write(...notes: readonly SpoolNote[]): Promise<void> {
    if (notes.length === 0) return this.#last
    // The line that an earlier run did not end must not swallow the next one.
    const text = `${this.#written ? '' : '\n'}${notes.map((one) => `${JSON.stringify(one)}\n`).join('')}`
    this.#written = true
    this.#last = this.#last.then(() => appendFile(this.#file, text, { mode: 0o600, flush: true }))
    return this.#last
  }

  async read(): Promise<readonly SpoolNote[]> {
    const lines = (await readFile(this.#file, 'utf8').catch(emptyWhenMissing)).split('\n')
    return lines.flatMap((line) => {
      const parsed = z.safeParse(note, parseJson(line))
      return parsed.success ? [parsed.data] : []
    })
  }
}

function emptyWhenMissing(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
  throw error
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
