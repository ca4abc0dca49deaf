import { useTranslation } from 'react-i18next'
import type { OpenDocument } from './document-store.ts'
import { tabTitleOf } from './document-title.ts'
import { useDocuments, useThisDocument } from './use-documents.ts'

/** How the tab of a document is called; the hint is there where names are alike. */
export function useTabTitle(open: OpenDocument): ReturnType<typeof tabTitleOf> {
  const { t } = useTranslation('documents')
  const { documents } = useDocuments()
  return tabTitleOf(open, documents, {
    welcome: t('welcome'),
    matrix: t('matrix'),
    unknown: t('unknown'),
  })
}

/** The name of the document that a component stands in, unlike that of any other one beside it. */
export function useThisTitle(): string {
  return useTabTitle(useThisDocument()).spoken
}
