import type { PortTransition } from '@portolan/contract/observation'
import { formatMoment } from '../../i18n/format-time.ts'
import type { Words } from './use-words.ts'
import styles from './part-detail.module.css'

type HistoryStripProps = {
  readonly transitions: readonly PortTransition[]
  readonly words: Words
  readonly now: number
}

/** Stretches of one state each, as long as they lasted, so that a flap is seen at a glance. */
export function HistoryStrip({ transitions, words, now }: HistoryStripProps) {
  const { t, language } = words
  const first = transitions[0]
  if (first === undefined) return null
  const from = Date.parse(first.since)
  const total = Math.max(1, now - from)
  return (
    <ol className={styles.strip} aria-label={t('chart:detail.history')}>
      {transitions.map(({ state, since }, index) => {
        const next = transitions[index + 1]
        const until = next === undefined ? now : Date.parse(next.since)
        const text = t('chart:detail.historyOf', {
          state: t(`states:port.${state}`),
          time: formatMoment(since, language),
        })
        return (
          <li
            key={since}
            data-state={state}
            title={text}
            style={{ flexGrow: Math.max(0.02, (until - Date.parse(since)) / total) }}
          >
            <span className="visually-hidden">{text}</span>
          </li>
        )
      })}
    </ol>
  )
}
