import { useMantineColorScheme } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { clusterQuery } from '../features/session/query.ts'
import { currentCluster, useSession } from '../features/session/session-context.ts'
import { languageNames, languages, matchLanguage } from '../i18n/language.ts'
import { changeLanguage } from '../i18n/start-i18n.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Freshness } from './freshness.tsx'
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
      <output className={styles.freshness}>
        <Freshness cluster={cluster} />
      </output>
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
