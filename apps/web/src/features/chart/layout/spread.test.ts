import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread } from './spread.ts'

test('whoever has room stands where it wants, and two who want the same place share the way', () => {
  expect(spread([{ centre: 50, size: 20 }], 10)).toEqual([50])
  expect(
    spread(
      [
        { centre: 100, size: 40 },
        { centre: 110, size: 40 },
        { centre: 300, size: 40 },
      ],
      10,
    ),
  ).toEqual([80, 130, 300])
})

test('nobody stands on anybody, and the order stays', () => {
  const wish = fc.record({
    centre: fc.integer({ min: 0, max: 500 }),
    size: fc.integer({ min: 1, max: 90 }),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 9 }), (unsorted) => {
      const wishes = unsorted.toSorted((a, b) => a.centre - b.centre)
      const middles = spread(wishes, 8)
      expect(middles).toHaveLength(wishes.length)
      for (const [index, middle] of middles.entries()) {
        const next = middles[index + 1]
        if (next === undefined) continue
        const sizes = (wishes[index]?.size ?? 0) / 2 + (wishes[index + 1]?.size ?? 0) / 2
        expect(next - middle).toBeGreaterThanOrEqual(sizes + 8 - 1e-6)
      }
    }),
  )
})
