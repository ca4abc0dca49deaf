import type { RecordedResource } from '../entries.ts'
import type { RecordedRedaction } from '../manifest.ts'
import { keptAnswer } from './kept-answer.ts'
import { keptCommand } from './kept-command.ts'
import type { CommandOwner } from './kept-command.ts'
import { keptObject } from './kept-objects.ts'
import { keptVariable } from './kept-variable.ts'
import { LearnedValues } from './learned-values.ts'
import type { LearnedNotes } from './learned-values.ts'
import { namesIn } from './object-names.ts'
import type { Removal } from './rewrite-json.ts'
import { Scrubber } from './scrubber.ts'
import { Tally } from './tally.ts'

/** An answer of a port, as it came. */
export type AnswerToRedact = {
  /** The catalog's id of the port, e.g. `envoy-admin`, `istiod-ctrlz`. */
  readonly port: string
  /** Path and query of the question. */
  readonly target: string
  /** Without a transfer's compression. */
  readonly body: Buffer
  /** Where it is told in the report, e.g. `pods/shop/frontend-1/0.json`. */
  readonly entry: string
}

/**
 * What never gets into a recording. One redactor per recording: it learns what
 * it removes, so every object goes through {@link object} and every answer
 * through {@link answer} first, every variable that a process was asked for
 * through {@link variable}, and every entry's bytes through {@link scrub}
 * when the archive is packed, when all there is to learn has been learned.
 */
export class Redactor {
  readonly #learned = new LearnedValues()
  readonly #scrubber = new Scrubber(this.#learned)
  readonly #tally = new Tally()

  /**
   * A Kubernetes object as it may be kept: fields, environment, annotations and
   * arguments by allow-list. The object that is given stays as it is.
   * @throws UnrecordableObjectError for a Secret
   */
  object(resource: RecordedResource, object: unknown, entry: string = `objects/${resource}`): unknown {
    const kept = keptObject(resource, object, this.#removal(entry))
    for (const name of namesIn(kept)) this.#learned.hear(name)
    return kept
  }

  /** The body of an answer as it may be kept: JSON stays JSON, with its keys, order, numbers and white space. */
  answer({ port, target, body, entry }: AnswerToRedact): Buffer {
    return keptAnswer({ port, target }, body, this.#removal(entry), (field) => this.#learned.hearField(field))
  }

  /** The value of an environment variable of a process as it may be kept, as {@link object} keeps a container's. */
  variable(name: string, value: string, entry: string): string {
    return keptVariable(name, value, this.#removal(entry))
  }

  /** The command line of a process as it may be kept, as {@link object} keeps a container's arguments. */
  command(owner: CommandOwner, words: readonly string[], entry: string): readonly string[] {
    return keptCommand(owner, words, this.#removal(entry))
  }

  /**
   * Hears of what its owner took out of a text before it came here.
   * @param learned whether it has to be looked for elsewhere, as a secret has
   */
  took(
    text: string,
    told: { readonly rule: string; readonly entry: string; readonly learned: boolean },
  ): void {
    this.#removal(told.entry)(told.rule, text, told.learned)
  }

  /** Any bytes without what was learned, in every spelling of it, and without what has the shape of a secret. */
  scrub(bytes: Buffer, entry: string): Buffer {
    return this.#scrubber.scrub(bytes, (rule, times) => this.#tally.count(rule, entry, times))
  }

  /** How often which rule removed something where; never what. */
  report(): readonly RecordedRedaction[] {
    return this.#tally.report()
  }

  /** What was learned so far; see {@link LearnedNotes}. */
  notes(): LearnedNotes {
    return this.#learned.notes()
  }

  /** Goes on as the redactor that told these notes and this report. */
  recall(notes: LearnedNotes, report: readonly RecordedRedaction[]): void {
    this.#learned.recall(notes)
    for (const { rule, path, times } of report) this.#tally.count(rule, path, times)
  }

  #removal(entry: string): Removal {
    return (rule, text, learn) => {
      this.#tally.count(rule, entry)
      if (learn) this.#learned.learn(text)
    }
  }
}
