import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NoticePage } from '../features/problem/notice-page.tsx'

/** What an unknown address shows, inside the workbench. */
export function NotFound() {
  const { t } = useTranslation('shell')
  return (
    <NoticePage icon={IconMapOff} title={t('notFound.title')}>
      <p>{t('notFound.text')}</p>
      <p>
        <Link to="/">{t('notFound.home')}</Link>
      </p>
    </NoticePage>
  )
}
