import { formatPodRef } from '@portolan/contract/pod-ref'
import { useTranslation } from 'react-i18next'
import { DocumentLink } from '../../documents/document-link.tsx'
import { currentOf } from '../../documents/document-history.ts'
import { useThisDocument } from '../../documents/use-documents.ts'
import type { PodGone } from '../../live/topic-state.ts'

/** Where the workload of a pod that is gone goes on. */
export function Successor({ cluster, gone }: { readonly cluster: string; readonly gone: PodGone }) {
  const { t } = useTranslation('pod')
  const { id, history } = useThisDocument()
  const { replacedBy } = gone
  if (replacedBy === undefined) return <p>{t('gone.noReplacement')}</p>
  const pod = formatPodRef(replacedBy)
  const document = currentOf(history)
  // The view and the chosen port stay: the successor has the same ones.
  const show = document.view === 'pod' ? document.show : {}
  return (
    <p>
      {t('gone.replaced', { pod })}{' '}
      <DocumentLink document={{ view: 'pod', cluster, pod: replacedBy, show }} within={id}>
        {t('gone.open', { pod })}
      </DocumentLink>
    </p>
  )
}
