import { readDump } from '../dump/read-dump.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { RecognisedFile } from './recognise-file.ts'

/** What a file that was recognised tells of a proxy. @throws EnvoyAnswerError when it is a dump that cannot be read */
export function answersInFile(file: RecognisedFile): Partial<ProxyAnswers> {
  switch (file.kind) {
    case 'config-dump':
      return { dump: readDump([{ answer: file.answer }]), documents: [file.answer] }
    case 'prometheus-stats':
      return { stats: file.stats, gauges: file.gauges }
    case 'answer':
      return { [file.to]: file.answer }
    default:
      return file satisfies never
  }
}
