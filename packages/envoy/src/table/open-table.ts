import type { ProxyAnswers } from '../proxy-answers.ts'
import { arrangeRows, facetsOf } from './arrange-rows.ts'
import type { Arrangement, Facets } from './arrange-rows.ts'
import type { Cell, Column, Fact, Link, Place, ResourceTable } from './resource-table.ts'
import { rowsAsFields, rowsAsRecords } from './table-export.ts'

/** A column without what reads it. */
export type ColumnHead = Pick<Column<never>, 'id' | 'reads' | 'extra'>

/** One row as it is shown. */
export type RowView = {
  /** Its place among all rows of the proxy, which stays when the table is arranged anew. */
  readonly index: number
  readonly name: string
  readonly cells: readonly Cell[]
  readonly links: readonly (Link | undefined)[]
}

/** A table with the rows of one proxy; what a row is made of stays inside. */
export type OpenTable = {
  readonly total: number
  readonly facets: Facets
  /** Places of the rows that are shown, in their order. */
  readonly arranged: (arrangement: Arrangement) => Uint32Array
  readonly row: (index: number) => RowView | undefined
  readonly detail: (
    index: number,
  ) =>
    | { readonly name: string; readonly facts: readonly Fact[]; readonly place: Place | undefined }
    | undefined
  /** The first row of that name. */
  readonly find: (name: string) => number | undefined
  readonly fields: (arrangement: Arrangement) => readonly (readonly Cell[])[]
  readonly records: (arrangement: Arrangement) => readonly object[]
}

/** A table of whatever rows. */
export type AnyTable = {
  readonly columns: readonly ColumnHead[]
  readonly open: (answers: ProxyAnswers) => OpenTable
}

export function anyTable<Row>(table: ResourceTable<Row>): AnyTable {
  return { columns: table.columns, open: (answers) => openTable(table, answers) }
}

/** Arrangements that are kept: scrolling asks for the same one again and again. */
const mostArrangements = 4

function openTable<Row>(table: ResourceTable<Row>, answers: ProxyAnswers): OpenTable {
  const rows = table.rows(answers)
  const known = new Map<string, Uint32Array>()
  const arranged = (arrangement: Arrangement): Uint32Array => {
    const key = JSON.stringify(arrangement)
    const kept = known.get(key)
    if (kept !== undefined) return kept
    const fresh = arrangeRows(table, rows, arrangement)
    if (known.size >= mostArrangements) known.clear()
    known.set(key, fresh)
    return fresh
  }
  const chosen = (arrangement: Arrangement) =>
    [...arranged(arrangement)].flatMap((index) => rows.slice(index, index + 1))
  const at = <T>(index: number, read: (row: Row) => T): T | undefined => {
    const [row] = rows.slice(index, index + 1)
    return row === undefined ? undefined : read(row)
  }
  return {
    total: rows.length,
    facets: facetsOf(table, rows),
    arranged,
    row: (index) =>
      at(index, (row) => ({
        index,
        name: table.name(row),
        cells: table.columns.map(({ cell }) => cell(row)),
        links: table.columns.map(({ link }) => link?.(row)),
      })),
    detail: (index) =>
      at(index, (row) => ({
        name: table.name(row),
        facts: table.facts(row, answers),
        place: table.place(row),
      })),
    find: (name) => {
      const index = rows.findIndex((row) => table.name(row) === name)
      return index === -1 ? undefined : index
    },
    fields: (arrangement) => rowsAsFields(table, chosen(arrangement)),
    records: (arrangement) => rowsAsRecords(table, chosen(arrangement)),
  }
}
