import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { align, numbered } from './align.ts'
import type { Step } from './align.ts'

function applied(steps: readonly Step[], a: readonly number[], b: readonly number[]) {
  const sides = { a: [...a], b: [...b] }
  for (const step of steps) {
    if (step !== 'both') sides[step].shift()
    else if (sides.a.shift() !== sides.b.shift()) return 'paired what is not the same'
  }
  return sides.a.length + sides.b.length === 0 ? 'both used up' : 'something is left'
}

/** The longest common subsequence by the slow table, to compare with. */
function longest(a: readonly number[], b: readonly number[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const one of a) {
    const next = [0]
    b.forEach((other, at) => {
      next.push(one === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    })
    row = next
  }
  return row[b.length] ?? 0
}

const sequence = fc.array(fc.nat(4), { maxLength: 30 })

test('any two sequences are paired with as many equal elements as there can be', () => {
  fc.assert(
    fc.property(sequence, sequence, (a, b) => {
      const { steps, exact } = align(a, b)
      expect(applied(steps, a, b)).toBe('both used up')
      expect(exact).toBe(true)
      expect(steps.filter((step) => step === 'both')).toHaveLength(longest(a, b))
    }),
    { numRuns: 500 },
  )
})

test('what costs more than the budget is given as two blocks, between what both begin and end with', () => {
  const { a, b } = numbered('same a b c d e f end'.split(' '), 'same u v w x y z end'.split(' '))
  const { steps, exact } = align(a, b, 10)
  expect(exact).toBe(false)
  expect(steps.join(' ')).toBe('both a a a a a a b b b b b b both')
})

test('long sequences without anything in common end in time', () => {
  const count = 200_000
  const a = Array.from({ length: count }, (_, at) => at)
  const b = Array.from({ length: count }, (_, at) => at + count)
  expect(align(a, b).exact).toBe(false)
})
