import { adminPath } from '@portolan/envoy/ask/admin-question'
import type { AdminQuestion } from '@portolan/envoy/ask/admin-question'
import { isJsonStart, notWhole, recogniseJson, recogniseText } from '@portolan/envoy/archive/recognise-file'
import { readDump } from '@portolan/envoy/dump/read-dump'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import type { Json } from '@portolan/envoy/json/json'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import { readJson } from './read-json.ts'
import type { ReadsAnswers, Told } from './proxy-answers-reader.ts'

/** The longest file that is read, in bytes: beyond it a tab runs out of memory. */
export const longestFile = 512 * 1024 * 1024

/** What a file holds of a proxy: all that can be told, and nobody to ask for more. */
export class FileAnswers implements ReadsAnswers {
  readonly #file: File
  readonly #name: string
  readonly #answers: ProxyAnswers

  private constructor(file: File, name: string, answers: ProxyAnswers) {
    this.#file = file
    this.#name = name
    this.#answers = answers
  }

  /** @throws EnvoyAnswerError when the file is nothing that a proxy answers; the signal's reason when it aborts */
  static async open(file: File, name: string, readAt: number, signal: AbortSignal): Promise<FileAnswers> {
    const recognised = isJsonStart(await file.slice(0, 4_096).text())
      ? recogniseJson(name, await jsonOf(file, name, signal))
      : recogniseText(name, await file.text())
    if (recognised.kind === 'prometheus-stats') {
      throw new EnvoyAnswerError('These are statistics in Prometheus’ format, which no view here reads.')
    }
    const { answer } = recognised
    const answers =
      recognised.kind === 'config-dump'
        ? { dump: readDump([{ answer }]), documents: [answer], readAt }
        : { dump: readDump([]), [recognised.to]: answer, readAt }
    return new FileAnswers(file, name, answers)
  }

  /** As it is written. */
  text(): Promise<string> {
    return this.#file.text()
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

async function jsonOf(file: File, name: string, signal: AbortSignal): Promise<Json> {
  try {
    return await readJson(new Response(file), signal)
  } catch (error) {
    throw error instanceof EnvoyAnswerError ? notWhole(name, error) : error
  }
}
