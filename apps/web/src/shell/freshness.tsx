import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { modeOf } from '../features/session/cluster-mode.ts'
import { useSession } from '../features/session/session-context.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { liveStore } from '../live/live-store.ts'
import { useLiveStatus, useTopics } from '../live/use-live.ts'
import styles from './status-bar.module.css'

/** How old what one sees may be: the worst of our own connection and the cluster's watch. */
export function Freshness({ cluster }: { readonly cluster: string | undefined }) {
  const { t } = useTranslation('shell')
  const mode = modeOf(useSession(), cluster)
  const status = useLiveStatus()
  const language = useLanguage()
  const [pods] = useTopics(cluster === undefined ? [] : [{ kind: 'pods', cluster }])

  if (status.kind === 'offline') {
    const time = formatMoment(status.since, language)
    return (
      <span className={styles.offline} title={t('connection.offlineHint', { time })}>
        <IconPlugConnectedX size={13} aria-hidden="true" /> {t('connection.offline', { time })}
        <button type="button" onClick={liveStore.retry}>
          {t('connection.retry')}
        </button>
      </span>
    )
  }
  if (pods?.kind === 'pods' && pods.watch.state === 'stale') {
    return (
      <span className={styles.stale} title={pods.watch.text}>
        <IconAlertTriangle size={13} aria-hidden="true" />{' '}
        {t('mode.stale', { time: formatMoment(pods.watch.since, language) })}
      </span>
    )
  }
  return (
    <span>
      <i className={styles.dot} data-kind={status.kind} aria-hidden="true" />
      {status.kind !== 'online'
        ? t('connection.connecting')
        : mode.kind === 'live'
          ? t('mode.live')
          : t('mode.playing')}
    </span>
  )
}
