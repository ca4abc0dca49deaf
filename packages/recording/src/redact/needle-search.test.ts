import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joined, NeedleSearch } from './needle-search.ts'

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 120 })
const needles = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 6, maxLength: 70 }), {
  maxLength: 12,
})

test('it finds what a search for one after the other finds', () => {
  const property = fc.property(needles, letters, (texts, hay) => {
    const naive = texts.flatMap((text) => {
      const found = []
      for (let at = hay.indexOf(text); at >= 0; at = hay.indexOf(text, at + 1))
        found.push({ from: at, to: at + text.length })
      return found
    })
    expect(new NeedleSearch(texts).find(Buffer.from(hay))).toEqual(joined(naive))
  })
  expect(() => fc.assert(property, { numRuns: 1000 })).not.toThrow()
})

test('texts with one beginning do not make each other slow to find', () => {
  const texts = Array.from(
    { length: 20_000 },
    (_, at) => `https://api.example.test/v1/keys/${at.toString(36).padStart(9, '0')}`,
  )
  const search = new NeedleSearch(texts)
  const hay = Buffer.from('https://api.example.test/v1/keys/ '.repeat(20_000) + (texts[777] ?? ''))
  const started = performance.now()
  expect(search.find(hay)).toEqual([{ from: hay.length - (texts[777] ?? '').length, to: hay.length }])
  // Comparing each beginning with all of them would take minutes.
  expect(performance.now() - started).toBeLessThan(5000)
})
