import { formatNeed } from '@portolan/contract/access'
import type { PodRef } from '@portolan/contract/pod-ref'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NoticePage } from '../../problem/notice-page.tsx'
import { Said } from '../../problem/said.tsx'

type LogForbiddenProps = { readonly pod: PodRef; readonly reason: string | undefined }

/** Logs may not be read: which right is missing, and what is known without it. */
export function LogForbidden({ pod: { namespace, name }, reason }: LogForbiddenProps) {
  const { t } = useTranslation('health')
  const missing = formatNeed({ verb: 'get', resource: 'pods', subresource: 'log', namespace, name })
  return (
    <NoticePage icon={IconLock} title={t('log.forbidden.title')}>
      <p>{t('log.forbidden.text', { missing })}</p>
      <Said text={reason} />
      <p>{t('log.forbidden.still')}</p>
    </NoticePage>
  )
}
