import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { JsonPieces } from './json-pieces.ts'

/** Reads a text that comes in chunks of these lengths, over and over, and is parsed in pieces of so many bytes and up to five times more. */
function read(bytes: Uint8Array, chunks: readonly number[], piece: number): unknown {
  const pieces = new JsonPieces(piece * 5, piece)
  let at = 0
  for (let turn = 0; at < bytes.length; turn += 1) {
    const length = chunks[turn % chunks.length] ?? 1
    pieces.push(bytes.subarray(at, at + length))
    at += length
  }
  return pieces.end()
}

function parsed(text: string): { readonly text: string } | 'refused' {
  try {
    return { text: JSON.stringify(JSON.parse(text)) }
  } catch {
    return 'refused'
  }
}

function inPieces(
  text: string,
  chunks: readonly number[],
  piece: number,
): { readonly text: string } | 'refused' {
  try {
    return { text: JSON.stringify(read(new TextEncoder().encode(text), chunks, piece)) }
  } catch (error) {
    if (error instanceof EnvoyAnswerError) return 'refused'
    throw error
  }
}

const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
const piece = fc.integer({ min: 1, max: 60 })

test('any JSON in any chunks is what JSON.parse makes of it, down to the order of its names', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ depthSize: 'large', stringUnit: 'binary' }),
      fc.constantFrom(undefined, 1, '\t'),
      chunks,
      piece,
      (value, indent, cuts, least) => {
        const text = JSON.stringify(value, undefined, indent)
        expect(inPieces(text, cuts, least)).toEqual(parsed(text))
      },
    ),
    { numRuns: 300 },
  )
})

const objects = fc.array(fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 1 })), {
  maxLength: 20,
})

test('lists of objects, as Envoy writes dumps, may be cut and broken anywhere', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ type: fc.string(), held: objects, more: fc.array(objects, { maxLength: 3 }) })),
      fc.nat(),
      fc.constantFrom(undefined, '', ',', ']', '}', '},', '\n', '"'),
      chunks,
      piece,
      (sections, place, broken, cuts, least) => {
        const whole = JSON.stringify({ configs: sections }, undefined, 1)
        const at = place % whole.length
        const text = broken === undefined ? whole : `${whole.slice(0, at)}${broken}${whole.slice(at + 1)}`
        expect(inPieces(text, cuts, least)).toEqual(parsed(text))
      },
    ),
    { numRuns: 200 },
  )
})

test('what JSON.parse refuses is refused, and nothing else', () => {
  const token = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"a"',
    '"b"',
    '"__proto__"',
    '"',
    '\\',
    '1',
    '-',
    'null',
    ' ',
    '"é\\"{"',
  )
  fc.assert(
    fc.property(fc.array(token, { maxLength: 14 }), chunks, piece, (tokens, cuts, least) => {
      const text = tokens.join('')
      expect(inPieces(text, cuts, least)).toEqual(parsed(text))
    }),
    { numRuns: 1_000 },
  )
})

test('one byte changed, lost or added is judged as JSON.parse judges it', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ depthSize: 'large' }),
      fc.nat(),
      fc.constantFrom('', ',', ']', '}', '"', '{', '[', ':', '0', '\\'),
      fc.constantFrom(0, 1),
      piece,
      (value, place, sign, lost, least) => {
        const whole = JSON.stringify(value)
        const at = place % whole.length
        const text = `${whole.slice(0, at)}${sign}${whole.slice(at + lost)}`
        expect(inPieces(text, [7], least)).toEqual(parsed(text))
      },
    ),
    { numRuns: 500 },
  )
})

test('a comma too many is found, wherever the pieces begin', () => {
  for (const text of [
    '[,1]',
    '[1,,2]',
    '[1,2,]',
    '{"a":1,}',
    '{,"a":1}',
    '[1],',
    '[1]2',
    '[[1,2]3]',
    '',
    ' ',
  ]) {
    for (let least = 1; least < 10; least += 1) expect(inPieces(text, [3], least)).toBe('refused')
  }
})

test('a name that comes twice keeps the last value, also when pieces lie between', () => {
  const text = '{"a":[1,2,3],"b":{"a":[1,2]},"a":[7,8,9],"":{"":[1,{"":2}],"":[3,4]},"__proto__":{"x":[1,2]}}'
  for (let least = 1; least < text.length; least += 1) {
    expect(inPieces(text, [5], least)).toEqual(parsed(text))
  }
})

test('a byte order mark before the text counts as nothing', () => {
  expect(read(new Uint8Array([0xef, 0xbb, 0xbf, 0x5b, 0x31, 0x5d]), [1], 1)).toEqual([1])
})
