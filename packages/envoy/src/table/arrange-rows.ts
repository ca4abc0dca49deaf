import type { Cell, ResourceTable } from './resource-table.ts'

/** Which rows of a table are shown, and in which order. */
export type Arrangement = {
  /** Words that a row must hold, all of them, in whichever cells; upper and lower case are the same. */
  readonly text: string
  /** What cells must be, by the ids of their columns. */
  readonly only: Readonly<Record<string, string>>
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined
}

/**
 * Chooses and orders rows: their places in `rows`. Numbers sort as numbers, texts
 * with digits as people count (`v2` before `v10`), absent cells last whichever
 * way round; rows that are equal keep the order of the proxy.
 */
export function arrangeRows<Row>(
  table: ResourceTable<Row>,
  rows: readonly Row[],
  arrangement: Arrangement,
): Uint32Array {
  const { sort } = arrangement
  const chosen = new Uint32Array(rows.length)
  if (isAsItComes(arrangement)) return chosen.map((_, index) => index)
  const fits = rowFilter(table, arrangement)
  const column = sort && table.columns.find(({ id }) => id === sort.column)
  const keys = new Map<number, Cell>()
  let count = 0
  rows.forEach((row, index) => {
    if (!fits(row)) return
    chosen[count++] = index
    if (column !== undefined) keys.set(index, column.cell(row))
  })
  const shown = chosen.subarray(0, count)
  if (sort === undefined || column === undefined) return shown
  const direction = sort.descending ? -1 : 1
  return shown.sort((a, b) => compareCells(keys.get(a), keys.get(b), direction) || a - b)
}

function isAsItComes({ text, only, sort }: Arrangement): boolean {
  return sort === undefined && text.trim() === '' && Object.keys(only).length === 0
}

function rowFilter<Row>({ columns }: ResourceTable<Row>, { text, only }: Arrangement): (row: Row) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const exact = columns.flatMap((column) => {
    const wanted = Object.hasOwn(only, column.id) ? only[column.id] : undefined
    return wanted === undefined ? [] : [{ column, wanted }]
  })
  return (row) => {
    if (!exact.every(({ column, wanted }) => String(column.cell(row) ?? '') === wanted)) return false
    if (words.length === 0) return true
    const held = columns
      .map(({ cell }) => cell(row) ?? '')
      .join('\n')
      .toLowerCase()
    return words.every((word) => held.includes(word))
  }
}

const collator = new Intl.Collator('en', { numeric: true })

function compareCells(a: Cell, b: Cell, direction: 1 | -1): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction
  return collator.compare(String(a), String(b)) * direction
}

/** By the ids of columns, what their cells say and how many rows say it. */
export type Facets = Readonly<Record<string, readonly (readonly [value: string, count: number])[]>>

/** The values of each column that names a state, and how many rows have them; to choose by. */
export function facetsOf<Row>({ columns }: ResourceTable<Row>, rows: readonly Row[]): Facets {
  const facets: Record<string, readonly (readonly [string, number])[]> = {}
  for (const { id, cell, reads } of columns) {
    if (reads !== 'state') continue
    const counts = new Map<NonNullable<Cell>, number>()
    for (const row of rows) {
      const value = cell(row) ?? ''
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    facets[id] = [...counts]
      .map(([value, count]) => [String(value), count] as const)
      .toSorted(([a], [b]) => collator.compare(a, b))
  }
  return facets
}
