import type { Problem } from '@portolan/contract/problem'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'

export type FailureWords = {
  readonly title: string
  readonly text: string
  /** A component's own words. */
  readonly said: string | undefined
  readonly requestId: string | undefined
}

/** Any thrown value in the reader's language. */
export function useFailureWords(error: unknown): FailureWords {
  const { t } = useTranslation(['problem', 'problems'])
  const nothingMore = { said: undefined, requestId: undefined }
  if (!(error instanceof ApiError)) {
    const said = error instanceof Error ? error.message : undefined
    return { ...nothingMore, title: t('unknown.title'), text: t('unknown.text'), said }
  }
  const { failure } = error
  switch (failure.kind) {
    case 'unreachable':
      return { ...nothingMore, title: t('unreachable.title'), text: t('unreachable.text') }
    case 'misread':
      return { ...nothingMore, title: t('misread.title'), text: t('misread.text') }
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
