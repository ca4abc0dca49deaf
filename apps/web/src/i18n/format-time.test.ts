import { expect, test } from 'vitest'
import { formatDistance } from './format-time.ts'

const now = Date.parse('2026-11-23T05:00:00Z')

test('a distance is told in its largest unit, in both directions', () => {
  expect(formatDistance('2026-11-20T04:00:00Z', now, 'en')).toBe('3 days ago')
  expect(formatDistance('2026-11-24T04:30:00Z', now, 'en')).toBe('in 23 hours')
  expect(formatDistance('2026-11-23T04:59:50Z', now, 'en')).toBe('0 minutes ago')
  expect(formatDistance('2026-11-24T04:30:00Z', now, 'zh-CN')).toBe('23小时后')
})
