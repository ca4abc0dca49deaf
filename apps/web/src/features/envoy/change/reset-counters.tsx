import { envoyRoutes } from '@portolan/contract/envoy-routes'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '../../../api/call-api.ts'
import { FailureLine } from '../../panel/failure-line.tsx'
import { useSession } from '../../session/session-context.ts'
import { readAgain } from '../table-query.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Sets all counters of a proxy to zero, once the person knows what that does to everybody's graphs. */
export function ResetCounters({ source }: { readonly source: Extract<ProxySource, { kind: 'pod' }> }) {
  const { t } = useTranslation('envoy')
  const { readOnly } = useSession()
  const [asks, setAsks] = useState(false)
  const { cluster, namespace, pod } = source
  const reset = useMutation({
    mutationFn: () =>
      callApi(envoyRoutes.resetCounters, {
        params: { cluster, namespace, pod },
        body: { confirmed: true },
      }),
    onSuccess: () => {
      setAsks(false)
      void readAgain(source)
    },
  })
  if (readOnly) return null
  return (
    <>
      <button type="button" className="tool" title={t('change.resetTitle')} onClick={() => setAsks(true)}>
        {t('change.reset')}
      </button>
      {asks && (
        <ConfirmDialog
          title={t('change.resetTitle')}
          action={t('change.resetNow')}
          isPending={reset.isPending}
          onConfirm={() => reset.mutate()}
          onClose={() => {
            setAsks(false)
            reset.reset()
          }}
        >
          <p>{t('change.resetWhat', { pod })}</p>
          {reset.error !== null && <FailureLine error={reset.error} />}
        </ConfirmDialog>
      )}
    </>
  )
}
