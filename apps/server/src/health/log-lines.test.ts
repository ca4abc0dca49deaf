import { logLimits } from '@portolan/contract/health-routes'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asSent, LogLines, noteLine } from './log-lines.ts'

test('however a log is cut into pieces, its lines come out whole', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'))
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(40)), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''))
      const reader = new LogLines()
      const out: string[] = []
      let from = 0
      for (const cut of [...cuts, bytes.length]) {
        out.push(...reader.take(bytes.subarray(from, from + cut)).map(String))
        from += cut
      }
      out.push(...reader.take(bytes.subarray(from)).map(String), ...reader.end().map(String))
      expect(out).toEqual(lines)
    }),
  )
})

test('a line without an end takes no more memory than the longest line', () => {
  const reader = new LogLines()
  for (let piece = 0; piece < 64; piece++) expect(reader.take(Buffer.alloc(16 * 1024, 'x'))).toEqual([])
  const [cut] = reader.take(Buffer.from('\n'))
  expect(cut).toHaveLength(logLimits.longestLine)
})

test('of several containers each line says whose it is, our own notes too', () => {
  const lines = [Buffer.from('2026-11-23T05:00:00Z hello'), noteLine('missing', 'no\nsuch  log')]
  expect(String(asSent(lines, 'app'))).toBe('[app] 2026-11-23T05:00:00Z hello\n[app] ! missing no such log\n')
  expect(String(asSent(lines.slice(0, 1), undefined))).toBe('2026-11-23T05:00:00Z hello\n')
})
