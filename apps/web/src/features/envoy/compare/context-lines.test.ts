import { expect, test } from 'vitest'
import { contextLines } from './context-lines.ts'

const same = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ on: 'both', text: `${place}` }) as const)

test('equal lines far from a change are told as a number', () => {
  const lines = [...same(10), { on: 'a', text: 'x' } as const, ...same(7)]
  const shown = contextLines(lines)
  expect(shown.map(({ on, text }) => `${on} ${text}`)).toEqual([
    'gap 6',
    'both 6',
    'both 7',
    'both 8',
    'both 9',
    'a x',
    'both 0',
    'both 1',
    'both 2',
    'both 3',
    'gap 3',
  ])
})

test('two equal texts are one gap', () => {
  expect(contextLines(same(3))).toEqual([{ on: 'gap', text: '3', place: 0 }])
})
