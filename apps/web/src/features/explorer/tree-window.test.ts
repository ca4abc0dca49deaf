import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowsInView } from './tree-window.ts'

test('of 5,000 lines, only those near the view are drawn', () => {
  const { from, to } = rowsInView(5_000, { scrollTop: 48_000, height: 600, rowHeight: 24 })
  expect(from).toBeLessThanOrEqual(2_000)
  expect(to).toBeGreaterThanOrEqual(2_025)
  expect(to - from).toBeLessThan(50)
})

test('wherever one scrolls, every line in view is drawn', () => {
  fc.assert(
    fc.property(
      fc.nat(5_000),
      fc.nat(200_000),
      fc.integer({ min: 0, max: 2_000 }),
      (count, scrollTop, height) => {
        const { from, to } = rowsInView(count, { scrollTop, height, rowHeight: 24 })
        expect(from).toBeLessThanOrEqual(to)
        expect(to).toBeLessThanOrEqual(count)
        expect(from).toBeLessThanOrEqual(Math.floor(scrollTop / 24))
        expect(to).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((scrollTop + height) / 24)))
      },
    ),
  )
})
