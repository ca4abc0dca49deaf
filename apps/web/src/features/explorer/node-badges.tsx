import { IconCheck } from '@tabler/icons-react'
import type { PodSummary } from '@portolan/contract/pods'
import { useTranslation } from 'react-i18next'
import type { MeshNode } from './mesh-tree.ts'
import { needsAttention } from './pod-readiness.ts'
import type { RowFacts } from './row-facts.ts'
import { isSyncTrouble } from './sync-trouble.ts'
import styles from './mesh-tree.module.css'

/** What is to be said at the end of a line. The line's label says the same in a sentence. */
export function NodeBadges({ node, facts }: { readonly node: MeshNode; readonly facts: RowFacts }) {
  const { t } = useTranslation('explorer')
  switch (node.kind) {
    case 'pins':
      return <Badge words={String(node.children.length)} />
    case 'cluster':
      // A list that could not be read counts nothing; the notice above says why.
      return node.pods === 0 && !facts.closed ? null : (
        <Badge words={facts.closed ? t('cluster.closed') : String(node.pods)} />
      )
    case 'namespace':
      return node.outside ? <Badge words={t('outside')} /> : <Counts {...node} />
    case 'group':
      return (
        <>
          {node.label === 'control-plane' && facts.because !== undefined && (
            <Badge words={t('sync.unknown')} tone="warn" />
          )}
          <Counts {...node} />
        </>
      )
    case 'workload':
      return <Counts {...node} />
    case 'pod':
      return <PodBadges pod={node.pod} facts={facts} />
    case 'pin':
      return node.pod === undefined ? (
        <Badge words={t('pin.notHere')} />
      ) : (
        <PodBadges pod={node.pod} facts={facts} />
      )
  }
}

function Counts({ ready, total }: { readonly ready: number; readonly total: number }) {
  return total === 0 ? null : <Badge words={`${ready}/${total}`} tone={ready < total ? 'bad' : undefined} />
}

function PodBadges({ pod, facts }: { readonly pod: PodSummary; readonly facts: RowFacts }) {
  const { t } = useTranslation('explorer')
  const { status, ready, restarts } = pod
  const words = status === 'Running' ? `${ready.ready}/${ready.total}` : status
  const troubled = needsAttention(pod)
  return (
    <>
      {facts.differs !== undefined && <Badge words={facts.differs} />}
      {troubled && restarts > 0 && <Badge words={t('restartsShort', { count: restarts })} tone="bad" />}
      {isSyncTrouble(facts.sync) && facts.syncShort !== undefined && (
        <Badge words={facts.syncShort} tone={facts.sync?.state === 'rejected' ? 'bad' : 'warn'} />
      )}
      {facts.sync?.state === 'synced' && <IconCheck className={styles.synced} size={12} aria-hidden="true" />}
      {facts.sync?.state === 'not-sent' && <Badge words={t('sync.not-sent')} />}
      <Badge words={words} tone={troubled ? 'bad' : undefined} />
    </>
  )
}

function Badge({ words, tone }: { readonly words: string; readonly tone?: 'bad' | 'warn' | undefined }) {
  return (
    <span className={styles.badge} data-tone={tone} aria-hidden="true">
      {words}
    </span>
  )
}
