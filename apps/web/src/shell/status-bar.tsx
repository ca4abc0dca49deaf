import { useMantineColorScheme } from '@mantine/core'
import { IconLock, IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { clusterQuery } from '../features/session/query.ts'
import { currentCluster, useSession } from '../features/session/session-context.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { languageNames, languages, matchLanguage } from '../i18n/language.ts'
import { changeLanguage } from '../i18n/start-i18n.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { liveStore } from '../live/live-store.ts'
import { useLiveStatus } from '../live/use-live.ts'
import styles from './status-bar.module.css'

/** Where, as whom, how fresh, and what is allowed: always in sight. */
export function StatusBar() {
  const { t } = useTranslation('shell')
  const session = useSession()
  const open = useParams({ strict: false })
  const cluster = open.cluster ?? currentCluster(session)
  return (
    <footer className={styles.bar} aria-label={t('status')}>
      {cluster !== undefined && <ClusterStatus name={cluster} />}
      <Freshness />
      {session.readOnly && (
        <span title={t('readOnlyHint')}>
          <IconLock size={12} aria-hidden="true" /> {t('readOnly')}
        </span>
      )}
      {session.allowDisruptive && <span title={t('disruptiveHint')}>{t('disruptive')}</span>}
      <span className={styles.right}>
        <span className={styles.version}>{t('version', { version: session.version })}</span>
        <ColourSwitch />
        <LanguageSwitch />
      </span>
    </footer>
  )
}

function ClusterStatus({ name }: { readonly name: string }) {
  const { t } = useTranslation('shell')
  const { clusters } = useSession()
  const known = clusters.find((cluster) => cluster.name === name)
  const { data } = useQuery({ ...clusterQuery(name), enabled: known !== undefined })
  if (known === undefined) return <span>{name}</span>
  const version = data?.kubernetesVersion
  const groups =
    data === undefined || data.groups.length === 0
      ? ''
      : t('identityGroups', { groups: data.groups.join(', ') })
  return (
    <>
      <span title={t('clusterHint', { name, server: known.server })}>
        <span className="visually-hidden">{t('cluster')}: </span>
        {name}
        {version !== undefined && <span className={styles.faint}> {t('clusterVersion', { version })}</span>}
      </span>
      <span title={[t('identity'), groups].filter(Boolean).join('\n')}>
        <span className="visually-hidden">{t('identity')}: </span>
        {data?.user ?? t('identityUnknown')}
      </span>
    </>
  )
}

function Freshness() {
  const { t } = useTranslation('shell')
  const { mode } = useSession()
  const status = useLiveStatus()
  const language = useLanguage()
  const since = formatMoment(status.since, language)
  return (
    <output className={styles.freshness}>
      {status.kind === 'offline' ? (
        <span className={styles.offline} title={t('connection.offlineHint', { time: since })}>
          <IconPlugConnectedX size={13} aria-hidden="true" /> {t('connection.offline', { time: since })}
          <button type="button" onClick={liveStore.retry}>
            {t('connection.retry')}
          </button>
        </span>
      ) : mode.kind === 'recorded' ? (
        <span
          title={t('mode.recordedHint', {
            source: mode.source,
            time: formatMoment(mode.recordedAt, language),
          })}
          className={styles.recorded}
        >
          {t('mode.recorded', { time: formatMoment(mode.recordedAt, language) })}
        </span>
      ) : (
        <span>
          <i className={styles.dot} data-kind={status.kind} aria-hidden="true" />
          {status.kind === 'online' ? t('mode.live') : t('connection.connecting')}
        </span>
      )}
    </output>
  )
}

function ColourSwitch() {
  const { t } = useTranslation('shell')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <select
      aria-label={t('colours.label')}
      value={colorScheme}
      onChange={({ currentTarget: { value } }) =>
        setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')
      }
    >
      <option value="auto">{t('colours.auto')}</option>
      <option value="light">{t('colours.light')}</option>
      <option value="dark">{t('colours.dark')}</option>
    </select>
  )
}

function LanguageSwitch() {
  const { t } = useTranslation('shell')
  const language = useLanguage()
  return (
    <select
      aria-label={t('language')}
      value={language}
      onChange={({ currentTarget: { value } }) => void changeLanguage(matchLanguage([value]))}
    >
      {languages.map((one) => (
        <option key={one} value={one} lang={one}>
          {languageNames[one]}
        </option>
      ))}
    </select>
  )
}
