import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { finderOf } from './find-in-line.ts'
import type { Sought } from './find-in-line.ts'

function found(
  sought: Partial<Sought> & { readonly text: string },
  line: string,
): readonly string[] | string {
  const finder = finderOf({ how: 'text', matchCase: false, ...sought })
  if (finder.kind === 'unreadable') return finder.words
  return finder.find(line).map(([from, to]) => line.slice(from, to))
}

test('a text is found wherever it stands, in capitals or not', () => {
  expect(found({ text: 'error' }, 'Error: no error')).toEqual(['Error', 'error'])
  expect(found({ text: 'error', matchCase: true }, 'Error: no error')).toEqual(['error'])
})

test('in a text, nothing means anything but itself', () => {
  expect(found({ text: '[a.b]*' }, 'x [a.b]* y axb')).toEqual(['[a.b]*'])
})

test('a regular expression finds each place; an empty place is none', () => {
  expect(found({ text: '\\d+', how: 'regex' }, '200 in 31 ms')).toEqual(['200', '31'])
  expect(found({ text: 'x*', how: 'regex' }, 'axxb')).toEqual(['xx'])
})

test('what is no regular expression is said in the browser’s words', () => {
  expect(found({ text: '(', how: 'regex' }, 'x')).toMatch(/Invalid regular expression/)
})

test('any text is found in itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
      expect(found({ text, matchCase: true }, text)).toEqual([text])
    }),
  )
})
