import { expect, test } from 'vitest'
import { SyncPace } from './sync-pace.ts'

const calm = { bytes: 16_000, failed: false, unsure: false }

test('a small mesh is asked every quarter of a minute, a big one more rarely', () => {
  const pace = new SyncPace()
  expect(pace.pauseAfter(calm, 0.5)).toBe(15_000)
  expect(pace.pauseAfter({ ...calm, bytes: 4 * 1024 * 1024 }, 0.5)).toBe(64_000)
  expect(pace.pauseAfter({ ...calm, bytes: 64 * 1024 * 1024 }, 0.5)).toBe(120_000)
})

test('an istiod that does not answer is asked less and less, and as before once it does', () => {
  const pace = new SyncPace()
  const failed = { ...calm, failed: true }
  expect([1, 2, 3, 4].map(() => pace.pauseAfter(failed, 0.5))).toEqual([30_000, 60_000, 120_000, 120_000])
  expect(pace.pauseAfter(calm, 0.5)).toBe(15_000)
})

test('doubt is settled soon', () => {
  expect(new SyncPace().pauseAfter({ ...calm, unsure: true }, 0.5)).toBe(2_000)
})
