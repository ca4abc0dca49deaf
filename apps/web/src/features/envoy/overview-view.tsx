import type { Finding } from '@portolan/envoy/overview/finding'
import type { Link } from '@portolan/envoy/table/resource-table'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { AsOf } from './as-of.tsx'
import type { EnvoySearch } from './envoy-search.ts'
import { FactList } from './fact-list.tsx'
import { FactValue } from './fact-value.tsx'
import { GapList } from './gap-list.tsx'
import { NotRead } from './not-read.tsx'
import { overviewQuery } from './table-query.ts'
import { useWord } from './use-word.ts'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

type OverviewViewProps = {
  readonly source: ProxySource
  readonly onGo: (to: Partial<EnvoySearch>) => void
}

/** A proxy at a glance: what is the matter with it, on top; then what it is. */
export function OverviewView({ source, onGo }: OverviewViewProps) {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  const query = useQuery(overviewQuery(source))
  const { data } = query
  if (data === undefined) return <NotRead query={query} what={t('section.overview')} />
  const { overview, gaps, readAt } = data
  const { findings, facts, missing } = overview
  const follow = (link: Link) => {
    if (link.kind === 'row')
      onGo({ section: link.table, row: link.name, text: '', only: {}, sort: undefined })
  }
  return (
    <div className={styles.table}>
      <div className="tool-line">
        <span className="tool-count" />
        <AsOf source={source} readAt={readAt} fetching={query.isFetching} />
      </div>
      <GapList gaps={gaps} />
      {/* It scrolls, so that the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.overview} tabIndex={0} role="region" aria-label={t('section.overview')}>
        <h2>{t('overview.findings')}</h2>
        {findings.length === 0 ? (
          <p className={styles.fine}>
            <IconCircleCheck size={15} aria-hidden="true" /> {t('overview.ok')}
          </p>
        ) : (
          <ul className={styles.findings}>
            {findings.map((finding, place) => (
              // Findings never change their places while they are shown.
              // oxlint-disable-next-line react/no-array-index-key
              <FindingItem key={place} finding={finding} onFollow={follow} />
            ))}
          </ul>
        )}
        <h2>{t('overview.facts')}</h2>
        <FactList facts={facts} onFollow={follow} />
        {missing.length > 0 && (
          <p className={styles.soft}>{t('overview.missing', { what: formatList(missing, language) })}</p>
        )}
      </div>
    </div>
  )
}

const icons = { problem: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const

type FindingItemProps = { readonly finding: Finding; readonly onFollow: (link: Link) => void }

function FindingItem({ finding, onFollow }: FindingItemProps) {
  const { t } = useTranslation('envoy')
  const word = useWord()
  const { severity, name, text, why, facts, link } = finding
  const Icon = icons[severity]
  return (
    <li data-severity={severity}>
      <Icon size={15} aria-hidden="true" />
      <div>
        <span className="visually-hidden">{t(`overview.severity.${severity}`)}: </span>
        <b>{word(finding.word)}</b>{' '}
        {name !== undefined && (
          <FactValue fact={link === undefined ? { text: name } : { text: name, link }} onFollow={onFollow} />
        )}
        {text !== undefined && <p className={styles.said}>{text}</p>}
        {why !== undefined && <p className={styles.soft}>{word(why)}</p>}
        {facts !== undefined && <FactList facts={facts} onFollow={onFollow} />}
      </div>
    </li>
  )
}
