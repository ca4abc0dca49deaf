import { IconBug } from '@tabler/icons-react'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NoticePage } from '../features/problem/notice-page.tsx'
import { Said } from '../features/problem/said.tsx'

/** A fault of ours in one document; explorer and status bar go on. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  return (
    <NoticePage
      icon={IconBug}
      tone="bad"
      title={t('crashed.title')}
      actions={
        <button type="button" className="button" data-main onClick={reset}>
          {t('crashed.again')}
        </button>
      }
    >
      <p>{t('crashed.text')}</p>
      <Said text={error instanceof Error ? error.message : undefined} />
    </NoticePage>
  )
}
