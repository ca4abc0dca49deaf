import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf, shownText } from './log-text.ts'

test('the colours and titles of a terminal are left out', () => {
  expect(shownText('\u001b[1;31mERROR\u001b[0m it \u001b]0;title\u0007broke')).toBe('ERROR it broke')
})

test('tabs stand at every fourth place', () => {
  expect(shownText('info\tads\tPush')).toBe('info    ads Push')
})

test('what would turn the line around or hide a part of it is shown as a sign', () => {
  expect(shownText('a\u202eb\u0000c\u007f')).toBe('a\ufffdb\u2400c\u2421')
})

test('ordinary text of any language stays as it is', () => {
  const texts = ['GET /healthz 200', '订单已创建 №7', 'señor — naïve…', '']
  for (const text of texts) expect(shownText(text)).toBe(text)
})

test('whatever a container writes, what is shown has no character that moves the others', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      expect(shownText(raw)).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u)
    }),
  )
})

test('wide characters take two cells', () => {
  expect(cellsOf('abc')).toBe(3)
  expect(cellsOf('订单 ok')).toBe(7)
  expect(cellsOf('naïve')).toBe(5)
})
