import type { JournalEntry } from '@portolan/contract/journal'
import { memo, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { rowsInView } from '../explorer/tree-window.ts'
import { toneOf } from './use-request-words.ts'
import type { RequestWords } from './use-request-words.ts'
import styles from './request-table.module.css'

/** Height of a line, in CSS pixels; the style sheet says the same. */
const rowHeight = 24

const columns = ['time', 'target', 'request', 'status', 'duration', 'size', 'identity'] as const

type RequestTableProps = {
  readonly requests: readonly JournalEntry[]
  /** More than one cluster: each line says which. */
  readonly withCluster: boolean
  readonly chosen: number | undefined
  readonly onChoose: (id: number) => void
  readonly words: RequestWords
}

/** Only the lines in view are drawn, however many there are. Arrow keys move the choice. */
export function RequestTable({ requests, withCluster, chosen, onChoose, words }: RequestTableProps) {
  const { t } = words
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrollTop: 0, height: 400 })
  const moved = useRef(false)
  const { from, to } = rowsInView(requests.length, { ...view, rowHeight })

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      const { scrollTop, clientHeight: height } = element
      setView((before) => (before.height === height ? before : { scrollTop, height }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  // After an arrow key the focus follows the choice, once its line is drawn.
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    scroller.current?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus({ preventScroll: true })
  })

  const move = (event: KeyboardEvent) => {
    const at = requests.findIndex(({ id }) => id === chosen)
    const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: requests.length - 1 }[event.key]
    const next = wanted === undefined ? undefined : requests[Math.max(0, wanted)]
    if (next === undefined || wanted === undefined) return
    event.preventDefault()
    moved.current = true
    onChoose(next.id)
    reveal(scroller.current, Math.max(0, wanted))
  }

  const first = requests[from]?.id
  const reachable = requests.slice(from, to).some(({ id }) => id === chosen) ? chosen : first
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onScroll={({ currentTarget: { scrollTop, clientHeight } }) =>
        setView({ scrollTop, height: clientHeight })
      }
    >
      <table className={styles.table} aria-rowcount={requests.length + 1}>
        <caption className="visually-hidden">{t('requests.caption')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`requests.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          <Gap rows={from} />
          {requests.slice(from, to).map((entry, index) => (
            <RequestLine
              key={entry.id}
              entry={entry}
              position={from + index + 2}
              withCluster={withCluster}
              isChosen={entry.id === chosen}
              isReachable={entry.id === reachable}
              onChoose={onChoose}
              words={words}
            />
          ))}
          <Gap rows={requests.length - to} />
        </tbody>
      </table>
    </div>
  )
}

/** The room of the lines that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null
  return <tr aria-hidden="true" className={styles.gap} style={{ height: rows * rowHeight }} />
}

type RequestLineProps = {
  readonly entry: JournalEntry
  readonly position: number
  readonly withCluster: boolean
  readonly isChosen: boolean
  readonly isReachable: boolean
  readonly onChoose: (id: number) => void
  readonly words: RequestWords
}

/** Most lines stay as they were while others change, several times a second. */
const RequestLine = memo(function RequestLine(props: RequestLineProps) {
  const { entry, position, withCluster, isChosen, isReachable, onChoose, words } = props
  const { t } = words
  const place = words.place(entry)
  const question = words.question(entry)
  return (
    <tr aria-rowindex={position} data-chosen={isChosen || undefined} onClick={() => onChoose(entry.id)}>
      <td data-column="time">{words.time(entry.startedAt)}</td>
      <td data-column="target" title={`${entry.cluster}\n${place}`}>
        {withCluster && <span className={styles.cluster}>{entry.cluster}</span>}
        {place}
      </td>
      <th scope="row" data-column="request">
        <button
          type="button"
          aria-pressed={isChosen}
          tabIndex={isReachable ? 0 : -1}
          title={question}
          onClick={(event) => {
            event.stopPropagation()
            onChoose(entry.id)
          }}
        >
          <span>{question}</span>
          {entry.count > 1 && <small>{t('requests.times', { count: entry.count })}</small>}
        </button>
      </th>
      <td data-column="status" data-tone={toneOf(entry)}>
        <i aria-hidden="true" />
        {words.status(entry)}
      </td>
      <td data-column="duration">{words.duration(entry.milliseconds)}</td>
      <td data-column="size">{entry.bytes > 0 ? words.bytes(entry.bytes) : ''}</td>
      <td data-column="identity" title={entry.identity}>
        {entry.identity}
      </td>
    </tr>
  )
})

/** Scrolls so that a line is in view, below the head of the table. */
function reveal(scroller: HTMLElement | null, index: number): void {
  if (scroller === null) return
  const top = index * rowHeight
  const room = scroller.clientHeight - rowHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room
}
