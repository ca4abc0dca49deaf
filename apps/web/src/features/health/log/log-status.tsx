import { logLimits } from '@portolan/contract/health-routes'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Said } from '../../problem/said.tsx'
import { FailureLine } from '../../panel/failure-line.tsx'
import { kept } from './log-book.ts'
import type { LogQuestion } from './log-question.ts'
import type { LogState } from './log-reading.ts'
import styles from './log.module.css'

type LogStatusProps = {
  readonly question: LogQuestion
  readonly reading: LogState
  readonly notBegun: readonly string[]
}

/** How the reading goes, how much there is, and what is missing of it. */
export function LogStatus({ question, reading, notBegun }: LogStatusProps) {
  const { t } = useTranslation('health')
  const { phase, lines, dropped, remarks } = reading
  const cut = useMemo(() => lines.filter((line) => line.cut).length, [lines])
  const told = [...remarks].filter(([, { note }]) => note !== 'ended' || question.containers.length > 1)
  return (
    <footer className={styles.status}>
      <p>
        <output data-phase={phase.kind}>{phaseWords(phase, question, t)}</output>
        <span>{t('log.count', { count: lines.length })}</span>
        {dropped > 0 && <b>{t('log.dropped', { count: dropped, most: kept.lines })}</b>}
        {cut > 0 && <b>{t('log.linesCut', { count: cut, kib: logLimits.longestLine / 1024 })}</b>}
      </p>
      {phase.kind === 'failed' && lines.length > 0 && <FailureLine error={phase.error} />}
      {told.length + notBegun.length > 0 && (
        <ul>
          {told.map(([container, { note, words }]) => (
            <li key={container}>
              <b>{container}</b> {t(`log.remark.${note}`)} <Said text={words} />
            </li>
          ))}
          {notBegun.map((container) => (
            <li key={container}>{t('log.notBegun', { container, count: 1 })}</li>
          ))}
        </ul>
      )}
    </footer>
  )
}

function phaseWords(phase: LogState['phase'], { follow }: LogQuestion, t: TFunction<'health'>): string {
  switch (phase.kind) {
    case 'opening':
      return t('log.opening')
    case 'reading':
      return t(follow ? 'log.following' : 'log.reading')
    case 'broken':
      return t('log.broken')
    case 'paused':
      return t('log.paused')
    case 'ended':
      return t(follow ? 'log.ended' : 'log.whole')
    case 'failed':
      return t('log.failed')
  }
}
