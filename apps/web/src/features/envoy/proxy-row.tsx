import type { ColumnHead } from '@portolan/envoy/table/open-table'
import type { RowView } from '@portolan/envoy/table/open-table'
import type { Cell, Link } from '@portolan/envoy/table/resource-table'
import { memo } from 'react'
import type { Language } from '../../i18n/language.ts'
import { readCell } from './read-cell.ts'
import styles from './envoy.module.css'

type ProxyRowProps = {
  /** Its place in the table as it is arranged. */
  readonly place: number
  /** `undefined` while it is on its way. */
  readonly row: RowView | undefined
  readonly columns: readonly ColumnHead[]
  readonly shown: readonly number[]
  readonly language: Language
  /** What stands where there is nothing. */
  readonly absent: string
  readonly isChosen: boolean
  readonly isReachable: boolean
  readonly onChoose: (name: string, index: number) => void
  readonly onFollow: (link: Link) => void
}

/** One row of a proxy's table. The first cell opens it; what leads elsewhere is a link of its own. */
export const ProxyRow = memo(function ProxyRow(props: ProxyRowProps) {
  const { place, row, columns, shown, language, absent } = props
  const { isChosen, isReachable, onChoose, onFollow } = props
  const choose = row === undefined ? undefined : () => onChoose(row.name, row.index)
  return (
    <tr
      aria-rowindex={place + 2}
      data-chosen={isChosen || undefined}
      aria-busy={row === undefined}
      onClick={choose}
    >
      {shown.map((at, position) => {
        const cell: Cell = row?.cells[at]
        const text = row === undefined ? '' : readCell(cell, columns[at]?.reads, language, absent)
        const link = row?.links[at]
        if (position === 0) {
          return (
            <th key={at} scope="row" title={text}>
              <button
                type="button"
                data-row={place}
                aria-pressed={isChosen}
                tabIndex={isReachable ? 0 : -1}
                onClick={(event) => {
                  event.stopPropagation()
                  choose?.()
                }}
              >
                {text}
              </button>
            </th>
          )
        }
        return (
          <td
            key={at}
            title={text}
            data-reads={columns[at]?.reads}
            data-value={columns[at]?.reads === 'state' ? text : undefined}
          >
            {link === undefined || link.kind === 'object' ? (
              text
            ) : (
              <button
                type="button"
                className={styles.link}
                tabIndex={-1}
                onClick={(event) => {
                  event.stopPropagation()
                  onFollow(link)
                }}
              >
                {text}
              </button>
            )}
          </td>
        )
      })}
    </tr>
  )
})
