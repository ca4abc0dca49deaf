import { useTranslation } from 'react-i18next'
import { problemCodeOf } from '../../../api/api-error.ts'
import { formatList } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import { ProblemNotice } from '../../problem/problem-notice.tsx'
import { LogForbidden } from './log-forbidden.tsx'
import type { LogQuestion } from './log-question.ts'
import type { LogState } from './log-reading.ts'
import { MissingLog } from './missing-log.tsx'
import styles from './log.module.css'

type LogNothingProps = {
  readonly question: LogQuestion
  readonly phase: LogState['phase']
  readonly remarks: LogState['remarks']
  readonly onAgain: () => void
}

/** There is no line: none yet, none at all, or none to be had. */
export function LogNothing({ question, phase, remarks, onAgain }: LogNothingProps) {
  const { t } = useTranslation('health')
  const language = useLanguage()
  const { pod, containers, previous, since } = question
  switch (phase.kind) {
    case 'opening':
      return (
        <div className={styles.waiting} aria-busy="true">
          <output>{t('log.opening')}</output>
        </div>
      )
    case 'failed': {
      const code = problemCodeOf(phase.error)
      if (code === 'forbidden') return <LogForbidden pod={pod} reason={undefined} />
      if (code === 'not-found') {
        const words = { container: formatList(containers, language), count: containers.length }
        return (
          <div className={styles.nothing}>
            <MissingLog error={phase.error} text={t(previous ? 'log.noPrevious' : 'log.noLog', words)} />
          </div>
        )
      }
      return <ProblemNotice error={phase.error} onRetry={onAgain} />
    }
    case 'reading':
    case 'broken':
    case 'paused':
      return <p className={styles.nothing}>{t(question.follow ? 'log.emptyFollowing' : 'log.reading')}</p>
    case 'ended': {
      // Where every container has something to say of its log, that says more than that it is empty.
      const isTold = containers.every((name) =>
        ['missing', 'failed', 'late'].includes(remarks.get(name)?.note ?? ''),
      )
      if (isTold) return <div className={styles.nothing} />
      return <p className={styles.nothing}>{t(since === undefined ? 'log.empty' : 'log.emptySince')}</p>
    }
  }
}
