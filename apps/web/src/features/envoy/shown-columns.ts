import { allTables } from '@portolan/envoy/table/all-tables'
import type { ColumnHead } from '@portolan/envoy/table/open-table'
import type { TableId } from '@portolan/envoy/table/resource-table'
import { useState } from 'react'
import { browserShelf } from '../../storage/browser-shelves.ts'

const storageKey = (table: TableId) => `portolan.columns.${table}`

/** The columns of a table, and which of them the reader wants to see; the choice is kept in this browser. */
export function useShownColumns(table: TableId): {
  readonly columns: readonly ColumnHead[]
  /** Their places among all columns, in order. */
  readonly shown: readonly number[]
  readonly onShow: (id: string, isShown: boolean) => void
} {
  const { columns } = allTables[table]
  const [chosen, setChosen] = useState(() => readKept(table))
  const ids = chosen ?? new Set<string>(columns.filter(({ extra }) => extra !== true).map(({ id }) => id))
  const shown = columns.flatMap(({ id }, place) => (ids.has(id) ? [place] : []))
  return {
    columns,
    shown: shown.length === 0 ? [0] : shown,
    onShow: (id, isShown) => {
      const next = new Set([...ids].filter((one) => one !== id))
      if (isShown) next.add(id)
      setChosen(next)
      keep(table, next)
    },
  }
}

function readKept(table: TableId): ReadonlySet<string> | undefined {
  const kept = browserShelf.getItem(storageKey(table))
  return kept === null ? undefined : new Set(kept.split(' '))
}

function keep(table: TableId, ids: ReadonlySet<string>): void {
  try {
    browserShelf.setItem(storageKey(table), [...ids].join(' '))
  } catch {
    // Storage is full: the choice holds until this view is left.
  }
}
