import { formatPodRef } from '@portolan/contract/pod-ref'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PodGone } from '../../live/topic-state.ts'

/** Where the workload of a pod that is gone goes on. */
export function Successor({ cluster, gone }: { readonly cluster: string; readonly gone: PodGone }) {
  const { t } = useTranslation('pod')
  const { replacedBy } = gone
  if (replacedBy === undefined) return <p>{t('gone.noReplacement')}</p>
  const pod = formatPodRef(replacedBy)
  return (
    <p>
      {t('gone.replaced', { pod })}{' '}
      <Link
        to="/clusters/$cluster/pods/$namespace/$pod"
        params={{ cluster, namespace: replacedBy.namespace, pod: replacedBy.name }}
        // The view and the chosen port stay: the successor has the same ones.
        search={(before) => before}
      >
        {t('gone.open', { pod })}
      </Link>
    </p>
  )
}
