import { adminPath } from '@portolan/envoy/ask/admin-question'
import type { AdminQuestion } from '@portolan/envoy/ask/admin-question'
import { answersInFile } from '@portolan/envoy/archive/answers-in-file'
import type { ArchivedProxy } from '@portolan/envoy/archive/archived-proxies'
import { readArchivedProxy } from '@portolan/envoy/archive/read-archived-proxy'
import { isJsonStart, notWhole, recogniseJson, recogniseText } from '@portolan/envoy/archive/recognise-file'
import { readDump } from '@portolan/envoy/dump/read-dump'
import { EnvoyAnswerError } from '@portolan/envoy/envoy-answer-error'
import type { Json } from '@portolan/envoy/json/json'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import type { Gap } from './desk-messages.ts'
import { readJson } from './read-json.ts'
import type { ReadsAnswers, Told } from './proxy-answers-reader.ts'

/** The longest file that is read, in bytes: beyond it a tab runs out of memory. */
export const longestFile = 512 * 1024 * 1024

type FileParts = {
  readonly name: string
  readonly answers: ProxyAnswers
  /** The dump as it is written, or the only answer; `undefined` where an archive holds no dump. */
  readonly text: (() => Promise<string>) | undefined
  /** What stands where an answer is missing. */
  readonly missing: string
  readonly problems?: readonly Gap[]
}

/** What a file holds of a proxy: all that can be told, and nobody to ask for more. */
export class FileAnswers implements ReadsAnswers {
  readonly #parts: FileParts

  constructor(parts: FileParts) {
    this.#parts = parts
  }

  /** @throws EnvoyAnswerError when an archive holds no dump */
  async text(): Promise<string> {
    const { text } = this.#parts
    if (text === undefined) throw new EnvoyAnswerError('The archive holds no config dump of it.')
    return text()
  }

  /** @throws EnvoyAnswerError when nothing that was asked for is there, and something of it is broken */
  read(questions: readonly AdminQuestion[]): Promise<Told> {
    const { name, answers, missing, problems = [] } = this.#parts
    const absent = new Set(
      questions.flatMap((question) => {
        const isAbsent =
          question.gives === 'dump' ? answers.documents === undefined : answers[question.gives] === undefined
        return isAbsent && question.isOptional !== true ? [adminPath(question).replace(/\?.*/, '')] : []
      }),
    )
    const gaps = [...absent].map((question) => ({ question, text: missing }))
    return Promise.resolve({ answers, asked: [name], gaps: [...problems, ...gaps] })
  }
}

/**
 * Reads a single file.
 * @throws EnvoyAnswerError when it is nothing that a proxy answers; the signal's reason when it aborts
 */
export async function answersOfFile(
  name: string,
  from: File,
  readAt: number,
  signal: AbortSignal,
): Promise<FileAnswers> {
  const file = isJsonStart(await from.slice(0, 4_096).text())
    ? recogniseJson(name, await jsonOf(from, name, signal))
    : recogniseText(name, await from.text())
  const answers = { dump: readDump([]), readAt, ...answersInFile(file) }
  const isPart = file.kind === 'config-dump' && !file.whole
  return new FileAnswers({
    name,
    answers,
    text: () => from.text(),
    missing: 'The file does not hold it.',
    problems: isPart
      ? [
          {
            question: '/config_dump',
            text: 'The file holds a part of the dump: what is not in it is not shown.',
          },
        ]
      : [],
  })
}

async function jsonOf(file: File, name: string, signal: AbortSignal): Promise<Json> {
  try {
    return await readJson(new Response(file), signal)
  } catch (error) {
    throw error instanceof EnvoyAnswerError ? notWhole(name, error) : error
  }
}

/**
 * Reads what an archive holds of one proxy; a broken answer is a gap beside the others.
 * @param texts of the proxy's files, by their paths
 * @param openedAt stands where the archive does not say when it was written, in milliseconds since 1970
 */
export async function answersOfArchived(
  proxy: ArchivedProxy,
  texts: ReadonlyMap<string, string>,
  openedAt: number,
): Promise<FileAnswers> {
  const { files, writtenAt = openedAt } = proxy
  const readText = (path: string) => Promise.resolve(texts.get(path) ?? '')
  const { answers, problems } = await readArchivedProxy(proxy, readText, writtenAt)
  const dump = files['config-dump']
  return new FileAnswers({
    name: dump ?? `${proxy.namespace}/${proxy.pod}`,
    answers,
    text: dump === undefined ? undefined : () => readText(dump),
    missing: 'The archive does not hold it.',
    problems: problems.map(({ path, text }) => ({ question: path, text })),
  })
}
