import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText } from './csv-text.ts'

/** Reads CSV as RFC 4180 has it, and takes the apostrophe off what would have been a formula. */
function readCsv(text: string): readonly (readonly string[])[] {
  const lines: string[][] = []
  let fields: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
    const field = quoted?.replaceAll('""', '"') ?? plain ?? ''
    fields.push(/^'+[=+\-@\t\r]/.test(field) ? field.slice(1) : field)
    if (end === ',') continue
    lines.push(fields)
    fields = []
  }
  return lines
}

const awkward = fc.constantFrom(
  '=1+1',
  "'=1+1",
  "''@x",
  '"',
  '""',
  'a,b',
  'a\r\nb',
  '\n',
  '\t',
  '-5',
  '＝',
  '',
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  awkward,
  fc.array(awkward).map((parts) => parts.join('')),
)

test('whatever is written is read back: quotes, line ends, formulas and their like, any script', () => {
  const line = fc.array(text, { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      expect(readCsv(csvText(lines))).toEqual(lines)
    }),
    { numRuns: 500 },
  )
})

test('no field begins as a formula does', () => {
  fc.assert(
    fc.property(text, (field) => {
      expect(csvText([[field]])).not.toMatch(/^"?[=+\-@\t\r](?!\n)/)
    }),
    { numRuns: 500 },
  )
})

test('a number stays one, and what is absent is an empty field', () => {
  expect(csvText([['a', -5, undefined, 0.5]])).toBe('a,-5,,0.5\r\n')
})
