import type { Problem } from '@portolan/contract/problem'
import { ApiError } from '../../api/api-error.ts'
import type { Translate } from '../../commands/command.ts'

export type FailureWords = {
  readonly title: string
  readonly text: string
  /** A component's own words. */
  readonly said: string | undefined
  readonly requestId: string | undefined
}

/** Any thrown value in the reader's language. */
export function failureWords(t: Translate, error: unknown): FailureWords {
  const nothingMore = { said: undefined, requestId: undefined }
  if (!(error instanceof ApiError)) {
    const said = error instanceof Error ? error.message : undefined
    return { ...nothingMore, title: t('problem:unknown.title'), text: t('problem:unknown.text'), said }
  }
  const { failure } = error
  switch (failure.kind) {
    case 'unreachable':
      return { ...nothingMore, title: t('problem:unreachable.title'), text: t('problem:unreachable.text') }
    case 'misread':
      return { ...nothingMore, title: t('problem:misread.title'), text: t('problem:misread.text') }
    case 'problem': {
      const { code, detail, requestId } = failure.problem
      return {
        title: t(`problems:${code}.title`),
        text: t(`problems:${code}.advice`),
        said: saidBy(failure.problem) ?? detail,
        requestId,
      }
    }
  }
}

/** The words of the component itself tell more than the server's fixed ones. */
function saidBy({ evidence }: Problem): string | undefined {
  return evidence !== undefined && 'text' in evidence ? evidence.text : undefined
}
