import type { ColumnHead } from '@portolan/envoy/table/open-table'
import type { Arrangement } from '@portolan/envoy/table/arrange-rows'
import type { Link, TableId } from '@portolan/envoy/table/resource-table'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { RowGap } from '../table/row-gap.tsx'
import { useRowKeys } from '../table/use-row-keys.ts'
import { useRowWindow } from '../table/use-row-window.ts'
import { ProxyRow } from './proxy-row.tsx'
import { pageQuery, pageSize } from './table-query.ts'
import { useWord } from './use-word.ts'
import type { ProxySource } from './worker/proxy-source.ts'
import styles from './envoy.module.css'

/** Height of a row and of the head, in CSS pixels; the style sheet says the same. */
const rowHeight = 24

type ProxyTableProps = {
  readonly source: ProxySource
  readonly table: TableId
  readonly arrangement: Arrangement
  readonly count: number
  readonly columns: readonly ColumnHead[]
  readonly shown: readonly number[]
  readonly sort: string | undefined
  readonly chosen: string | undefined
  readonly chosenIndex: number | undefined
  readonly onChoose: (name: string, index: number) => void
  readonly onSort: (column: string) => void
  readonly onFollow: (link: Link) => void
}

/** Only the rows in view are here at all: the others are with the worker, however many they are. */
export function ProxyTable(props: ProxyTableProps) {
  const { source, table, arrangement, count, columns, shown, sort, chosen, chosenIndex } = props
  const { onChoose, onSort, onFollow } = props
  const { t } = useTranslation('envoy')
  const word = useWord()
  const { scroller, onScroll, from, to } = useRowWindow(count, rowHeight)
  const pages = pagesOf(from, to)
  const loaded = useQueries({ queries: pages.map((page) => pageQuery(source, table, arrangement, page)) })
  const ids = useMemo(() => Array.from({ length: count }, (_, place) => String(place)), [count])
  const rowAt = (place: number) =>
    loaded[Math.floor(place / pageSize) - (pages[0] ?? 0)]?.data?.[place % pageSize]
  const move = useRowKeys({
    scroller,
    ids,
    rowHeight,
    headHeight: rowHeight,
    onMove: (id) => {
      const row = rowAt(Number(id))
      if (chosen !== undefined && row !== undefined) onChoose(row.name, row.index)
    },
  })
  const drawn = Array.from({ length: to - from }, (_, place) => from + place)
  const isChosen = (place: number) => {
    const row = rowAt(place)
    if (row === undefined || chosen === undefined) return false
    return chosenIndex === undefined ? row.name === chosen : row.index === chosenIndex
  }
  const reachable = drawn.find(isChosen) ?? from
  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
      <table className={styles.rows} aria-rowcount={count + 1}>
        <caption className="visually-hidden">{t('rows', { count })}</caption>
        <thead>
          <tr>
            {shown.map((place) => {
              const column = columns[place]
              if (column === undefined) return null
              const order =
                sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : 'none'
              return (
                <th key={column.id} scope="col" data-reads={column.reads} aria-sort={order}>
                  <button type="button" onClick={() => onSort(column.id)}>
                    {word(column.id)}
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          <RowGap height={from * rowHeight} className={styles.gap} />
          {drawn.map((place) => (
            <ProxyRow
              key={place}
              place={place}
              row={rowAt(place)}
              columns={columns}
              shown={shown}
              isChosen={isChosen(place)}
              isReachable={place === reachable}
              onChoose={onChoose}
              onFollow={onFollow}
            />
          ))}
          <RowGap height={(count - to) * rowHeight} className={styles.gap} />
        </tbody>
      </table>
    </div>
  )
}

function pagesOf(from: number, to: number): readonly number[] {
  const first = Math.floor(from / pageSize)
  const last = Math.floor(Math.max(from, to - 1) / pageSize)
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}
