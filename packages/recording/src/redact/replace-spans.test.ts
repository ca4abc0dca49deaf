import { expect, test } from 'vitest'
import { NeedleSearch } from './needle-search.ts'
import { replaceSpans } from './replace-spans.ts'

function without(text: string, ...values: readonly string[]): string {
  const bytes = Buffer.from(text)
  return replaceSpans(bytes, new NeedleSearch(values).find(bytes)).toString('utf8')
}

test('a value that is also a piece of the document’s own structure leaves the structure alone', () => {
  expect(without('{"a":true, "b":false}', 'rue, "b":fa')).toBe('{"a":true, "b":false}')
  expect(without('[true, false]', 'rue, fa')).toBe('[true, false]')
  // The texts in it go, the keys stay.
  expect(without('{"x":{"user":"ann","pass":"k7"}}', '{"user":"ann","pass":"k7"}')).toBe(
    '{"x":{"user":"[redacted]","pass":"[redacted]"}}',
  )
})

test('an escape is never cut in two', () => {
  expect(without(String.raw`{"a":"one\nabcdef1 two"}`, 'nabcdef1')).toBe('{"a":"one[redacted] two"}')
  expect(without(String.raw`{"a":"x\u00e9abcde\u00e9y"}`, 'e9abcde')).toBe('{"a":"x[redacted]\\u00e9y"}')
  expect(without(String.raw`{"a":"abcdef\\"}`, 'abcdef\\')).toBe('{"a":"[redacted]"}')
  expect(without(String.raw`{"a":"\\\nabcdef1"}`, 'nabcdef1')).toBe(String.raw`{"a":"\\[redacted]"}`)
})

test('what begins like a document and is none is a text', () => {
  expect(without('[2026-11-23] key abcdef1 was used', 'abcdef1')).toBe('[2026-11-23] key [redacted] was used')
})
