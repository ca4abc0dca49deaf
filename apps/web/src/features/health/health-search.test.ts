import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHealthSearch, spanNames, tails, writeHealthSearch } from './health-search.ts'

test('nothing said is the chain, and of a log the usual', () => {
  expect(readHealthSearch(undefined)).toMatchObject({
    show: 'chain',
    log: { containers: [], previous: false, follow: true, tail: 500, since: undefined },
  })
  expect(writeHealthSearch(readHealthSearch(undefined))).toBeUndefined()
})

test('a log, and what is looked for in it', () => {
  const { show, log } = readHealthSearch(
    'show:log of:app,istio-proxy life:previous since:5m by:regex status=5.. GET',
  )
  expect(show).toBe('log')
  expect(log).toMatchObject({
    containers: ['app', 'istio-proxy'],
    previous: true,
    since: '5m',
    sought: { text: 'status=5.. GET', how: 'regex' },
  })
})

test('what has a name and means nothing is looked for', () => {
  const { log } = readHealthSearch('show:log tail:17 follow:maybe error:')
  expect(log).toMatchObject({ tail: 500, follow: true, sought: { text: 'tail:17 follow:maybe error:' } })
})

test('every view of a log comes back from its link', () => {
  const view = fc.record({
    show: fc.constantFrom('chain' as const, 'log' as const),
    log: fc.record({
      containers: fc.uniqueArray(fc.constantFrom('app', 'istio-proxy', 'istio-init')),
      previous: fc.boolean(),
      follow: fc.boolean(),
      tail: fc.constantFrom(...tails),
      since: fc.constantFrom(...spanNames, undefined),
      wrap: fc.boolean(),
      only: fc.boolean(),
      sought: fc.record({
        text: fc.stringMatching(/^[a-z (){}.]*$/),
        how: fc.constantFrom('text' as const, 'regex' as const),
        matchCase: fc.boolean(),
      }),
    }),
  })
  fc.assert(
    fc.property(view, (one) => {
      expect(readHealthSearch(writeHealthSearch(one))).toEqual(one)
    }),
  )
})
