import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell, ResourceTable } from './resource-table.ts'
import { rowsAsFields, rowsAsRecords } from './table-export.ts'

type Row = readonly [Cell, Cell, Cell]

const table: ResourceTable<Row> = {
  id: 'clusters',
  rows: () => [],
  columns: [
    { id: 'cluster.service', cell: ([cell]) => cell },
    { id: 'cluster.port', cell: ([, cell]) => cell },
    { id: 'cluster.subset', cell: ([, , cell]) => cell },
  ],
  name: () => '',
  place: () => undefined,
  facts: () => [],
}
const ids = table.columns.map(({ id }) => id)

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\u2028', '\ud800', '__proto__', '=1', 'a\r\nb', ''),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  fc.boolean(),
  fc.constant(undefined),
)
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 })

test('records read back from JSON are the cells that the table shows, each of its own kind', () => {
  fc.assert(
    fc.property(rows, (written) => {
      const records: readonly Readonly<Record<string, Cell>>[] = JSON.parse(
        JSON.stringify(rowsAsRecords(table, written)),
      )
      expect(records.map((record) => ids.map((id) => record[id]))).toEqual(written)
    }),
  )
})

test('fields are a head of ids and then a line for each row, as long as the head', () => {
  fc.assert(
    fc.property(rows, (written) => {
      expect(rowsAsFields(table, written)).toEqual([ids, ...written])
    }),
  )
})
