import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathAt } from './path-at.ts'

const text = JSON.stringify(
  { configs: [{ '@type': 'a', list: [1, { name: 'x, y: {"' }] }, { 'a.b': { c: true } }], last: 1 },
  undefined,
  2,
)
const pathOf = (needle: string) => pathAt(text, text.indexOf(needle))

test('the path of a value is told wherever the cursor stands in it', () => {
  expect(pathOf('"x, y')).toBe('configs[0].list[1].name')
  expect(pathOf('"a"')).toBe('configs[0].@type')
  expect(pathOf('true')).toBe('configs[1]["a.b"].c')
  expect(pathAt(text, text.lastIndexOf('1'))).toBe('last')
  expect(pathAt(text, 0)).toBe('')
})

test('any text and any offset have a path', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(200), (any, offset) => {
      expect(typeof pathAt(any, offset)).toBe('string')
    }),
  )
})
