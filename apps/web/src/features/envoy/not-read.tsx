import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../problem/problem-notice.tsx'
import { UnreadableAnswer } from './worker/desk-link.ts'
import styles from './envoy.module.css'

type NotReadProps = {
  readonly query: { readonly isPending: boolean; readonly error: unknown; readonly refetch: () => unknown }
  /** What is being read, in the reader's words. */
  readonly what: string
}

/** What stands where an answer will be: that it is on its way, or why it will not come. */
export function NotRead({ query: { isPending, error, refetch }, what }: NotReadProps) {
  const { t } = useTranslation('envoy')
  if (isPending) {
    return (
      <div className={styles.waiting} aria-busy="true">
        <output>{t('loading', { what })}</output>
      </div>
    )
  }
  if (error instanceof UnreadableAnswer) return <p className={styles.none}>{error.message}</p>
  return <ProblemNotice error={error} onRetry={() => void refetch()} />
}
