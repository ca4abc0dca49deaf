import type { PodSummary } from '@portolan/contract/pods'
import type { ProxySync } from '@portolan/contract/sync'
import { useTranslation } from 'react-i18next'
import { DocumentLink } from '../../documents/document-link.tsx'
import { needsAttention, readinessOf } from '../explorer/pod-readiness.ts'
import { ReadinessMark } from '../explorer/readiness-mark.tsx'
import { isSyncTrouble } from '../explorer/sync-trouble.ts'
import { useSyncWords } from '../explorer/use-sync-words.ts'
import styles from './welcome.module.css'

type PodLinkProps = {
  readonly pod: PodSummary
  readonly cluster: string
  readonly sync: ProxySync | undefined
}

/** One pod in a line: whose it is, and what is wrong with it. */
export function PodLink({ pod, cluster, sync }: PodLinkProps) {
  const { t } = useTranslation('welcome')
  const syncWords = useSyncWords()
  const { namespace, name, workload, ready, status, restarts } = pod
  const troubled = needsAttention(pod)
  return (
    <DocumentLink
      document={{ view: 'pod', cluster, pod: { namespace, name }, show: {} }}
      preview
      className={styles.pod}
      title={name}
    >
      <ReadinessMark readiness={readinessOf(pod)} />
      <span className={styles.name}>
        {workload.name}
        <span className={styles.namespace}>{namespace}</span>
      </span>
      <span className={styles.state} data-bad={troubled || undefined}>
        {sync !== undefined && isSyncTrouble(sync) && (
          <span className={styles.behind}>{syncWords(cluster, sync).short}</span>
        )}
        {restarts > 0 && troubled && <span>{t('attention.restarts', { count: restarts })}</span>}
        {status === 'Running' ? (
          <>
            <span aria-hidden="true">{t('ready', ready)}</span>
            <span className="visually-hidden">{t('readyLong', ready)}</span>
          </>
        ) : (
          <span>{status}</span>
        )}
      </span>
    </DocumentLink>
  )
}
