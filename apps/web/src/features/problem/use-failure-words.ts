import { useTranslate } from '../../commands/use-translate.ts'
import { failureWords } from './failure-words.ts'
import type { FailureWords } from './failure-words.ts'

/** Any thrown value in the reader's language, drawn again when that changes. */
export function useFailureWords(error: unknown): FailureWords {
  return failureWords(useTranslate(), error)
}
