import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneOf, parseSearch, stringifySearch, textOf } from './search-text.ts'

test('a port that looks like a number stays text, and a link stays readable', () => {
  expect(parseSearch('?port=application%3Ashop%3A8080&view=ports')).toEqual({
    port: 'application:shop:8080',
    view: 'ports',
  })
  expect(stringifySearch({ port: '15000', view: undefined, q: '' })).toBe('?port=15000')
})

test('every search survives the way through the address bar', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('q', 'port', 'view', 'page'), fc.string({ minLength: 1 })),
      (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual({ ...search })
      },
    ),
  )
})

test('a value that nobody knows is no value', () => {
  expect(oneOf(['ports', 'original'], 'ports')).toBe('ports')
  expect(oneOf(['ports', 'original'], '<script>')).toBeUndefined()
  expect(textOf('')).toBeUndefined()
})
