import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogLine } from './log-line.ts'
import { Overlap } from './overlap.ts'

function line(container: string, at: number, raw = ''): LogLine {
  return { kind: 'line', container, time: '', at, raw, text: raw }
}

test('after a break nothing is missed and nothing comes twice, wherever it broke off', () => {
  const log = fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }).map((steps) => {
    let at = 1
    return steps.map((step, index) => line('app', (at += step), String(index)))
  })
  fc.assert(
    fc.property(log, fc.nat(30), fc.nat(30), (lines, cut, back) => {
      const overlap = new Overlap()
      const got: string[] = []
      const read = (some: readonly LogLine[]) =>
        got.push(...some.filter((one) => overlap.isNew(one)).map(({ raw }) => raw))
      read(lines.slice(0, cut))
      overlap.takeUp()
      // Kubernetes gives back whole seconds: a moment comes with all of its lines.
      const from = lines.findIndex(
        ({ at }) => at === lines[Math.max(0, Math.min(cut, lines.length) - 1 - back)]?.at,
      )
      read(lines.slice(cut === 0 ? 0 : from))
      expect(got).toEqual(lines.map(({ raw }) => raw))
    }),
  )
})

test('the container that has been quiet for longest says how far back to ask', () => {
  const overlap = new Overlap()
  expect(overlap.secondsBack(0)).toBeUndefined()
  overlap.isNew(line('app', 1_000_000_000))
  overlap.isNew(line('proxy', 1_090_000_000))
  expect(overlap.secondsBack(1_100_000)).toBe(100 + 60)
})
