import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NoticePage } from './notice-page.tsx'
import { Said } from './said.tsx'
import { useFailureWords } from './use-failure-words.ts'
import styles from './problem.module.css'

type ProblemNoticeProps = {
  readonly error: unknown
  readonly onRetry?: () => void
  readonly actions?: ReactNode
}

/** Any failure, in words, with what to do and what was said by whoever refused. */
export function ProblemNotice({ error, onRetry, actions }: ProblemNoticeProps) {
  const { t } = useTranslation('problem')
  const { title, text, said, requestId } = useFailureWords(error)
  return (
    <NoticePage
      icon={IconAlertTriangle}
      tone="bad"
      title={title}
      actions={
        <>
          {onRetry !== undefined && (
            <button type="button" className="button" data-main onClick={onRetry}>
              {t('retry')}
            </button>
          )}
          {actions}
        </>
      }
    >
      <p>{text}</p>
      <Said text={said} />
      {requestId !== undefined && <p className={styles.request}>{t('request', { id: requestId })}</p>}
    </NoticePage>
  )
}
