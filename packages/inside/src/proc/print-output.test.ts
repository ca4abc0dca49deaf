import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { printReadOutput } from './print-output.ts'
import { parseReadOutput, type ProcTexts } from './read-output.ts'
import { ReadOutputError } from './read-output-error.ts'

const recorded = (name: string) =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, 'fixtures', `cart-${name}.bin`)))
const again = (texts: ProcTexts) => parseReadOutput(new TextEncoder().encode(printReadOutput(texts)))

test.each(['istio-proxy', 'app'])('what %s printed is read again as it was, wherever it was cut', (name) => {
  const bytes = recorded(name)
  expect(again(parseReadOutput(bytes))).toEqual(parseReadOutput(bytes))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (at) => {
      const texts = attempt(bytes.slice(0, at))
      expect(texts && again(texts)).toEqual(texts)
    }),
    { numRuns: 200 },
  )
})

test('the tables alone are read again, cut or not', () => {
  const { tables } = parseReadOutput(recorded('app'))
  const text = Object.values(tables).join('')
  for (const one of [text, text.slice(0, -5)]) {
    const texts = parseReadOutput(new TextEncoder().encode(one))
    expect(again(texts)).toEqual(texts)
  }
})

test('the digits between the files are none that a file has', () => {
  const texts = parseReadOutput(recorded('app'))
  const first = printReadOutput(texts).split('\n')[0]?.split(' ').at(-1) ?? ''
  const imitating = { ...texts, shared: { ...texts.shared, uptime: `${first}\n` } }
  expect(again(imitating)).toEqual(imitating)
})

function attempt(bytes: Uint8Array): ProcTexts | undefined {
  try {
    return parseReadOutput(bytes)
  } catch (error) {
    if (error instanceof ReadOutputError) return undefined
    throw error
  }
}
