import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import type { Topic } from '@portolan/contract/topics'
import { useLastSeen, useLiveStatus } from '../../live/use-live.ts'
import styles from './pod-document.module.css'

/** Says that the chart below is history: nothing new can arrive, or nothing did yet since somebody looks again. */
export function OfflineLine({ topic }: { readonly topic: Topic }) {
  const { t } = useTranslation('pod')
  const status = useLiveStatus()
  const language = useLanguage()
  const lastSeen = useLastSeen(topic)
  const since = lastSeen ?? (status.kind === 'offline' ? status.since : undefined)
  if (since === undefined) return null
  return (
    <output className={styles.gone} data-late={status.kind !== 'offline' || undefined}>
      <IconPlugConnectedX size={16} aria-hidden="true" />
      {t(status.kind === 'offline' ? 'stale' : 'lastSeen', { time: formatMoment(since, language) })}
    </output>
  )
}
