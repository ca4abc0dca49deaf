import { readDump } from '../dump/read-dump.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { AdminQuestion } from './admin-question.ts'

/** A question and its answer: text where Envoy answers text, else the object; `undefined` when Envoy has no such section. */
export type Answered = {
  readonly question: AdminQuestion
  readonly answer: string | JsonObject | undefined
}

/**
 * Puts the answers of one proxy together. Documents of the dump keep their order,
 * so that a row's place finds its own.
 * @param readAt milliseconds since 1970
 * @throws EnvoyAnswerError when a part of the dump is none
 */
export function collectAnswers(answered: readonly Answered[], readAt: number): ProxyAnswers {
  const parts = answered.filter(
    (one): one is { question: AdminQuestion; answer: JsonObject } =>
      one.question.gives === 'dump' && typeof one.answer === 'object',
  )
  const others = answered.flatMap(({ question, answer }) =>
    question.gives === 'dump' || answer === undefined ? [] : [[question.gives, answer] as const],
  )
  return {
    ...Object.fromEntries(others),
    dump: readDump(parts.map(({ question, answer }) => ({ answer, field: question.query?.['resource'] }))),
    documents: parts.map(({ answer }) => answer),
    readAt,
  }
}
