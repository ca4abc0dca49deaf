import { adminPath } from '@portolan/envoy/ask/admin-question'
import type { AdminQuestion } from '@portolan/envoy/ask/admin-question'
import { collectAnswers } from '@portolan/envoy/ask/collect-answers'
import type { Answered } from '@portolan/envoy/ask/collect-answers'
import { isUnchanged, versionsQuestion } from '@portolan/envoy/ask/versions'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import { listOf } from '@portolan/envoy/json/field'
import { objectOf } from '@portolan/envoy/json/json'
import type { JsonObject } from '@portolan/envoy/json/json'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { ApiError } from '../../../api/api-error.ts'
import type { Gap } from './desk-messages.ts'
import { readJson } from './read-json.ts'

/** Asks a question and gives its answer as it begins to come. @throws ApiError */
export type Ask = (question: AdminQuestion, signal: AbortSignal) => Promise<Response>

/** `isOld` once it is to be asked again; `before` is what it was then. */
type Kept = Answered & {
  readonly readAt: number
  readonly isOld: boolean
  readonly before: { readonly answer: JsonObject; readonly readAt: number } | undefined
}

/** From so many elements on it is worth a small question first whether an answer is still the same. */
const worthAsking = 200

/** What questions told, and which of them told nothing. */
export type Told = {
  readonly answers: ProxyAnswers
  readonly asked: readonly string[]
  readonly gaps: readonly Gap[]
}

/** Whoever has answers of a proxy. */
export type ReadsAnswers = {
  readonly read: (questions: readonly AdminQuestion[], signal: AbortSignal) => Promise<Told>
  /** From now on these questions, or all of them, are asked again; whoever holds a file has nobody to ask. */
  readonly askAgain?: (questions?: readonly AdminQuestion[]) => void
}

/**
 * The answers of one proxy. Each question is asked once, whoever wants its answer,
 * until it is forgotten; questions are asked one after the other, because Envoy
 * answers them one after the other in the thread that also takes configuration.
 * Asked again, a long part of the dump that was not updated since is not sent again.
 */
export class ProxyAnswersReader implements ReadsAnswers {
  readonly #ask: Ask
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()
  #line: Promise<unknown> = Promise.resolve()

  constructor(ask: Ask, now: () => number) {
    this.#ask = ask
    this.#now = now
  }

  /**
   * What the questions told. One that was refused is a gap, unless all were:
   * then there is nothing to show and the refusal is the answer.
   * @throws ApiError, EnvoyAnswerError
   */
  async read(questions: readonly AdminQuestion[], signal: AbortSignal): Promise<Told> {
    const gaps: Gap[] = []
    const kept: Kept[] = []
    let failure: Error | undefined
    for (const question of questions) {
      try {
        kept.push(await this.#one(question, signal))
      } catch (error) {
        signal.throwIfAborted()
        if (question.isOptional === true) continue
        failure ??= error instanceof Error ? error : new Error(String(error))
        gaps.push({ question: adminPath(question), text: wordsOf(error) })
      }
    }
    const isTold = kept.some(({ question }) => question.isOptional !== true)
    if (!isTold && failure !== undefined) throw failure
    const readAt = Math.min(this.#now(), ...kept.map((one) => one.readAt))
    const asked = kept.flatMap(({ question, answer }) =>
      question.gives === 'dump' && answer !== undefined ? [adminPath(question)] : [],
    )
    const statsBefore = kept.find(({ question }) => question.gives === 'stats')?.before
    return { answers: { ...collectAnswers(kept, readAt), statsBefore }, asked, gaps }
  }

  askAgain(questions?: readonly AdminQuestion[]): void {
    const keys = questions?.map(adminPath) ?? [...this.#kept.keys()]
    for (const key of keys) {
      const known = this.#kept.get(key)
      if (known !== undefined) this.#kept.set(key, { ...known, isOld: true })
    }
  }

  async #one(question: AdminQuestion, signal: AbortSignal): Promise<Kept> {
    const key = adminPath(question)
    const turn = this.#line.then(async () => {
      const known = this.#kept.get(key)
      if (known?.isOld === false) return known
      signal.throwIfAborted()
      const same = known === undefined ? undefined : await this.#unchanged(known, signal)
      const answer = same ?? (await this.#fresh(question, signal))
      const kept = { question, answer, readAt: this.#now(), isOld: false, before: beforeOf(known) }
      this.#kept.set(key, kept)
      return kept
    })
    this.#line = turn.catch(() => undefined)
    return turn
  }

  async #fresh(question: AdminQuestion, signal: AbortSignal): Promise<Answered['answer']> {
    try {
      const told = await this.#ask(question, signal)
      return question.gives === 'logging' ? await told.text() : objectOf(await readJson(told, signal))
    } catch (error) {
      // Envoy has no such section: it holds nothing of that kind, which is an answer.
      if (isAbsent(error)) return undefined
      throw error
    }
  }

  /** What is known, if Envoy says that it is still so; a question that fails decides nothing. */
  async #unchanged({ question, answer }: Kept, signal: AbortSignal): Promise<JsonObject | undefined> {
    const versions = versionsQuestion(question)
    if (versions === undefined || typeof answer !== 'object') return undefined
    if (listOf(answer, 'configs').length < worthAsking) return undefined
    try {
      const told = objectOf(await readJson(await this.#ask(versions, signal), signal))
      return isUnchanged(question, answer, told) ? answer : undefined
    } catch {
      signal.throwIfAborted()
      return undefined
    }
  }
}

/** Of statistics the answer before is kept: what matters of a counter is how it changes. */
function beforeOf(known: Kept | undefined): Kept['before'] {
  if (known?.question.gives !== 'stats' || typeof known.answer !== 'object') return undefined
  return { answer: known.answer, readAt: known.readAt }
}

function isAbsent(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.failure.kind === 'problem' &&
    error.failure.problem.code === 'not-found'
  )
}

function wordsOf(error: unknown): string {
  if (error instanceof EnvoyAnswerError) return error.text
  if (error instanceof ApiError && error.failure.kind === 'problem') {
    return error.failure.problem.detail ?? error.failure.problem.title
  }
  return error instanceof Error ? error.message : String(error)
}
