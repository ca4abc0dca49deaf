import type { PodDetail } from '@portolan/contract/pods'
import { useTranslation } from 'react-i18next'
import { currentOf } from '../../documents/document-history.ts'
import { DocumentLink } from '../../documents/document-link.tsx'
import { useThisDocument } from '../../documents/use-documents.ts'
import type { PodSearch } from '../pod/pod-search.ts'
import { withShow } from '../pod/use-pod-view.ts'
import { HealthChain } from './health-chain.tsx'
import { readHealthSearch, writeHealthSearch } from './health-search.ts'
import { LogPart } from './log/log-part.tsx'
import { usePodHealth } from './use-pod-health.ts'
import styles from './health.module.css'

type HealthViewProps = {
  readonly cluster: string
  readonly detail: PodDetail
  readonly show: PodSearch
}

/** Whether the pod is well, by whom that is asked and where it fails; and what its containers wrote. */
export function HealthView({ cluster, detail, show }: HealthViewProps) {
  const { t } = useTranslation('health')
  const { id, history } = useThisDocument()
  const { namespace, name } = detail.chart.pod
  const health = usePodHealth(cluster, { namespace, name })
  const search = readHealthSearch(show.q)
  const document = currentOf(history)
  return (
    <div className={styles.view}>
      {document.view === 'pod' && (
        <nav className={styles.parts} aria-label={t('parts')}>
          {(['chain', 'log'] as const).map((part) => (
            <DocumentLink
              key={part}
              document={withShow({ q: writeHealthSearch({ ...search, show: part }) })(document)}
              within={id}
              aria-current={search.show === part ? 'page' : undefined}
            >
              {t(`part.${part}`)}
            </DocumentLink>
          ))}
        </nav>
      )}
      {search.show === 'chain' ? (
        <HealthChain cluster={cluster} detail={detail} health={health} />
      ) : (
        <LogPart cluster={cluster} detail={detail} health={health} log={search.log} />
      )}
    </div>
  )
}
