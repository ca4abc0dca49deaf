import type { ColumnHead } from '@portolan/envoy/table/open-table'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWord } from './use-word.ts'

type TableHeadProps = {
  readonly count: number
  readonly columns: readonly ColumnHead[]
  readonly shown: readonly number[]
  readonly sort: string | undefined
  readonly onSort: (column: string) => void
}

/** What stands above the rows of a proxy's table; it is not drawn again while they scroll. */
export const TableHead = memo(function TableHead({ count, columns, shown, sort, onSort }: TableHeadProps) {
  const { t } = useTranslation('envoy')
  const word = useWord()
  return (
    <>
      <caption className="visually-hidden">{t('rows', { count })}</caption>
      <thead>
        <tr>
          {shown.map((place) => {
            const column = columns[place]
            if (column === undefined) return null
            const order = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : 'none'
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
    </>
  )
})
