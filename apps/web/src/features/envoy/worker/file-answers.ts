import { adminPath } from '@portolan/envoy/ask/admin-question'
import type { AdminQuestion } from '@portolan/envoy/ask/admin-question'
import { recogniseFile } from '@portolan/envoy/archive/recognise-file'
import { readDump } from '@portolan/envoy/dump/read-dump'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import type { ReadsAnswers, Told } from './proxy-answers-reader.ts'

/** The longest file that is read, in bytes: beyond it a tab runs out of memory. */
export const longestFile = 512 * 1024 * 1024

/** What a file holds of a proxy: all that can be told, and nobody to ask for more. */
export class FileAnswers implements ReadsAnswers {
  readonly text: string
  readonly #name: string
  readonly #answers: ProxyAnswers

  /** @throws EnvoyAnswerError when the file is nothing that a proxy answers */
  constructor(name: string, text: string, readAt: number) {
    this.text = text
    this.#name = name
    const file = recogniseFile(name, text)
    if (file.kind === 'prometheus-stats') {
      throw new EnvoyAnswerError('These are statistics in Prometheus’ format, which no view here reads.')
    }
    this.#answers =
      file.kind === 'config-dump'
        ? { dump: readDump([{ answer: file.answer }]), documents: [file.answer], readAt }
        : { dump: readDump([]), [file.to]: file.answer, readAt }
  }

  read(questions: readonly AdminQuestion[]): Promise<Told> {
    const missing = new Set(
      questions.flatMap((question) => {
        const absent =
          question.gives === 'dump'
            ? this.#answers.documents === undefined
            : this.#answers[question.gives] === undefined
        return absent ? [adminPath(question).replace(/\?.*/, '')] : []
      }),
    )
    const gaps = [...missing].map((question) => ({ question, text: 'The file does not hold it.' }))
    return Promise.resolve({ answers: this.#answers, asked: [this.#name], gaps })
  }
}
