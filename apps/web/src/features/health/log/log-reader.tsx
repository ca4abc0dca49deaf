import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { KeyboardEvent } from 'react'
import type { LogView } from '../health-search.ts'
import { useTranslation } from 'react-i18next'
import { usePageVisible } from '../../inside/use-page-visible.ts'
import { FindBar } from './find-bar.tsx'
import { foundPlaces, nextPlace } from './found-places.ts'
import type { FoundPlace } from './found-places.ts'
import { LogActions } from './log-actions.tsx'
import { LogFinder } from './log-finder.ts'
import { LogLines } from './log-lines.tsx'
import { LogNothing } from './log-nothing.tsx'
import type { LogQuestion } from './log-question.ts'
import { LogReading } from './log-reading.ts'
import type { LogState } from './log-reading.ts'
import { LogStatus } from './log-status.tsx'
import { useLineWindow } from './use-line-window.ts'
import { prefixCells } from './line-prefix.ts'
import styles from './log.module.css'

type LogReaderProps = {
  /** Another question is another reader. */
  readonly question: LogQuestion
  /** How often its containers have begun: another number says that there is more to read. */
  readonly lives: string
  readonly notBegun: readonly string[]
  readonly log: LogView
  readonly onChange: (part: Partial<LogView>) => void
  readonly onAgain: () => void
}

/** One log while it is read: its lines, what is found in them, and how the reading goes. */
export function LogReader({ question, lives, notBegun, log, onChange, onAgain }: LogReaderProps) {
  const { t } = useTranslation('health')
  const { sought, wrap, only } = log
  const reading = useReading(question, lives)
  const { lines, phase } = reading
  const found = useFound(sought, lines)
  const isSought = sought.text !== ''
  const shown = useMemo(
    () => (isSought && only ? lines.filter(({ id }) => found.matches.has(id)) : lines),
    [isSought, only, lines, found.matches],
  )
  const places = useMemo(() => foundPlaces(shown, found.matches), [shown, found.matches])
  const [at, setAt] = useState<FoundPlace>()
  const several = question.containers.length > 1
  const prefix = prefixCells(lines, several ? question.containers : [])
  const lineWindow = useLineWindow(shown, wrap ? prefix.all : undefined)
  const field = useRef<HTMLInputElement>(null)

  const step = (direction: 1 | -1) => {
    const next = nextPlace(places, at ?? { index: lineWindow.first }, direction)
    setAt(next)
    const index = next && shown.findIndex(({ id }) => id === next.id)
    if (index !== undefined) lineWindow.reveal(index)
  }
  // The browser's own search would see no more than the lines that are drawn.
  const findHere = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'f') return
    event.preventDefault()
    field.current?.select()
  }
  return (
    <section className={styles.reader} aria-label={t('part.log')} onKeyDown={findHere}>
      <div className="tool-line">
        <FindBar
          field={field}
          log={log}
          found={found}
          places={places}
          at={at}
          onChange={(part) => {
            setAt(undefined)
            onChange(part)
          }}
          onStep={step}
        />
        <LogActions question={question} lines={shown} onAgain={onAgain} />
      </div>
      {lines.length === 0 ? (
        <LogNothing question={question} phase={phase} remarks={reading.remarks} onAgain={onAgain} />
      ) : (
        <LogLines
          lines={shown}
          lineWindow={lineWindow}
          question={question}
          prefix={prefix}
          wrap={wrap}
          matches={found.matches}
          at={at}
        />
      )}
      <LogStatus question={question} reading={reading} notBegun={notBegun} />
    </section>
  )
}

/** Reads while it is drawn and the browser's tab is in front: each log that is followed holds a connection. */
function useReading(question: LogQuestion, lives: string) {
  const [reading] = useState(() => new LogReading(question))
  const visible = usePageVisible()
  useEffect(() => {
    if (!visible) return
    reading.resume()
    return () => reading.pause()
  }, [reading, visible])
  const known = useRef(lives)
  useEffect(() => {
    if (lives === known.current) return
    known.current = lives
    reading.goOn()
  }, [reading, lives])
  return useSyncExternalStore(reading.subscribe, reading.state)
}

function useFound({ text, how, matchCase }: LogView['sought'], lines: LogState['lines']) {
  const [finder] = useState(() => new LogFinder())
  useEffect(() => () => finder[Symbol.dispose](), [finder])
  useEffect(
    () => finder.seek(text === '' ? undefined : { text, how, matchCase }),
    [finder, text, how, matchCase],
  )
  useEffect(() => finder.feed(lines), [finder, lines])
  return useSyncExternalStore(finder.subscribe, finder.state)
}
