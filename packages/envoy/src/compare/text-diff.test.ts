import { expect, test } from 'vitest'
import { textDiff } from './text-diff.ts'

const marks = { both: ' ', a: '-', b: '+' } as const
const read = (...sides: Parameters<typeof textDiff>) =>
  textDiff(...sides).lines.map(({ on, text }) => `${marks[on]} ${text}`)

test('two resources read line by line in one spelling', () => {
  expect(read({ connectTimeout: '1.0s', name: 'a' }, { name: 'a', connect_timeout: '2s', ttl: '5' })).toEqual(
    [
      '  {',
      '    "name": "a",',
      '-   "connect_timeout": "1s"',
      '+   "connect_timeout": "2s",',
      '+   "ttl": "5"',
      '  }',
    ],
  )
})

test('a line that only got a comma, or a number that is written as a text, is the same', () => {
  expect(read({ a: 5 }, { a: '5', b: 1 }).filter((line) => line.startsWith('-'))).toEqual([])
})

test('a resource that one side does not have is all put in', () => {
  expect(read(undefined, { a: 1 })).toEqual(['+ {', '+   "a": 1', '+ }'])
})

const big = (from: number) => ({ items: Array.from({ length: 100_000 }, (_, at) => `item ${from + at}`) })

test('huge resources without anything in common end in time', () => {
  expect(textDiff(big(0), big(1e6)).exact).toBe(false)
})
