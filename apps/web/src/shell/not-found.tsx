import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DocumentLink } from '../documents/document-link.tsx'
import { useThisDocument } from '../documents/use-documents.ts'
import { NoticePage } from '../features/problem/notice-page.tsx'

/** What an unknown address shows, inside the workbench. */
export function NotFound() {
  const { t } = useTranslation('shell')
  const { id } = useThisDocument()
  return (
    <NoticePage icon={IconMapOff} title={t('notFound.title')}>
      <p>{t('notFound.text')}</p>
      <p>
        <DocumentLink document={{ view: 'welcome' }} within={id}>
          {t('notFound.home')}
        </DocumentLink>
      </p>
    </NoticePage>
  )
}
