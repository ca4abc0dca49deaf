import type { Link } from '@portolan/envoy/table/resource-table'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AsOf } from './as-of.tsx'
import type { EnvoySearch } from './envoy-search.ts'
import { FactList } from './fact-list.tsx'
import { GapList } from './gap-list.tsx'
import { NotRead } from './not-read.tsx'
import { bootstrapQuery } from './table-query.ts'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

type BootstrapViewProps = {
  readonly source: ProxySource
  readonly onGo: (to: Partial<EnvoySearch>) => void
}

/** What Envoy was started with. */
export function BootstrapView({ source, onGo }: BootstrapViewProps) {
  const { t } = useTranslation('envoy')
  const query = useQuery(bootstrapQuery(source))
  const { data } = query
  if (data === undefined) return <NotRead query={query} what={t('section.bootstrap')} />
  const follow = (link: Link) => {
    if (link.kind === 'row') onGo({ section: link.table, row: link.name })
  }
  return (
    <div className={styles.table}>
      <div className="tool-line">
        <span className="tool-count" />
        <AsOf source={source} readAt={data.readAt} fetching={query.isFetching} />
      </div>
      <GapList gaps={data.gaps} />
      {/* It scrolls, so that the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.overview} tabIndex={0} role="region" aria-label={t('section.bootstrap')}>
        <FactList facts={data.facts} onFollow={follow} />
      </div>
    </div>
  )
}
