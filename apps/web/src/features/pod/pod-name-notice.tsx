import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NoticePage } from '../problem/notice-page.tsx'

export function PodNameNotice() {
  const { t } = useTranslation('pod')
  return (
    <NoticePage icon={IconMapOff} title={t('badName.title')}>
      <p>{t('badName.text')}</p>
      <p>{t('openExplorer')}</p>
    </NoticePage>
  )
}
