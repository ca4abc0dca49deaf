import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { NoticePage } from '../problem/notice-page.tsx'

type WrongClusterNoticeProps = { readonly cluster: string; readonly known: readonly string[] }

export function WrongClusterNotice({ cluster, known }: WrongClusterNoticeProps) {
  const { t } = useTranslation('pod')
  const language = useLanguage()
  return (
    <NoticePage icon={IconMapOff} title={t('clusterUnknown.title')}>
      <p>{t('clusterUnknown.text', { cluster, known: formatList(known, language) })}</p>
      <p>{t('clusterUnknown.advice')}</p>
    </NoticePage>
  )
}
