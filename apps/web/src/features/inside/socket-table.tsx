import { memo, useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { SocketLineRow } from './socket-line.tsx'
import type { SocketLine } from './socket-groups.ts'
import { socketColumns } from './socket-view.ts'
import type { SocketColumn, SocketView } from './socket-view.ts'
import { useRowWindow } from './use-row-window.ts'
import styles from './sockets.module.css'

/** Height of a line, in CSS pixels; the style sheet says the same. */
const rowHeight = 24

type SocketTableProps = {
  readonly lines: readonly SocketLine[]
  readonly total: number
  readonly view: SocketView
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
  readonly onSort: (sort: SocketView['sort']) => void
  readonly onFold: (id: string) => void
}

/** Only the lines in view are drawn, however many there are. Arrow keys move from line to line. */
export const SocketTable = memo(function SocketTable(props: SocketTableProps) {
  const { lines, total, view, chosen, onChoose, onSort, onFold } = props
  const { t } = useTranslation('inside')
  const { scroller, onScroll, from, to } = useRowWindow(lines.length, rowHeight)
  const wanted = useRef<string>(undefined)

  // After an arrow key the focus follows, once the line is drawn.
  useEffect(() => {
    if (wanted.current === undefined) return
    const line = scroller.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(wanted.current)}"]`)
    if (line === null || line === undefined) return
    wanted.current = undefined
    line.focus({ preventScroll: true })
  })

  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement)) return
    const focused = event.target.closest<HTMLElement>('[data-line]')?.dataset['line']
    const at = lines.findIndex(({ id }) => id === focused)
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: lines.length - 1,
    }
    const step = steps[event.key]
    if (focused === undefined || step === undefined) return
    event.preventDefault()
    const index = Math.min(Math.max(0, step), lines.length - 1)
    const next = lines[index]
    if (next === undefined) return
    wanted.current = next.id
    reveal(scroller.current, index)
    if (next.kind === 'socket' && chosen !== undefined) onChoose(next.id)
    else scroller.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(next.id)}"]`)?.focus()
  }

  const drawn = lines.slice(from, to)
  const reachable = drawn.some(({ id }) => id === chosen) ? chosen : drawn[0]?.id
  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
      <table className={styles.table} aria-rowcount={lines.length + 1}>
        <caption className="visually-hidden">{t('sockets.caption', { count: total })}</caption>
        <thead>
          <tr>
            {socketColumns.map((column) => (
              <ColumnHead key={column} column={column} sort={view.sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          <Gap rows={from} />
          {drawn.map((line, index) => (
            <SocketLineRow
              key={line.id}
              line={line}
              position={from + index + 2}
              isChosen={line.id === chosen}
              isReachable={line.id === reachable}
              onChoose={onChoose}
              onFold={onFold}
            />
          ))}
          <Gap rows={lines.length - to} />
        </tbody>
      </table>
    </div>
  )
})

type ColumnHeadProps = {
  readonly column: SocketColumn
  readonly sort: SocketView['sort']
  readonly onSort: (sort: SocketView['sort']) => void
}

function ColumnHead({ column, sort, onSort }: ColumnHeadProps) {
  const { t } = useTranslation('inside')
  const name = t(`sockets.column.${column}`)
  const sorted = sort.column === column
  return (
    <th
      scope="col"
      data-column={column}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        title={t(`sockets.hint.${column}`)}
        onClick={() => onSort({ column, descending: sorted && !sort.descending })}
      >
        {name}
      </button>
    </th>
  )
}

/** The room of the lines that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null
  return <tr aria-hidden="true" className={styles.gap} style={{ height: rows * rowHeight }} />
}

/** Scrolls so that a line is in view, below the head of the table. */
function reveal(scroller: HTMLElement | null, index: number): void {
  if (scroller === null) return
  const top = index * rowHeight
  const room = scroller.clientHeight - rowHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room
}
