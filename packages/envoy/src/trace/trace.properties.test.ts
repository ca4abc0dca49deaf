import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { changed, changes } from '../fixtures/changed-json.ts'
import { answersOf, everyFilter } from '../fixtures/every-filter.ts'
import { isObject } from '../json/json.ts'
import type { Json } from '../json/json.ts'
import { words } from '../words/words.ts'
import type { Sentence, TracedRequest } from './trace.ts'
import { mostLosers } from './trace.ts'
import { traceRequest } from './trace-request.ts'

const request: fc.Arbitrary<TracedRequest> = fc.record({
  direction: fc.constantFrom('outbound', 'inbound', 'gateway'),
  protocol: fc.constantFrom('http', 'tcp'),
  destination: fc.record({
    ip: fc.constantFrom(undefined, '10.244.0.7', 'fd00::7', 'no address'),
    port: fc.constantFrom(80, 8080, 15_006, 9080, 0, 70_000),
  }),
  source: fc.record({
    ip: fc.constantFrom(undefined, '10.244.0.9', ''),
    principal: fc.constantFrom(undefined, 'spiffe://cluster.local/ns/a/sa/b'),
  }),
  serverName: fc.constantFrom(undefined, '', 'outbound_.8080_._.a.b.svc.cluster.local'),
  host: fc.oneof(fc.constantFrom('a:8080', '[::1]:80', ''), fc.string()),
  method: fc.constantFrom('GET', 'OPTIONS', ''),
  path: fc.oneof(fc.constantFrom('/', '/a/../b?x=1#y', '//%2f', ''), fc.string()),
  headers: fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 3 }),
})

/** Every value that a sentence wants is there. */
function isWhole({ word, values = {} }: Sentence): boolean {
  return [...words[word].en.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => Object.hasOwn(values, name))
}

test(
  'whatever a proxy answers and whatever is asked, a trace comes to an end that adds up',
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(changes, request, (list, asked) => {
        const configs = list.reduce<Json>(
          (value, [at, other]) => changed(value, at, other),
          everyFilter['configs'] ?? [],
        )
        const answer = { configs: Array.isArray(configs) ? configs : [] }
        const { steps, outcomes } = traceRequest(answersOf(isObject(answer) ? answer : {}), asked)
        expect(outcomes.length).toBeGreaterThan(0)
        const shares = outcomes.reduce((sum, { percent }) => sum + (percent ?? 100), 0)
        expect(shares).toBeCloseTo(100, 6)
        for (const { because, losers } of steps) {
          expect(losers.length).toBeLessThanOrEqual(mostLosers)
          expect([...because, ...losers.map((one) => one.because)].filter((one) => !isWhole(one))).toEqual([])
        }
      }),
      { numRuns: 2_000 },
    )
  },
)
