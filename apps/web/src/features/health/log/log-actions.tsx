import { IconCopy, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { notify } from '../../panel/notifications.ts'
import { RefreshButton } from '../../../shell/refresh-button.tsx'
import { saveBlob } from '../../panel/save-file.ts'
import type { LogLine } from './log-line.ts'
import { logFile, logFileName } from './log-file.ts'
import type { LogQuestion } from './log-question.ts'
import styles from './log.module.css'

type LogActionsProps = {
  readonly question: LogQuestion
  readonly lines: readonly LogLine[]
  readonly onAgain: () => void
}

/** Takes the lines that are shown elsewhere. */
export function LogActions({ question, lines, onAgain }: LogActionsProps) {
  const { t } = useTranslation('health')
  const several = question.containers.length > 1
  const copy = async () => {
    await navigator.clipboard.writeText(logFile(lines, several))
    notify({ kind: 'success', title: t('log.copied', { count: lines.length }) })
  }
  const save = () => {
    const text = new Blob([logFile(lines, several)], { type: 'text/plain;charset=utf-8' })
    saveBlob(text, logFileName(question, new Date()))
  }
  return (
    <div className={styles.actions}>
      <button
        type="button"
        className="tool"
        disabled={lines.length === 0}
        title={t('log.asWritten')}
        onClick={() => void copy()}
      >
        <IconCopy size={14} aria-hidden="true" /> {t('log.copy')}
      </button>
      <button
        type="button"
        className="tool"
        disabled={lines.length === 0}
        title={t('log.asWritten')}
        onClick={save}
      >
        <IconDownload size={14} aria-hidden="true" /> {t('log.save')}
      </button>
      <RefreshButton label={t('log.again')} onRefresh={onAgain} />
    </div>
  )
}
