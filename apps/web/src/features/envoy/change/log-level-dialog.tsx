import type { AskedLogLevel, LogLevelChange } from '@portolan/contract/envoy'
import { envoyRoutes } from '@portolan/contract/envoy-routes'
import { formatPodRef } from '@portolan/contract/pod-ref'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { callApi } from '../../../api/call-api.ts'
import { FailureLine } from '../../panel/failure-line.tsx'
import { readAgain } from '../table-query.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { returnsKey } from './log-level-returns.tsx'

type LogLevelDialogProps = {
  readonly source: Extract<ProxySource, { kind: 'pod' }>
  readonly asked: AskedLogLevel
  readonly onClose: () => void
}

/** Asks before levels are set; then says of each pod what they were and are. */
export function LogLevelDialog({ source, asked, onClose }: LogLevelDialogProps) {
  const { t } = useTranslation('envoy')
  const client = useQueryClient()
  const { cluster, namespace, pod } = source
  const set = useMutation({
    mutationFn: () => callApi(envoyRoutes.setLogLevel, { params: { cluster, namespace, pod }, body: asked }),
    onSettled: () => {
      void readAgain(source)
      void client.invalidateQueries({ queryKey: returnsKey })
    },
  })
  const done = set.data !== undefined
  const { logger, level, workload, returnAfterSeconds } = asked
  return (
    <ConfirmDialog
      title={t('change.title')}
      action={t(done ? 'change.done' : set.isPending ? 'change.setting' : 'change.set')}
      isPending={set.isPending}
      onConfirm={() => (done ? onClose() : set.mutate())}
      onClose={onClose}
    >
      <p>
        {t('change.what', {
          what: logger === '*' ? t('change.allLoggers') : t('change.logger', { logger }),
          level,
          where: workload === true ? t('change.wholeWorkload', { pod }) : pod,
        })}
      </p>
      <p>
        {returnAfterSeconds === undefined
          ? t('change.stays')
          : t('change.returns', { count: returnAfterSeconds / 60 })}
      </p>
      {set.error !== null && <FailureLine error={set.error} />}
      {done && (
        <ul role="status">
          {set.data.pods.map((change) => (
            <li key={formatPodRef(change.pod)}>
              <Change change={change} />
            </li>
          ))}
        </ul>
      )}
    </ConfirmDialog>
  )
}

function Change({ change }: { readonly change: LogLevelChange }) {
  const { t } = useTranslation('envoy')
  const pod = formatPodRef(change.pod)
  if (change.kind === 'failed') return t('change.failed', { pod, text: change.text })
  return t('change.changed', { pod, before: levelsIn(change.before), now: levelsIn(change.now) })
}

/** The one level that all loggers have, or how many loggers have which. */
function levelsIn(levels: Readonly<Record<string, string>>): string {
  const counts = new Map<string, number>()
  for (const level of Object.values(levels)) counts.set(level, (counts.get(level) ?? 0) + 1)
  return counts.size === 1
    ? [...counts.keys()].join('')
    : [...counts].map(([level, count]) => `${level} (${count})`).join(', ')
}
