import { fieldsOf } from './fields-of.ts'
import type { KeptAnswers } from './kept-answers.ts'

/** A field that may differ between two readings, and why. Questions and fields are matched as a whole or in part, as the pattern says. */
export type VolatileField = {
  readonly question: RegExp
  readonly field: RegExp
  /** `value`: it is there in both. `presence`: it may be missing in one. */
  readonly may: 'value' | 'presence'
  readonly why: string
}

export type Difference = {
  readonly question: string
  readonly field: string
  readonly live: string | undefined
  readonly replayed: string | undefined
}

export type Comparison = {
  readonly questions: number
  readonly fields: number
  /** Not listed as volatile, and not redacted: the recording, or its replay, is wrong. */
  readonly differences: readonly Difference[]
  /** Fields that differ as the list says they may, by its reasons. */
  readonly volatile: ReadonlyMap<string, number>
  /** Fields from which the recording took something out. */
  readonly redacted: number
}

/** What a recording has in place of what it must not hold. */
const redacted = '[redacted]'

/** Holds every answer of the replay against the live one. A question that only one side answers is a difference. */
export function compareAnswers(
  live: KeptAnswers,
  replayed: KeptAnswers,
  volatileFields: readonly VolatileField[],
): Comparison {
  const tally = new Tally(volatileFields)
  for (const question of new Set([...Object.keys(live), ...Object.keys(replayed)])) {
    tally.compare(question, fieldsOfQuestion(live, question), fieldsOfQuestion(replayed, question))
  }
  return tally
}

function fieldsOfQuestion(answers: KeptAnswers, question: string): ReadonlyMap<string, string> {
  const answer = answers[question]
  return answer === undefined ? new Map() : fieldsOf(answer)
}

class Tally implements Comparison {
  readonly differences: Difference[] = []
  readonly volatile = new Map<string, number>()
  questions = 0
  fields = 0
  redacted = 0
  readonly #volatileFields: readonly VolatileField[]

  constructor(volatileFields: readonly VolatileField[]) {
    this.#volatileFields = volatileFields
  }

  compare(question: string, live: ReadonlyMap<string, string>, replayed: ReadonlyMap<string, string>): void {
    this.questions += 1
    const listed = this.#volatileFields.filter((one) => one.question.test(question))
    const emptied = [...replayed].flatMap(([field, value]) => (value.includes(redacted) ? [`${field}/`] : []))
    for (const field of new Set([...live.keys(), ...replayed.keys()])) {
      this.fields += 1
      const [then, now] = [live.get(field), replayed.get(field)]
      if (then === now) continue
      if (isRedacted(then, now) || emptied.some((prefix) => field.startsWith(prefix))) {
        this.redacted += 1
        continue
      }
      const missing = then === undefined || now === undefined
      const rule = listed.find((one) => one.field.test(field) && (!missing || one.may === 'presence'))
      if (rule === undefined) this.differences.push({ question, field, live: then, replayed: now })
      else this.volatile.set(rule.why, (this.volatile.get(rule.why) ?? 0) + 1)
    }
  }
}

/** What stands around the removed part must be as it was. A whole document may stand in place of its parts. */
function isRedacted(live: string | undefined, replayed: string | undefined): boolean {
  if (replayed === undefined || !replayed.includes(redacted)) return false
  if (live === undefined) return replayed === JSON.stringify(redacted)
  let at = 0
  const pieces = replayed.split(redacted)
  for (const [index, piece] of pieces.entries()) {
    const found = index === 0 ? (live.startsWith(piece) ? 0 : -1) : live.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return live.endsWith(pieces.at(-1) ?? '')
}
