import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExplorerSearch } from '../features/explorer/explorer-search.ts'
import type { WorkbenchDocument } from './document.ts'
import { addressOf, documentAt, documentOfAddress } from './document-address.ts'
import { parseSearch } from './search-text.ts'

/** Names as nobody should choose them: kubeconfig contexts may hold anything. */
const name = fc.oneof(
  fc.constantFrom('.', '..', '~', '~.', '~~..', 'arn:aws:eks:eu/x', 'a b', '%2e', '100%', 'ä/ö?#&=', '网格'),
  fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.isWellFormed()),
)
const optional = fc.option(name, { nil: undefined })
const document: fc.Arbitrary<WorkbenchDocument> = fc.oneof(
  fc.constant<WorkbenchDocument>({ view: 'welcome' }),
  fc.record({ view: fc.constant('welcome' as const), cluster: name }),
  fc.record({ view: fc.constant('proxy-file' as const), id: name, name, q: optional }),
  fc.record({
    view: fc.constant('pod' as const),
    cluster: name,
    pod: fc.record({ namespace: name, name }),
    show: fc.record({
      view: fc.constantFrom('ports' as const, 'original' as const, 'sockets' as const, undefined),
      port: optional,
      page: optional,
      q: optional,
    }),
  }),
)

test('a document comes back from its address, through the browser’s own reading of it', () => {
  fc.assert(
    fc.property(document, (one) => {
      const { pathname, search } = new URL(addressOf(one), 'http://localhost:7015')
      expect(documentAt(pathname, search)).toEqual(one)
      expect(documentOfAddress(addressOf(one))).toEqual(one)
    }),
    { numRuns: 2000 },
  )
})

test('what a document says of its view is nothing that the explorer is filtered by', () => {
  fc.assert(
    fc.property(document, (one) => {
      const { search } = new URL(addressOf(one), 'http://localhost:7015')
      expect(readExplorerSearch(parseSearch(search))).toEqual({ q: undefined, show: undefined })
    }),
  )
})

test('any other address is a document that says so, and is never thrown at', () => {
  for (const address of [
    '/nowhere',
    '/clusters',
    '/clusters/a/pods/b',
    '/clusters/%E0%A4%A',
    '/a/b/c/d/e/f',
  ]) {
    expect(documentOfAddress(address)).toEqual({ view: 'unknown', address })
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(documentAt(`/${text}`, '')).toHaveProperty('view')
    }),
  )
})

test('a link keeps looking as people know it', () => {
  expect(
    addressOf({
      view: 'pod',
      cluster: 'lab',
      pod: { namespace: 'shop', name: 'cart-7d8d' },
      show: { view: 'ports', port: 'envoy-admin', page: undefined },
    }),
  ).toBe('/clusters/lab/pods/shop/cart-7d8d?view=ports&port=envoy-admin')
})
