import { IconAlertTriangle, IconLock, IconMoodEmpty } from '@tabler/icons-react'
import type { WatchState } from '@portolan/contract/pods'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatList, formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import type { TopicState } from '../../live/topic-state.ts'
import { ProblemWords } from '../problem/problem-words.tsx'
import styles from './cluster-notice.module.css'

type ClusterNoticeProps = {
  readonly cluster: string
  readonly state: TopicState | undefined
  readonly filtered: boolean
  readonly hits: number
}

/** Whatever is to be said of a cluster's list of pods, other than the pods. */
export function ClusterNotice({ cluster, state, filtered, hits }: ClusterNoticeProps) {
  const { t } = useTranslation('explorer')
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
      return (
        <div className={styles.notice} data-tone="bad" role="alert">
          <IconAlertTriangle size={15} aria-hidden="true" />
          <div>
            <b>{t('failed.title')}</b>
            <p>{t('failed.advice')}</p>
            <Said text={watch.text} />
          </div>
        </div>
      )
  }
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
  const navigate = useNavigate()
  return (
    <output className={styles.notice}>
      <IconMoodEmpty size={15} aria-hidden="true" />
      <div>
        <b>{t('noHits.title')}</b>
        <p>{t('noHits.text', { total })}</p>
        <button
          type="button"
          className="button"
          onClick={() =>
            void navigate({ to: '.', search: (before) => ({ ...before, q: undefined, show: undefined }) })
          }
        >
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
