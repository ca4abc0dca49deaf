import { IconArrowDown } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../../i18n/format-time.ts'
import { useLanguage } from '../../../i18n/use-language.ts'
import type { Match } from './find-in-line.ts'
import type { FoundPlace } from './found-places.ts'
import type { LinePrefix } from './line-prefix.ts'
import type { KeptLine } from './log-book.ts'
import type { LogQuestion } from './log-question.ts'
import { LogRow } from './log-row.tsx'
import { measuredCells, rowHeight } from './use-line-window.ts'
import type { LineWindow } from './use-line-window.ts'
import styles from './log.module.css'

type LogLinesProps = {
  readonly lines: readonly KeptLine[]
  readonly lineWindow: LineWindow
  readonly question: LogQuestion
  readonly prefix: LinePrefix
  readonly wrap: boolean
  readonly matches: ReadonlyMap<number, readonly Match[]>
  readonly at: FoundPlace | undefined
}

/** Only the lines in view are drawn, however many are kept. */
export function LogLines({ lines, lineWindow, question, prefix, wrap, matches, at }: LogLinesProps) {
  const { t } = useTranslation('health')
  const language = useLanguage()
  const { scroller, onScroller, ruler, onScroll, from, to, tops, newer, toEnd } = lineWindow
  const { containers, pod } = question
  const shown = useRef<FoundPlace>(undefined)

  // The place that one steps to, once its line is drawn.
  useEffect(() => {
    if (at === undefined || shown.current === at) return
    const mark = scroller.current?.querySelector('mark[data-current]')
    if (mark === null || mark === undefined) return
    shown.current = at
    mark.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  const widest = wrap ? 0 : lines.reduce((most, { cells }) => Math.max(most, cells), 0) + prefix.all
  return (
    <div className={styles.frame}>
      <section
        ref={onScroller}
        className={styles.scroller}
        onScroll={onScroll}
        tabIndex={0}
        aria-label={t('log.label', { containers: formatList(containers, language), pod: pod.name })}
      >
        <span ref={ruler} className={styles.ruler} aria-hidden="true">
          {'0'.repeat(measuredCells)}
        </span>
        <div
          className={styles.sheet}
          style={{ height: (tops.at(-1) ?? 0) * rowHeight, minWidth: wrap ? 0 : `${widest}ch` }}
        >
          <ol
            className={styles.lines}
            data-wrap={wrap || undefined}
            style={{ transform: `translateY(${(tops[from] ?? 0) * rowHeight}px)` }}
          >
            {lines.slice(from, to).map((line, index) => (
              <LogRow
                key={line.id}
                line={line}
                rows={(tops[from + index + 1] ?? 0) - (tops[from + index] ?? 0)}
                position={from + index + 1}
                total={lines.length}
                prefix={prefix}
                colour={containers.indexOf(line.container)}
                places={matches.get(line.id)}
                current={at?.id === line.id ? at.place : undefined}
              />
            ))}
          </ol>
        </div>
      </section>
      {newer !== undefined && (
        <button type="button" className={styles.newest} onClick={toEnd}>
          <IconArrowDown size={14} aria-hidden="true" />
          {newer === 0 ? t('log.toNewest') : t('log.newest', { count: newer })}
        </button>
      )}
    </div>
  )
}
