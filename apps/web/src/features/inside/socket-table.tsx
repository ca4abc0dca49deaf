import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SocketLineRow } from './socket-line.tsx'
import type { SocketLine } from './socket-groups.ts'
import { socketColumns } from './socket-view.ts'
import type { SocketView } from './socket-view.ts'
import { RowGap } from '../table/row-gap.tsx'
import { SortHead } from '../table/sort-head.tsx'
import { useRowKeys } from '../table/use-row-keys.ts'
import { useRowWindow } from '../table/use-row-window.ts'
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
  const ids = useMemo(() => lines.map(({ id }) => id), [lines])
  const move = useRowKeys({
    scroller,
    ids,
    rowHeight,
    headHeight: rowHeight,
    onMove: (id) => {
      const isSocket = lines.some((line) => line.id === id && line.kind === 'socket')
      if (isSocket && chosen !== undefined) onChoose(id)
    },
  })

  const drawn = lines.slice(from, to)
  const reachable = drawn.some(({ id }) => id === chosen) ? chosen : drawn[0]?.id
  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
      <table className={styles.table} aria-rowcount={lines.length + 1}>
        <caption className="visually-hidden">{t('sockets.caption', { count: total })}</caption>
        <thead>
          <tr>
            {socketColumns.map((column) => (
              <SortHead
                key={column}
                column={column}
                name={t(`sockets.column.${column}`)}
                hint={t(`sockets.hint.${column}`)}
                sort={view.sort}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          <RowGap height={from * rowHeight} className={styles.gap} />
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
          <RowGap height={(lines.length - to) * rowHeight} className={styles.gap} />
        </tbody>
      </table>
    </div>
  )
})
