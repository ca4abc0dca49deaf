import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitParts, fitText, textWidth } from './text-width.ts'

test('a Chinese character is as wide as its size, a Latin one about half', () => {
  expect(textWidth('健康', 11)).toBe(22)
  expect(textWidth('health', 10)).toBeGreaterThan(22)
  expect(textWidth('health', 10)).toBeLessThan(40)
})

test('a text that fits stays whole, and one that does not ends in an ellipsis within its room', () => {
  expect(fitText('outbound', 11, 80)).toBe('outbound')
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 12, max: 90 }), (text, width) => {
      expect(textWidth(fitText(text, 11, width), 11)).toBeLessThanOrEqual(Math.max(width, 22))
    }),
  )
})

test('of several parts the first ones stay, and none is taken out of the middle', () => {
  const parts = ['pod frontend', '10.244.0.17', 'lab']
  expect(fitParts(parts, ' · ', 11, 400)).toBe('pod frontend · 10.244.0.17 · lab')
  expect(fitParts(parts, ' · ', 11, 100)).toBe('pod frontend')
  expect(fitParts(['pod x', '', 'lab'], ' · ', 11, 400)).toBe('pod x · lab')
})
