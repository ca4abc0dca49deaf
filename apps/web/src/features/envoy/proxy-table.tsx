import type { ColumnHead, RowView } from '@portolan/envoy/table/open-table'
import type { Arrangement } from '@portolan/envoy/table/arrange-rows'
import type { Link, TableId } from '@portolan/envoy/table/resource-table'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/use-language.ts'
import { RowGap } from '../table/row-gap.tsx'
import { useRowKeys } from '../table/use-row-keys.ts'
import { useRowWindow } from '../table/use-row-window.ts'
import { ProxyRow } from './proxy-row.tsx'
import { TableHead } from './table-head.tsx'
import { pageQuery, pageSize } from './table-query.ts'
import { useColumnWidths } from './use-column-widths.ts'
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
  const language = useLanguage()
  const { scroller, onScroll, from, to } = useRowWindow(count, rowHeight)
  const pages = pagesOf(from, to)
  const loaded = useQueries({
    queries: pages.map((page) => pageQuery(source, table, arrangement, page)),
    combine: dataOf,
  })
  const ids = useMemo(() => Array.from({ length: count }, (_, place) => String(place)), [count])
  const rowAt = (place: number) => loaded[Math.floor(place / pageSize) - (pages[0] ?? 0)]?.[place % pageSize]
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
  const { drawnTable, least, tracks } = useColumnWidths(columns, shown, loaded)
  const drawn = Array.from({ length: to - from }, (_, place) => from + place)
  const isChosen = (place: number) => {
    const row = rowAt(place)
    if (row === undefined || chosen === undefined) return false
    return chosenIndex === undefined ? row.name === chosen : row.index === chosenIndex
  }
  const reachable = drawn.find(isChosen) ?? from
  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
      <table
        ref={drawnTable}
        className={styles.rows}
        style={{ '--columns': tracks, minWidth: least }}
        aria-rowcount={count + 1}
      >
        <TableHead count={count} columns={columns} shown={shown} sort={sort} onSort={onSort} />
        <tbody onKeyDown={move}>
          <RowGap height={from * rowHeight} className={styles.gap} />
          {drawn.map((place) => (
            <ProxyRow
              key={place}
              place={place}
              row={rowAt(place)}
              columns={columns}
              shown={shown}
              language={language}
              absent={t('absent')}
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

function dataOf(
  results: readonly { readonly data: readonly RowView[] | undefined }[],
): readonly (readonly RowView[] | undefined)[] {
  return results.map(({ data }) => data)
}

function pagesOf(from: number, to: number): readonly number[] {
  const first = Math.floor(from / pageSize)
  const last = Math.floor(Math.max(from, to - 1) / pageSize)
  return Array.from({ length: last - first + 1 }, (_, place) => first + place)
}
