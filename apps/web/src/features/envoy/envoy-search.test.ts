import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { envoySections, readEnvoySearch, writeEnvoySearch } from './envoy-search.ts'

test('what a link says of the view is read as it was written, whatever names hold', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.isWellFormed())
  fc.assert(
    fc.property(
      fc.record({
        section: fc.constantFrom(...envoySections),
        text: fc.constantFrom('', 'cart', 'cart 8080'),
        sort: fc.option(fc.constantFrom('cluster.port', '-cluster.port'), { nil: undefined }),
        only: fc.dictionary(fc.constantFrom('upstream.state', 'endpoint.health'), name),
        row: fc.option(name, { nil: undefined }),
        trace: fc.option(name, { nil: undefined }),
      }),
      (search) => {
        expect(readEnvoySearch(writeEnvoySearch(search))).toEqual({ ...search, only: { ...search.only } })
      },
    ),
  )
})

test('without anything said it is the overview; what means nothing is text to find', () => {
  expect(readEnvoySearch(undefined)).toMatchObject({ section: 'overview', text: '' })
  expect(readEnvoySearch('at:nowhere x:y')).toMatchObject({ section: 'overview', text: 'x:y' })
})
