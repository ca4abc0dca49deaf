import type { ColumnHead, RowView } from '@portolan/envoy/table/open-table'
import { useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../i18n/language.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { columnTracks, longestTexts, measureIn, widerColumns } from './column-widths.ts'
import { readCell } from './read-cell.ts'
import { wordIn } from './use-word.ts'

/**
 * Widths of columns from the texts that were loaded, so that a row can be laid out
 * without the others: a table that measures itself does so for each row that comes
 * into view. Columns only grow, and so stay where they are while somebody reads.
 */
export function useColumnWidths(
  columns: readonly ColumnHead[],
  shown: readonly number[],
  pages: readonly (readonly RowView[] | undefined)[],
): {
  readonly drawnTable: RefObject<HTMLTableElement | null>
  readonly least: number
  readonly tracks: string
} {
  const { t } = useTranslation('envoy')
  const language = useLanguage()
  const absent = t('absent')
  const drawnTable = useRef<HTMLTableElement>(null)
  const [widths, setWidths] = useState<readonly number[]>([])
  const measuredIn = useRef(new WeakMap<readonly RowView[], Language>())
  useLayoutEffect(() => {
    const isNew = (page: readonly RowView[]) => measuredIn.current.get(page) !== language
    const fresh = pages.filter((page) => page !== undefined).filter(isNew)
    if (drawnTable.current === null || fresh.length === 0) return
    for (const page of fresh) measuredIn.current.set(page, language)
    const measure = measureIn(drawnTable.current)
    const heads = columns.map(({ id }) => wordIn(language, id))
    const read = (row: RowView, place: number) =>
      readCell(row.cells[place], columns[place]?.reads, language, absent)
    const longest = longestTexts(columns, fresh.flat(), read)
    setWidths((before) => widerColumns(before, heads, longest, measure))
  }, [pages, columns, language, absent])
  return { drawnTable, ...columnTracks(widths, shown) }
}
