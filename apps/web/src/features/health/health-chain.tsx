import type { PodHealth } from '@portolan/contract/health'
import type { PodDetail } from '@portolan/contract/pods'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { ContainerCard } from './container-card.tsx'
import { EventTable } from './event-table.tsx'
import { Headline } from './headline.tsx'
import styles from './health.module.css'

type HealthChainProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly health: UseQueryResult<PodHealth>
}

/** The one thing to know first; then every container with its probes, and what was told of the pod. */
export function HealthChain({ cluster, detail, health }: HealthChainProps) {
  const { t } = useTranslation('health')
  const { data, error, isPending, isFetching, refetch } = health
  if (isPending) {
    return (
      <div className={styles.waiting} aria-busy="true">
        <output>{t('loading')}</output>
      </div>
    )
  }
  if (data === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.chain} tabIndex={0} aria-label={t('part.chain')}>
      <Headline health={data} failed={error} fetching={isFetching} onRefresh={() => void refetch()} />
      <h3 className={styles.title}>{t('containers')}</h3>
      {data.containers.map((container) => (
        <ContainerCard
          key={container.name}
          cluster={cluster}
          chart={detail.chart}
          health={data}
          container={container}
        />
      ))}
      <h3 className={styles.title}>{t('events.title')}</h3>
      <EventTable events={data.events} />
    </section>
  )
}
