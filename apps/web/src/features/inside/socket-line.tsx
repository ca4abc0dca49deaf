import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SocketLine } from './socket-groups.ts'
import type { SocketRow } from './socket-rows.ts'
import { socketColumns } from './socket-view.ts'
import type { SocketColumn } from './socket-view.ts'
import styles from './sockets.module.css'

type SocketLineRowProps = {
  readonly line: SocketLine
  readonly position: number
  readonly isChosen: boolean
  readonly isReachable: boolean
  readonly onChoose: (id: string) => void
  readonly onFold: (id: string) => void
}

/** One line: the head of a group, which folds it, or a socket. */
export const SocketLineRow = memo(function SocketLineRow(props: SocketLineRowProps) {
  const { line, position, isChosen, isReachable, onChoose, onFold } = props
  const { t } = useTranslation('inside')
  if (line.kind === 'group') {
    const Fold = line.folded ? IconChevronRight : IconChevronDown
    return (
      <tr aria-rowindex={position} className={styles.group}>
        <th scope="row">
          <button
            type="button"
            data-row={line.id}
            tabIndex={isReachable ? 0 : -1}
            aria-expanded={!line.folded}
            onClick={() => onFold(line.id)}
          >
            <Fold size={13} aria-hidden="true" />
            {line.label === '' ? t('sockets.nobody') : line.label}
            <small>{t('sockets.count', { count: line.count })}</small>
          </button>
        </th>
      </tr>
    )
  }
  const { row } = line
  const { cells, mark } = row
  return (
    <tr
      aria-rowindex={position}
      data-chosen={isChosen || undefined}
      data-mark={mark}
      onClick={() => onChoose(line.id)}
    >
      {socketColumns.map((column) =>
        column === 'state' ? (
          <th key={column} scope="row" data-column={column}>
            <button
              type="button"
              data-row={line.id}
              aria-pressed={isChosen}
              tabIndex={isReachable ? 0 : -1}
              onClick={(event) => {
                event.stopPropagation()
                onChoose(line.id)
              }}
            >
              {cells.state}
              {mark !== undefined && <small>{t(`sockets.mark.${mark}`)}</small>}
            </button>
          </th>
        ) : (
          <td key={column} data-column={column} title={cells[column]} data-some={isWaiting(row, column)}>
            {cells[column]}
          </td>
        ),
      )}
    </tr>
  )
})

/** A queue that holds something catches the eye; what a listening socket has to send is its backlog's size. */
function isWaiting({ socket }: SocketRow, column: SocketColumn): boolean | undefined {
  if (column === 'receive') return socket.receiveQueue > 0 || undefined
  return (column === 'send' && socket.state !== 'LISTEN' && socket.sendQueue > 0) || undefined
}
