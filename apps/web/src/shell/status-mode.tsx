import type { SessionMode } from '@portolan/contract/session'
import { IconPlayerRecord } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useClusterNow } from '../features/session/cluster-clock.ts'
import { clusterQuery } from '../features/session/query.ts'
import { formatDay } from '../i18n/format-time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import styles from './status-bar.module.css'

/** Says that what is shown is no live cluster; of one that is live, nothing. */
export function StatusMode({ cluster, mode }: { readonly cluster: string; readonly mode: SessionMode }) {
  const { t } = useTranslation('shell')
  switch (mode.kind) {
    case 'live':
      return null
    case 'generated':
      return (
        <span className={styles.recorded} title={t('mode.generatedHint')}>
          {t('mode.generated')}
        </span>
      )
    case 'recorded':
      return <RecordedMode cluster={cluster} mode={mode} />
    default:
      return mode satisfies never
  }
}

function RecordedMode(props: {
  readonly cluster: string
  readonly mode: Extract<SessionMode, { kind: 'recorded' }>
}) {
  const { t } = useTranslation('shell')
  const { cluster, mode } = props
  const language = useLanguage()
  const now = useClusterNow(cluster)
  const { data } = useQuery(clusterQuery(cluster))
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(now)
  const versions = [
    ...(mode.istioVersion === undefined ? [] : [t('mode.istio', { version: mode.istioVersion })]),
    ...(data?.kubernetesVersion === undefined
      ? []
      : [t('clusterVersion', { version: data.kubernetesVersion })]),
  ]
  const time = formatDay(mode.recordedAt, language)
  return (
    <span className={styles.recorded} title={t('mode.recordedHint', { source: mode.source, time })}>
      <IconPlayerRecord size={12} aria-hidden="true" />{' '}
      {t('mode.recordingOf', { cluster: mode.source, time: moment })}
      {versions.map((version) => (
        <span key={version} className={styles.versions}>
          , {version}
        </span>
      ))}
    </span>
  )
}
