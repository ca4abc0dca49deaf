import type { PodDetail } from '@portolan/contract/pods'
import { useTranslation } from 'react-i18next'
import { CutName } from '../explorer/cut-name.tsx'
import { KindIcon } from '../explorer/kind-icon.tsx'
import { readinessOf } from '../explorer/pod-readiness.ts'
import { ReadinessMark } from '../explorer/readiness-mark.tsx'
import type { PodSearch } from './pod-search.ts'
import { ViewSwitch } from './view-switch.tsx'
import { useKindWords } from './use-kind-words.ts'
import styles from './pod-header.module.css'

/** Which pod this is, what it is to the mesh, how Kubernetes finds it, and the views of it. */
export function PodHeader({ detail, show }: { readonly detail: PodDetail; readonly show: PodSearch }) {
  const { t } = useTranslation(['pod', 'kinds'])
  const { summary, chart } = detail
  const { name, namespace, node, ready, status, restarts } = summary
  const istioVersion = chart.istioVersion ?? summary.istioVersion
  const revision = chart.revision ?? summary.revision
  const kindWords = useKindWords(summary)
  const place =
    node === undefined
      ? t('namespace', { name: namespace })
      : `${t('namespace', { name: namespace })}, ${t('node', { node })}`
  return (
    <header className={styles.header}>
      <h1 title={`${namespace}/${name}\n${place}`} aria-label={name}>
        <CutName name={name} />
      </h1>
      <span className={styles.pill} title={t(`kinds:because.${summary.because}`, { defaultValue: '' })}>
        <KindIcon kind={summary.kind} size={14} />
        {kindWords}
      </span>
      {summary.kind !== 'outside' && (
        <span className={`${styles.pill} ${styles.version}`}>
          {istioVersion ?? t('noVersion')}
          {revision !== undefined && ` · ${revision}`}
        </span>
      )}
      <span className={styles.pill} data-tone={readinessOf(summary)}>
        <ReadinessMark readiness={readinessOf(summary)} />
        {status === 'Running' ? t('ready', ready) : status}
        {restarts > 0 && <span className={styles.restarts}>{t('restarts', { count: restarts })}</span>}
      </span>
      <ViewSwitch show={show} />
    </header>
  )
}

/** The same while nothing but the name is known. */
export function PodHeaderWaiting({ name, show }: { readonly name: string; readonly show: PodSearch }) {
  return (
    <header className={styles.header}>
      <h1 aria-label={name}>
        <CutName name={name} />
      </h1>
      <ViewSwitch show={show} />
    </header>
  )
}
