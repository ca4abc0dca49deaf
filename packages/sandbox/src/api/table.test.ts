import { expect, test } from 'vitest'
import { ageOf } from './table.ts'

const began = '2026-01-01T00:00:00Z'

test.each([
  [8, '8s'],
  [119, '119s'],
  [341, '5m41s'],
  [540, '9m'],
  [3600, '60m'],
  [11_520, '3h12m'],
  [86_400, '24h'],
  [200_000, '2d7h'],
  [900_000, '10d'],
])('an age of %d seconds is shortened to %s as kubectl does', (seconds, text) => {
  expect(ageOf(began, Date.parse(began) + seconds * 1000)).toBe(text)
})
