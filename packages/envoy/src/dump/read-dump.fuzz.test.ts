import { expect, test } from 'vitest'
import { recogniseFile } from '../archive/recognise-file.ts'
import { compareDumps } from '../compare/compare-dumps.ts'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { isObject, parseObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { readDump } from './read-dump.ts'
import { sections } from './dump-sections.ts'

/** A dump with every section, every state and every field that the reader asks for. */
const sectionsOfWhole: readonly JsonObject[] = [...sections].map(([type, { holds }]) => ({
  '@type': `type.googleapis.com/${type}`,
  version_info: 'v7',
  ...Object.fromEntries(
    holds.map(({ field, resource, states }) => {
      const message = {
        name: 'one',
        '@type': 'type.googleapis.com/x.Y',
        filter_chains: [{ filters: [{}] }],
      }
      const held = { version_info: 'v7', last_updated: '2026-11-23T20:00:00Z', [resource]: message }
      const element = {
        ...(states === undefined ? held : Object.fromEntries(states.map(([state]) => [state, held]))),
        name: 'one',
        client_status: 'ACKED',
        error_state: { failed_configuration: message, details: 'no', version_info: 'v8' },
      }
      return [field ?? resource, field === undefined ? message : [element]]
    }),
  ),
}))
const whole: JsonObject = { configs: sectionsOfWhole }

/** A small generator with a seed, so that a failure can be repeated (xorshift32). */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const oddNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '', '0', 'configs']
const oddValues: readonly Json[] = [
  null,
  true,
  '',
  '__proto__',
  -1,
  1e308,
  2 ** 60,
  [],
  {},
  [null, [null]],
  { length: 1e9 },
  '\ud800',
]

function mutated(value: Json, random: (below: number) => number): Json {
  const chance = random(60)
  if (chance === 0) return oddValues[random(oddValues.length)] ?? null
  if (chance === 1) return nested(value, random(50))
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).flatMap((item) =>
      random(60) === 0 ? [] : [mutated(item, random)],
    )
    return random(80) === 0 ? Object.fromEntries(items.entries()) : items
  }
  if (!isObject(value)) return value
  const fields = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    if (inner === undefined || random(60) === 0) return []
    const name = random(60) === 0 ? (oddNames[random(oddNames.length)] ?? key) : key
    return [[name, mutated(inner, random)]]
  })
  return random(80) === 0 ? fields.map(([, inner]) => inner) : Object.fromEntries(fields)
}

/** Everything mutated, or a section or two in the company of whole ones. */
function mutatedDump(random: (below: number) => number): Json {
  if (random(10) === 0) return mutated(whole, random)
  const few = sectionsOfWhole.map((section) => (random(4) === 0 ? mutated(section, random) : section))
  return { configs: few.filter(() => random(3) > 0) }
}

function nested(value: Json, deep: number): Json {
  let outer = value
  for (let level = 0; level < deep; level += 1) outer = level % 2 === 0 ? [outer] : { configs: outer }
  return outer
}

/** Broken off, or with a character that is another one. */
function damaged(text: string, random: (below: number) => number): string {
  const at = random(text.length)
  if (random(2) === 0) return text.slice(0, at)
  return text.slice(0, at) + ('{}[]":,\\0-e\u0000'[random(12)] ?? '') + text.slice(at + 1)
}

/** What went wrong in another way than with a sentence for the reader. */
function unexpected(read: () => unknown): unknown {
  try {
    read()
    return undefined
  } catch (error) {
    return error instanceof EnvoyAnswerError ? undefined : error
  }
}

test('100,000 mutated dumps are read, or refused in words; never anything else', () => {
  const random = generator(20_261_123)
  const text = JSON.stringify(whole)
  const original = readDump([{ answer: whole }])
  for (let round = 0; round < 100_000; round += 1) {
    const damage = round % 5 === 0
    const document = damage ? undefined : mutatedDump(random)
    const error = unexpected(() => {
      const answer = damage ? parseObject(damaged(text, random)) : document
      if (!isObject(answer)) return
      const dump = readDump([{ answer, field: round % 7 === 0 ? 'dynamic_warming_clusters' : undefined }])
      if (round % 50 === 1) compareDumps(original, dump, { istiod: 'a' })
    })
    if (error !== undefined) throw new Error(`round ${round}: ${JSON.stringify(document)}`, { cause: error })
    if (damage && round % 20 === 0) {
      const refused = unexpected(() => recogniseFile('a.json', damaged(text, random)))
      if (refused !== undefined) throw new Error(`round ${round}: recogniseFile`, { cause: refused })
    }
  }
  expect(Object.prototype).not.toHaveProperty('configs')
}, 40_000)

test('nesting as deep as a file can be made leads to no error of its own', () => {
  const deep = '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)
  const text = `{"configs":[{"@type":"x/envoy.admin.v3.BootstrapConfigDump","bootstrap":{"node":{"metadata":${deep}},"b":${deep}}}]}`
  expect(
    unexpected(() => {
      const one = readDump([{ answer: parseObject(text) }])
      const other = readDump([{ answer: parseObject(text.replace(':1}', ':2}')) }])
      compareDumps(one, other)
    }),
  ).toBeUndefined()
})
