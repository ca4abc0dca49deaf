import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrangeRows, facetsOf } from './arrange-rows.ts'
import type { Arrangement } from './arrange-rows.ts'
import type { ResourceTable } from './resource-table.ts'

type Row = { readonly name: string; readonly port: number | undefined; readonly state: string }

const table: ResourceTable<Row> = {
  id: 'clusters',
  rows: () => [],
  columns: [
    { id: 'cluster.name', cell: ({ name }) => name },
    { id: 'cluster.port', cell: ({ port }) => port },
    { id: 'upstream.state', cell: ({ state }) => state, reads: 'state' },
  ],
  name: ({ name }) => name,
  place: () => undefined,
  facts: () => [],
}

const rows: readonly Row[] = [
  { name: 'v10', port: 80, state: 'active' },
  { name: 'v2', port: undefined, state: 'warming' },
  { name: 'Cart', port: 8080, state: 'active' },
]
const none: Arrangement = { text: '', only: {}, sort: undefined }
const names = (arrangement: Partial<Arrangement>) =>
  Array.from(arrangeRows(table, rows, { ...none, ...arrangement }), (index) => rows[index]?.name)

test('rows keep the order of the proxy until somebody sorts them', () => {
  expect(names({})).toEqual(['v10', 'v2', 'Cart'])
})

test('texts with digits sort as people count, absent cells last whichever way round', () => {
  expect(names({ sort: { column: 'cluster.name', descending: false } })).toEqual(['Cart', 'v2', 'v10'])
  expect(names({ sort: { column: 'cluster.port', descending: false } })).toEqual(['v10', 'Cart', 'v2'])
  expect(names({ sort: { column: 'cluster.port', descending: true } })).toEqual(['Cart', 'v10', 'v2'])
})

test('every word must stand in some cell, whatever its case; a cell can be asked for exactly', () => {
  expect(names({ text: 'CART 80' })).toEqual(['Cart'])
  expect(names({ only: { 'upstream.state': 'warming' } })).toEqual(['v2'])
  expect(names({ only: { 'no.such': 'x' } })).toEqual(['v10', 'v2', 'Cart'])
})

test('values of states are counted', () => {
  expect(facetsOf(table, rows)).toEqual({
    'upstream.state': [
      ['active', 2],
      ['warming', 1],
    ],
  })
})

test('an arrangement never loses or doubles a row', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          name: fc.string(),
          port: fc.option(fc.nat(), { nil: undefined }),
          state: fc.constantFrom('a', 'b'),
        }),
      ),
      fc.boolean(),
      (some, descending) => {
        const arranged = arrangeRows(table, some, { ...none, sort: { column: 'cluster.port', descending } })
        expect([...arranged].toSorted((a, b) => a - b)).toEqual(some.map((_, index) => index))
      },
    ),
  )
})
