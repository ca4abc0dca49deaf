import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineAt, lineTops } from './line-tops.ts'

const lines = (...cells: readonly number[]) => cells.map((one) => ({ cells: one }))

test('a line takes as many rows as its cells need; an empty one takes a row', () => {
  expect(lineTops(lines(80, 81, 0, 200), 80)).toEqual([0, 1, 3, 4, 7])
})

test('lines that are not wrapped take one row each', () => {
  expect(lineTops(lines(80, 500, 0), undefined)).toEqual([0, 1, 2, 3])
})

test('a row outside belongs to the nearest line', () => {
  const tops = lineTops(lines(10, 20), 10)
  expect([lineAt(tops, -1), lineAt(tops, 99), lineAt([0], 0)]).toEqual([0, 1, 0])
})

test('every row belongs to the line that it lies in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 300 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 120 }),
      (cells, columns) => {
        const tops = lineTops(lines(...cells), columns)
        for (let row = 0; row < (tops.at(-1) ?? 0); row++) {
          const line = lineAt(tops, row)
          expect(tops[line]).toBeLessThanOrEqual(row)
          expect(tops[line + 1]).toBeGreaterThan(row)
        }
      },
    ),
  )
})
