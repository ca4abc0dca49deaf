import type { PodObservations } from '@portolan/contract/observation'
import type { PodDetail } from '@portolan/contract/pods'
import { useHotkeys } from '@mantine/hooks'
import { Suspense, lazy, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { chartWithLook } from '@portolan/inside/chart/chart-with-look'
import { ChartLookLine } from '../chart/chart-look-line.tsx'
import { ChartNotices } from '../chart/chart-notices.tsx'
import { ChartSummary } from '../chart/chart-summary.tsx'
import { viewOf } from '../chart/chart-view.ts'
import { PodChart } from '../chart/pod-chart.tsx'
import { loadLaterMessages } from '../../i18n/start-i18n.ts'
import { documents } from '../../documents/document-store.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import { useThisTitle } from '../../documents/use-tab-title.ts'
import { useIsFront } from '../../documents/use-is-front.ts'
import { usePodLook } from '../inside/use-pod-look.ts'
import type { PodSearch } from './pod-search.ts'
import { usePodView, withShow } from './use-pod-view.ts'
import { PodFacts } from './pod-facts.tsx'
import styles from './pod-document.module.css'

// The diagram comes first; what is chosen, the table and the original pages come when they are wanted.
const PartDetail = lazy(async () => ({ default: (await import('../chart/part-detail.tsx')).PartDetail }))
const PortTable = lazy(async () => ({ default: (await import('../chart/port-table.tsx')).PortTable }))

const OriginalPage = lazy(async () => ({
  default: (await import('../chart/original/original-page.tsx')).OriginalPage,
}))

// Their words come with them.
const ProcessesView = lazy(async () => {
  const [view] = await Promise.all([import('../inside/processes-view.tsx'), loadLaterMessages()])
  return { default: view.ProcessesView }
})
const SocketsView = lazy(async () => {
  const [view] = await Promise.all([import('../inside/sockets-view.tsx'), loadLaterMessages()])
  return { default: view.SocketsView }
})
const RedirectionView = lazy(async () => {
  const [view] = await Promise.all([import('../inside/redirection-view.tsx'), loadLaterMessages()])
  return { default: view.RedirectionView }
})

const EnvoyView = lazy(async () => {
  const [view] = await Promise.all([import('../envoy/envoy-view.tsx'), loadLaterMessages()])
  return { default: view.EnvoyView }
})

const HealthView = lazy(async () => {
  const [view] = await Promise.all([import('../health/health-view.tsx'), loadLaterMessages()])
  return { default: view.HealthView }
})

type PodViewsProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly observations: PodObservations
  readonly show: PodSearch
}

/** The view that the address names, and beside it whatever is chosen. */
export function PodViews({ cluster, detail, observations, show }: PodViewsProps) {
  const { t } = useTranslation('pod')
  const { view: viewName = 'chart', port, page } = show
  const changeView = usePodView()
  const { id } = useThisDocument()
  const title = useThisTitle()
  const isFront = useIsFront(id)
  const isDiagram = viewName === 'chart' || viewName === 'ports'
  const inside = usePodLook(cluster, detail.chart.pod, isDiagram)
  const record = inside.record.data
  const look = useMemo(
    () => (record === undefined ? undefined : chartWithLook(detail.chart, record)),
    [detail.chart, record],
  )
  const view = useMemo(() => viewOf(detail.chart, observations, look), [detail.chart, observations, look])
  const choose = (chosen: string | undefined) => changeView(withShow({ port: chosen }), { replace: true })
  useHotkeys([
    [
      'Escape',
      () => {
        // An open dialog takes its own Escape, and only the document in front hears it.
        if (isFront && port !== undefined && document.querySelector('dialog[open]') === null)
          choose(undefined)
      },
      { preventDefault: false },
    ],
  ])
  const openOriginal = (ofPort: string, path: string) =>
    changeView(withShow({ view: 'original', port: ofPort, page: path }))

  return (
    <div className={styles.split}>
      <div className={styles.view}>
        {viewName !== 'original' && <ChartNotices chart={detail.chart} access={detail.access} />}
        {viewName === 'chart' && <PodChart view={view} chosen={port} onChoose={choose} />}
        <Suspense fallback={<div className={styles.waiting} aria-busy="true" />}>
          {viewName === 'ports' && <PortTable view={view} chosen={port} onChoose={choose} />}
          {viewName === 'envoy' && <EnvoyView cluster={cluster} detail={detail} show={show} />}
          {viewName === 'health' && <HealthView cluster={cluster} detail={detail} show={show} />}
          {viewName === 'processes' && <ProcessesView cluster={cluster} detail={detail} show={show} />}
          {viewName === 'sockets' && <SocketsView cluster={cluster} detail={detail} show={show} />}
          {viewName === 'redirection' && <RedirectionView cluster={cluster} detail={detail} />}
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
        // It scrolls, so that the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <aside className={styles.detail} tabIndex={0} aria-label={t('detail', { title })}>
          <Suspense fallback={<div aria-busy="true" />}>
            {port === undefined ? (
              <>
                <ChartSummary view={view} onChoose={choose} />
                <ChartLookLine cluster={cluster} view={view} inside={inside} onChoose={choose} />
                <PodFacts detail={detail} />
              </>
            ) : (
              <PartDetail
                view={view}
                chosen={port}
                onChoose={choose}
                onOpenOriginal={openOriginal}
                onOpenPod={(pod) => documents.open({ view: 'pod', cluster, pod, show: {} })}
              />
            )}
          </Suspense>
        </aside>
      )}
    </div>
  )
}
