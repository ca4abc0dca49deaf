import { expect, test } from 'vitest'
import { findInText } from './find-in-text.ts'

test('a text is found as it is written, whatever it means as an expression', () => {
  expect(findInText('a||b A||b', 'a||b', false)).toEqual({
    kind: 'found',
    count: 2,
    first: [
      { from: 0, to: 4 },
      { from: 5, to: 9 },
    ],
  })
})

test('an expression finds what it says, an empty match is no find', () => {
  expect(findInText('v1 v22', String.raw`v\d+`, true)).toMatchObject({ count: 2 })
  expect(findInText('abc', 'x*', true)).toMatchObject({ count: 0 })
})

test('what is no expression is refused in words', () => {
  expect(findInText('abc', '(', true)).toMatchObject({ kind: 'refused' })
})
