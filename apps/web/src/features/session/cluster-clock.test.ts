import { expect, test } from 'vitest'
import { clusterTime } from './cluster-clock.ts'

const now = Date.parse('2027-02-01T10:00:00Z')

test('a real cluster has our own time', () => {
  expect(clusterTime({ kind: 'live' }, now)).toBe(now)
})

test('a recording goes on from its own moment since it was opened', () => {
  const mode = {
    kind: 'recorded',
    lookInside: false,
    recordedAt: '2026-11-23T04:00:00Z',
    openedAt: '2027-02-01T09:58:00Z',
    source: 'lab',
  } as const
  expect(new Date(clusterTime(mode, now)).toISOString()).toBe('2026-11-23T04:02:00.000Z')
})

test('a browser whose clock is behind does not run the recording backwards', () => {
  const mode = {
    kind: 'recorded',
    lookInside: false,
    recordedAt: '2026-11-23T04:00:00Z',
    openedAt: '2027-02-01T10:05:00Z',
    source: 'lab',
  } as const
  expect(new Date(clusterTime(mode, now)).toISOString()).toBe('2026-11-23T04:00:00.000Z')
})
