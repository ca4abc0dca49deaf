import type { ColumnHead, RowView } from '@portolan/envoy/table/open-table'
import { expect, test } from 'vitest'
import { columnTracks, longestTexts, widerColumns } from './column-widths.ts'

const columns: readonly ColumnHead[] = [{ id: 'cluster.service' }, { id: 'cluster.port', reads: 'count' }]
const heads = ['Head', 'Head']
const perLetter = (text: string) => text.length * 10
const read = (row: RowView, place: number) => String(row.cells[place] ?? '-')

function longestOf(...names: readonly string[]): readonly string[] {
  const rows = names.map((name, index) => ({ index, name, cells: [name, 8], links: [] }))
  return longestTexts(columns, rows, read)
}

test('of each column the longest text is found; a Chinese letter is as wide as two others', () => {
  expect(longestOf('a', 'abcdefg', 'ab')).toEqual(['abcdefg', '8'])
  expect(longestOf('abcdefghij', '出站出站出站')).toEqual(['出站出站出站', '8'])
  expect(longestOf()).toEqual(['', ''])
})

test('a column is as wide as its longest text or its head, and never narrower than it was', () => {
  const first = widerColumns([], heads, ['abcdefghijklm', '8'], perLetter)
  const [name = 0, port = 0] = first
  expect(name).toBeGreaterThanOrEqual(130)
  expect(name).toBeLessThan(150)
  expect(port).toBeGreaterThanOrEqual(40)
  expect(widerColumns(first, heads, ['abc', '8'], perLetter)).toBe(first)
  expect(widerColumns(first, heads, ['abcdefghijklmnop', '8'], perLetter)[0]).toBeGreaterThan(name)
})

test('a text without end does not take the whole table', () => {
  expect(widerColumns([], heads, ['x'.repeat(1_000), 'x'.repeat(1_000)], perLetter)).toEqual([400, 280])
})

test('only columns that are shown have tracks, and together they need what each needs', () => {
  const { least, tracks } = columnTracks([100, 50, 70], [0, 2])
  expect(least).toBe(184)
  expect(tracks).toBe('minmax(114px, 114fr) minmax(70px, 70fr)')
})
