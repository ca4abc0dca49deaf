import { problemCode } from '@portolan/contract/problem'
import type { PodRef } from '@portolan/contract/pod-ref'
import { IconGhost2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useTopic } from '../../live/use-live.ts'
import { ChartSkeleton } from '../chart/chart-skeleton.tsx'
import { CodeNotice } from '../problem/code-notice.tsx'
import { NoticePage } from '../problem/notice-page.tsx'
import type { PodSearch } from './pod-search.ts'
import { ThisCluster } from '../session/cluster-clock.ts'
import { PodHeader, PodHeaderWaiting } from './pod-header.tsx'
import { PodViews } from './pod-views.tsx'
import { OfflineLine } from './offline-line.tsx'
import { Successor } from './successor.tsx'
import styles from './pod-document.module.css'

type LivePodProps = { readonly cluster: string; readonly pod: PodRef; readonly show: PodSearch }

/** One pod for as long as somebody looks at it: loading, failed, gone, or its views. */
export function LivePod({ cluster, pod, show }: LivePodProps) {
  const { t } = useTranslation('pod')
  const state = useTopic({ kind: 'pod', cluster, pod })
  if (state === undefined) {
    return (
      <div className={styles.document} aria-busy="true">
        <PodHeaderWaiting name={pod.name} show={show} />
        <div className={styles.waiting}>
          <output className="visually-hidden">{t('loading', { pod: pod.name })}</output>
          <ChartSkeleton />
        </div>
      </div>
    )
  }
  switch (state.kind) {
    case 'failed':
      return <CodeNotice code={problemCode.safeParse(state.code).data ?? 'internal'} said={state.text} />
    case 'gone':
      return (
        <NoticePage icon={IconGhost2} title={t('gone.title')}>
          <p>{t('gone.textEmpty')}</p>
          <Successor cluster={cluster} gone={state.gone} />
        </NoticePage>
      )
    case 'pods':
    case 'sync':
    case 'requests':
    case 'tasks':
    case 'activity':
    case 'inside':
      return null
    case 'pod':
      return (
        <ThisCluster value={cluster}>
          <div className={styles.document}>
            <PodHeader detail={state.detail} show={show} />
            {state.gone !== undefined && (
              <output className={styles.gone}>
                <IconGhost2 size={16} aria-hidden="true" />
                <b>{t('gone.title')}.</b> {t('gone.text')}
                <Successor cluster={cluster} gone={state.gone} />
              </output>
            )}
            <OfflineLine topic={{ kind: 'pod', cluster, pod }} />
            <PodViews cluster={cluster} detail={state.detail} observations={state.observations} show={show} />
          </div>
        </ThisCluster>
      )
  }
}
