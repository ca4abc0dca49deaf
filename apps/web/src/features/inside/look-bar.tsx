import type { InsideLook } from '@portolan/contract/inside'
import type { InsideRecord } from '@portolan/contract/inside-changes'
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { FailureLine } from '../panel/failure-line.tsx'
import { formatDuration } from '../panel/quantities.ts'
import { RecordProblem } from './record-problem.tsx'
import type { PodLook } from './use-pod-look.ts'
import styles from './inside.module.css'

/** Seconds from one look to the next that are offered. */
const intervals = [2, 5, 15, 60] as const

type LookBarProps = {
  readonly look: InsideLook
  readonly record: InsideRecord
  readonly inside: PodLook
}

/** When somebody looked and what could be read, and how to look again, once or on and on. */
export function LookBar({ look, record, inside }: LookBarProps) {
  const { t } = useTranslation('inside')
  const language = useLanguage()
  const { run, looking, every } = inside
  const read = look.containers.filter(({ outcome }) => outcome.kind === 'read').length
  return (
    <>
      <div className={styles.bar}>
        <span>
          {t('bar.at', { time: formatMoment(look.at, language) })}
          <small>
            {t('bar.took', { duration: formatDuration(look.milliseconds, language) })}
            {' · '}
            {t('bar.read', { read, count: look.containers.length })}
          </small>
        </span>
        <span className={styles.actions}>
          <label>
            {t('bar.keep')}
            <select
              value={every ?? ''}
              onChange={({ currentTarget: { value } }) =>
                inside.keep(value === '' ? undefined : Number(value))
              }
            >
              <option value="">{t('bar.never')}</option>
              {intervals.map((seconds) => (
                <option key={seconds} value={seconds}>
                  {t('bar.every', { seconds })}
                </option>
              ))}
              {every !== undefined && !intervals.some((one) => one === every) && (
                <option value={every}>{t('bar.every', { seconds: every })}</option>
              )}
            </select>
          </label>
          {looking && run?.kind === 'running' ? (
            <button type="button" className="button" onClick={inside.cancel}>
              <IconPlayerStop size={14} aria-hidden="true" /> {t('cancel')}
            </button>
          ) : (
            <button type="button" className="button" onClick={inside.look}>
              <IconRefresh size={14} aria-hidden="true" /> {t('again')}
            </button>
          )}
        </span>
        <output className="visually-hidden">{looking ? t('looking.title') : ''}</output>
        {looking && <i className={styles.progress} aria-hidden="true" />}
      </div>
      {run?.kind === 'failed' && (
        <div className={styles.problem}>
          <FailureLine error={run.error} />
        </div>
      )}
      {run?.kind === 'cancelled' && <output className={styles.problem}>{t('cancelled')}</output>}
      {inside.keepFailed !== undefined && (
        <div className={styles.problem}>
          <FailureLine error={inside.keepFailed} />
        </div>
      )}
      <RecordProblem record={record} />
    </>
  )
}
