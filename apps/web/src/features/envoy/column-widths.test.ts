import type { ColumnHead, RowView } from '@portolan/envoy/table/open-table'
import { expect, test } from 'vitest'
import { columnTracks, widerColumns } from './column-widths.ts'

const columns: readonly ColumnHead[] = [{ id: 'cluster.service' }, { id: 'cluster.port', reads: 'count' }]
const perLetter = (text: string) => text.length * 10
const asShown = (text: string) => (text === '出站出站出站' ? 72 : text.length * 6)
const read = (row: RowView, place: number) => String(row.cells[place] ?? '-')
const rowsOf = (...names: readonly string[]): readonly RowView[] =>
  names.map((name, index) => ({ index, name, cells: [name, 8], links: [] }))

function wider(before: readonly number[], ...names: readonly string[]): readonly number[] {
  return widerColumns(before, columns, rowsOf(...names), read, () => 'Head', perLetter)
}

test('a column is as wide as its longest text or its head, and never narrower than it was', () => {
  const first = wider([], 'a', 'abcdefghijklm', 'ab')
  const [name = 0, port = 0] = first
  expect(name).toBeGreaterThanOrEqual(130)
  expect(name).toBeLessThan(150)
  expect(port).toBeGreaterThanOrEqual(40)
  expect(wider(first, 'abc')).toBe(first)
  expect(wider(first, 'abcdefghijklmnop')[0]).toBeGreaterThan(name)
})

test('Chinese letters count as the widest, and a text without end does not take the whole table', () => {
  const rows = rowsOf('abcdefghij', '出站出站出站')
  expect(widerColumns([], columns, rows, read, () => '', asShown)[0]).toBeGreaterThanOrEqual(72)
  expect(wider([], 'x'.repeat(1_000))[0]).toBe(400)
})

test('only columns that are shown have tracks, and together they need what each needs', () => {
  const { least, tracks } = columnTracks([100, 50, 70], [0, 2])
  expect(least).toBe(184)
  expect(tracks).toBe('minmax(114px, 114fr) minmax(70px, 70fr)')
})
