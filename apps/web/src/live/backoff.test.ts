import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoff } from './backoff.ts'

test('the first try comes soon, later ones within eight seconds', () => {
  expect(backoff(1, 0)).toBe(200)
  expect(backoff(1, 1)).toBe(400)
  expect(backoff(50, 1)).toBe(8_000)
})

test('waiting grows with failures and never reaches zero', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, random) => {
        const wait = backoff(failures, random)
        expect(wait).toBeGreaterThanOrEqual(200)
        expect(wait).toBeLessThanOrEqual(8_000)
        expect(backoff(failures + 1, random)).toBeGreaterThanOrEqual(wait)
      },
    ),
  )
})
