import type { RecordedRedaction } from '@portolan/recording/manifest'
import type { Redactor } from '@portolan/recording/redact/redactor'
import type { SpoolNote } from './spool-journal.ts'

/**
 * Keeps the journal in step with the redactor: what it learned must be on disk
 * before the entry that it was learned from, or a recording that goes on later
 * would not scrub it from the other entries.
 */
export class RedactionNotes {
  readonly #redactor: Redactor
  readonly #told = { values: 0, names: 0, fields: 0 }
  readonly #counts = new Map<string, number>()

  /** @param earlier the notes of the run that was broken off */
  constructor(redactor: Redactor, earlier: readonly SpoolNote[]) {
    this.#redactor = redactor
    const counts = new Map<string, RecordedRedaction>()
    for (const note of earlier) {
      if (note.kind === 'learned') redactor.recall(note, [])
      if (note.kind === 'redacted') for (const one of note.redactions) counts.set(keyOf(one), one)
    }
    redactor.recall({ values: [], names: [], fields: [] }, [...counts.values()])
    this.#since()
  }

  /** What is new since the last time. */
  fresh(): readonly SpoolNote[] {
    return this.#since()
  }

  #since(): readonly SpoolNote[] {
    const { values, names, fields } = this.#redactor.notes()
    const told = this.#told
    const fresh = {
      values: values.slice(told.values),
      names: names.slice(told.names),
      fields: fields.slice(told.fields),
    }
    Object.assign(told, { values: values.length, names: names.length, fields: fields.length })
    const redactions = this.#redactor.report().filter((one) => this.#counts.get(keyOf(one)) !== one.times)
    for (const one of redactions) this.#counts.set(keyOf(one), one.times)
    const learned = fresh.values.length + fresh.names.length + fresh.fields.length > 0
    return [
      ...(learned ? [{ kind: 'learned', ...fresh } as const] : []),
      ...(redactions.length > 0 ? [{ kind: 'redacted', redactions } as const] : []),
    ]
  }
}

function keyOf({ rule, path }: RecordedRedaction): string {
  return `${rule} ${path}`
}
