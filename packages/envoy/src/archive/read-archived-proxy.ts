import { readDump } from '../dump/read-dump.ts'
import type { ProxyDump } from '../dump/proxy-dump.ts'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { answersInFile } from './answers-in-file.ts'
import type { ArchivedProxy } from './archived-proxies.ts'
import { recogniseFile } from './recognise-file.ts'

export type ReadProxy = {
  readonly answers: ProxyAnswers
  /** Files that are not what their names say, with a sentence why. */
  readonly problems: readonly { readonly path: string; readonly text: string }[]
}

const emptyDump: ProxyDump = readDump([{ answer: { configs: [] } }])

/**
 * Reads what an archive holds of one proxy, one file after the other. A broken
 * file is a problem of its own and leaves the rest as it is.
 * @param readText gives the text of a path; what it throws is thrown on
 * @param readAt when the archive was made, in milliseconds since 1970
 */
export async function readArchivedProxy(
  { files }: Pick<ArchivedProxy, 'files'>,
  readText: (path: string) => Promise<string>,
  readAt: number,
): Promise<ReadProxy> {
  const answers: ProxyAnswers = { dump: emptyDump, readAt }
  const problems: { path: string; text: string }[] = []
  for (const path of Object.values(files)) {
    const text = await readText(path)
    try {
      Object.assign(answers, answersInFile(recogniseFile(path, text)))
    } catch (error) {
      if (!(error instanceof EnvoyAnswerError)) throw error
      problems.push({ path, text: error.text })
    }
  }
  return { answers, problems }
}
