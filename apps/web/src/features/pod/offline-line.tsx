import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { useLiveStatus } from '../../live/use-live.ts'
import styles from './pod-document.module.css'

/** Says that the chart below is history while nothing new can arrive. */
export function OfflineLine() {
  const { t } = useTranslation('pod')
  const status = useLiveStatus()
  const language = useLanguage()
  if (status.kind !== 'offline') return null
  return (
    <output className={styles.gone}>
      <IconPlugConnectedX size={16} aria-hidden="true" />
      {t('stale', { time: formatMoment(status.since, language) })}
    </output>
  )
}
