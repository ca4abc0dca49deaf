import { IconAlertTriangle, IconLock, IconMoodEmpty } from '@tabler/icons-react'
import type { WatchState } from '@portolan/contract/pods'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatList, formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { ProblemWords } from '../problem/problem-words.tsx'
import { clusterQuery } from '../session/query.ts'
import { whySyncUnknown } from './sync-unknown.ts'
import { useExplorerSearch } from '../../documents/address-bar.ts'
import type { MeshTree } from './use-mesh-trees.ts'
import styles from './cluster-notice.module.css'

type ClusterNoticeProps = {
  readonly tree: MeshTree
  readonly filtered: boolean
  /** There are several clusters, so each notice says which it is about. */
  readonly named: boolean
}

/** Whatever is to be said of a cluster's list of pods, other than the pods. */
export function ClusterNotice({ tree, filtered, named }: ClusterNoticeProps) {
  const { t } = useTranslation('explorer')
  const cluster = tree.tree.label
  const trouble = noticeOf(tree)
  return (
    <>
      {named && trouble && <p className={styles.which}>{t('cluster.label', { name: cluster })}</p>}
      <ListNotice tree={tree} filtered={filtered} />
      <SyncNotice tree={tree} />
    </>
  )
}

/** Whether there is something to say that would leave the reader asking of which cluster. */
function noticeOf({ state }: MeshTree): boolean {
  if (state?.kind === 'failed') return true
  return state?.kind === 'pods' && state.watch.state !== 'live' && state.watch.state !== 'connecting'
}

/** Said once for the cluster, not on each of its pods. */
function SyncNotice({ tree }: { readonly tree: MeshTree }) {
  const { t } = useTranslation('explorer')
  const why = whySyncUnknown(tree.sync)
  if (why === undefined) return null
  return <p className={styles.hint}>{t(`syncUnknown.${why.kind}`, { said: why.text })}</p>
}

function ListNotice({ tree, filtered }: Omit<ClusterNoticeProps, 'named'>) {
  const { t } = useTranslation('explorer')
  const { state, hits } = tree
  const cluster = tree.tree.label
  if (state === undefined) return <Loading label={t('loading', { cluster })} />
  if (state.kind === 'failed') {
    return (
      <div className={styles.notice} data-tone="bad" role="alert">
        <IconAlertTriangle size={15} aria-hidden="true" />
        <div>
          <ProblemWords code={state.code} said={state.text} />
        </div>
      </div>
    )
  }
  if (state.kind !== 'pods') return null
  return (
    <>
      <WatchNotice cluster={cluster} watch={state.watch} />
      {state.watch.state === 'connecting' && state.pods.length === 0 && (
        <Loading label={t('loading', { cluster })} />
      )}
      {state.watch.state === 'live' && state.pods.length === 0 && (
        <NoPods cluster={cluster} watch={state.watch} />
      )}
      {filtered && hits === 0 && state.pods.length > 0 && <NoHits total={state.pods.length} />}
    </>
  )
}

function WatchNotice({ cluster, watch }: { readonly cluster: string; readonly watch: WatchState }) {
  const { t } = useTranslation('explorer')
  const language = useLanguage()
  const namespaces = watch.namespaces === undefined ? undefined : formatList(watch.namespaces, language)
  switch (watch.state) {
    case 'connecting':
      return null
    case 'live':
      return namespaces === undefined ? null : <p className={styles.hint}>{t('partial', { namespaces })}</p>
    case 'stale':
      return (
        <output className={styles.notice} data-tone="warn">
          <IconAlertTriangle size={15} aria-hidden="true" />
          <div>
            <b>{t('stale.title', { time: formatMoment(watch.since, language) })}</b>
            <p>{t('stale.text', { cluster })}</p>
            <Said text={watch.text} />
          </div>
        </output>
      )
    case 'forbidden': {
      const scope =
        namespaces === undefined ? t('forbidden.everywhere') : t('forbidden.within', { namespaces })
      return (
        <div className={styles.notice} data-tone="bad" role="alert">
          <IconLock size={15} aria-hidden="true" />
          <div>
            <b>{t('forbidden.title')}</b>
            <p>{t('forbidden.text', { scope })}</p>
            <p>{t('forbidden.advice')}</p>
            <Said text={watch.text} />
          </div>
        </div>
      )
    }
    case 'failed':
      return <FailedNotice cluster={cluster} watch={watch} />
  }
}

/** The list alone does not tell expired credentials from a cluster that is away; who asks it who we are learns that. */
function FailedNotice({ cluster, watch }: { readonly cluster: string; readonly watch: WatchState }) {
  const { t } = useTranslation('explorer')
  const { data } = useQuery(clusterQuery(cluster))
  return (
    <div className={styles.notice} data-tone="bad" role="alert">
      <IconAlertTriangle size={15} aria-hidden="true" />
      <div>
        {data?.problem === undefined ? (
          <>
            <b>{t('failed.title')}</b>
            <p>{t('failed.advice')}</p>
            <Said text={watch.text} />
          </>
        ) : (
          <ProblemWords code={data.problem.code} said={data.problem.text} />
        )}
      </div>
    </div>
  )
}

function Said({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === '' ? null : <code className={styles.said}>{text}</code>
}

function NoPods({ cluster, watch }: { readonly cluster: string; readonly watch: WatchState }) {
  const { t } = useTranslation('explorer')
  const language = useLanguage()
  const scope =
    watch.namespaces === undefined
      ? ''
      : t('empty.scope', { namespaces: formatList(watch.namespaces, language) })
  return (
    <output className={styles.notice}>
      <IconMoodEmpty size={15} aria-hidden="true" />
      <div>
        <b>{t('empty.title')}</b>
        <p>{t('empty.text', { cluster, scope })}</p>
      </div>
    </output>
  )
}

function NoHits({ total }: { readonly total: number }) {
  const { t } = useTranslation('explorer')
  const [, setSearch] = useExplorerSearch()
  return (
    <output className={styles.notice}>
      <IconMoodEmpty size={15} aria-hidden="true" />
      <div>
        <b>{t('noHits.title')}</b>
        <p>{t('noHits.text', { total })}</p>
        <button type="button" className="button" onClick={() => setSearch({ q: undefined, show: undefined })}>
          {t('noHits.clear')}
        </button>
      </div>
    </output>
  )
}

/** Lines where the tree will be, so that nothing jumps when it comes. */
function Loading({ label }: { readonly label: string }) {
  return (
    <output className={styles.loading} aria-label={label}>
      {[62, 44, 70, 38, 54, 47].map((width, index) => (
        <i key={width} style={{ width: `${width}%`, marginInlineStart: index === 0 ? 0 : 14 }} />
      ))}
    </output>
  )
}
