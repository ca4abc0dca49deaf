import { envoyLogLevels } from '@portolan/contract/envoy'
import type { AskedLogLevel } from '@portolan/contract/envoy'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../../documents/search-text.ts'
import { useSession } from '../../session/session-context.ts'
import type { ProxySource } from '../worker/proxy-source.ts'
import { LogLevelDialog } from './log-level-dialog.tsx'
import { LogLevelReturns } from './log-level-returns.tsx'
import styles from '../envoy.module.css'

type LogLevelBarProps = {
  readonly source: Extract<ProxySource, { kind: 'pod' }>
  /** The logger whose row is open; all of them when none is. */
  readonly logger: string | undefined
}

/** After so many seconds the earlier levels come back; '' is never. */
const spans = ['60', '300', '900', '3600', ''] as const

/** Sets the level of one logger or of all, for a while: what is forgotten at `debug` fills disks. */
export function LogLevelBar({ source, logger = '*' }: LogLevelBarProps) {
  const { t } = useTranslation('envoy')
  const session = useSession()
  const [level, setLevel] = useState<AskedLogLevel['level']>('debug')
  const [after, setAfter] = useState<(typeof spans)[number]>('300')
  const [workload, setWorkload] = useState(false)
  const [asked, setAsked] = useState<AskedLogLevel>()
  if (session.readOnly) return <p className={styles.bar}>{t('change.readOnly')}</p>
  return (
    <>
      <form
        className="tool-line"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked({
            logger,
            level,
            workload,
            confirmed: true,
            ...(after === '' ? {} : { returnAfterSeconds: Number(after) }),
          })
        }}
      >
        <span>{logger === '*' ? t('change.allLoggers') : t('change.logger', { logger })}</span>
        <select
          aria-label={t('change.level')}
          value={level}
          onChange={({ currentTarget: { value } }) => setLevel(oneOf(envoyLogLevels, value) ?? level)}
        >
          {envoyLogLevels.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <select
          aria-label={t('change.after')}
          value={after}
          onChange={({ currentTarget: { value } }) => setAfter(oneOf(spans, value) ?? after)}
        >
          {spans.map((one) => (
            <option key={one} value={one}>
              {one === '' ? t('change.never') : t('change.minutes', { count: Number(one) / 60 })}
            </option>
          ))}
        </select>
        <label>
          <input
            type="checkbox"
            checked={workload}
            onChange={({ currentTarget }) => setWorkload(currentTarget.checked)}
          />
          {t('change.workload')}
        </label>
        <button type="submit" className="button">
          {t('change.set')}
        </button>
      </form>
      <LogLevelReturns source={source} />
      {asked !== undefined && (
        <LogLevelDialog source={source} asked={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  )
}
