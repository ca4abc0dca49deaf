import type { PodObservations } from '@portolan/contract/observation'
import type { PodDetail } from '@portolan/contract/pods'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartNotices } from '../chart/chart-notices.tsx'
import { ChartSummary } from '../chart/chart-summary.tsx'
import { viewOf } from '../chart/chart-view.ts'
import { PodChart } from '../chart/pod-chart.tsx'
import { PodFacts } from './pod-facts.tsx'
import styles from './pod-document.module.css'

// The diagram comes first; what is chosen, the table and the original pages come when they are wanted.
const PartDetail = lazy(async () => ({ default: (await import('../chart/part-detail.tsx')).PartDetail }))
const PortTable = lazy(async () => ({ default: (await import('../chart/port-table.tsx')).PortTable }))

const OriginalPage = lazy(async () => ({
  default: (await import('../chart/original/original-page.tsx')).OriginalPage,
}))

type PodViewsProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly observations: PodObservations
}

/** The view that the address names, and beside it whatever is chosen. */
export function PodViews({ cluster, detail, observations }: PodViewsProps) {
  const { t } = useTranslation('pod')
  const {
    view: viewName = 'chart',
    port,
    page,
  } = useSearch({ from: '/clusters/$cluster/pods/$namespace/$pod' })
  const navigate = useNavigate()
  const view = useMemo(() => viewOf(detail.chart, observations), [detail.chart, observations])
  const choose = (chosen: string | undefined) =>
    void navigate({ to: '.', search: (before) => ({ ...before, port: chosen }), replace: true })
  useHotkeys([
    [
      'Escape',
      () => {
        // An open dialog takes its own Escape.
        if (port !== undefined && document.querySelector('dialog[open]') === null) choose(undefined)
      },
      { preventDefault: false },
    ],
  ])
  const openOriginal = (ofPort: string, path: string) =>
    void navigate({
      to: '.',
      search: (before) => ({ ...before, view: 'original', port: ofPort, page: path }),
    })

  return (
    <div className={styles.split}>
      <div className={styles.view}>
        {viewName !== 'original' && <ChartNotices chart={detail.chart} access={detail.access} />}
        {viewName === 'chart' && <PodChart view={view} chosen={port} onChoose={choose} />}
        <Suspense fallback={<div className={styles.waiting} aria-busy="true" />}>
          {viewName === 'ports' && <PortTable view={view} chosen={port} onChoose={choose} />}
          {viewName === 'original' && (
            <OriginalPage
              cluster={cluster}
              detail={detail}
              portKey={port}
              page={page}
              onOpen={openOriginal}
            />
          )}
        </Suspense>
      </div>
      {(viewName === 'chart' || port !== undefined) && viewName !== 'original' && (
        <aside className={styles.detail} aria-label={t('detail')}>
          <Suspense fallback={<div aria-busy="true" />}>
            {port === undefined ? (
              <>
                <ChartSummary view={view} onChoose={choose} />
                <PodFacts detail={detail} />
              </>
            ) : (
              <PartDetail
                view={view}
                chosen={port}
                onChoose={choose}
                onOpenOriginal={openOriginal}
                onOpenPod={({ namespace, name }) =>
                  void navigate({
                    to: '/clusters/$cluster/pods/$namespace/$pod',
                    params: { cluster, namespace, pod: name },
                  })
                }
              />
            )}
          </Suspense>
        </aside>
      )}
    </div>
  )
}
