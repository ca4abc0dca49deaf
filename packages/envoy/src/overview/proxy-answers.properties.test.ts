import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { bootstrapFacts } from '../proxy/bootstrap-facts.ts'
import { readHelp } from '../proxy/help.ts'
import { loggersTable } from '../proxy/loggers-table.ts'
import { runtimeTable } from '../proxy/runtime-table.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { secretsTable } from '../secrets/secrets-table.ts'
import { withoutKeys } from '../secrets/without-keys.ts'
import { readHistograms } from '../stats/histograms.ts'
import { statChanges } from '../stats/stat-changes.ts'
import { statsTable } from '../stats/stats-table.ts'
import type { ResourceTable } from '../table/resource-table.ts'
import fixture from './fixtures/troubled-proxy.json' with { type: 'json' }
import { overviewOf } from './overview.ts'

/** A way into a document by turns of any size, and what stands there instead; absent to leave it out. */
type Change = { readonly turns: readonly number[]; readonly instead: Json | undefined }

const changes = fc.array(
  fc.record({
    turns: fc.array(fc.nat(9999), { minLength: 1, maxLength: 10 }),
    instead: fc.oneof(
      fc.constant(undefined),
      fc.constantFrom<Json>(null, '', [], {}, -1, 1e308, true, '__proto__', 'NaN', [null], { value: {} }),
      fc.string({ maxLength: 12 }),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

function changed(
  json: Json,
  [turn, ...turns]: readonly number[],
  instead: Json | undefined,
): Json | undefined {
  if (turn === undefined) return instead
  if (Array.isArray(json)) {
    const list = json as readonly Json[]
    const at = turn % Math.max(1, list.length)
    return list.flatMap((one, place) =>
      place === at ? [changed(one, turns, instead) ?? []].flat(0) : [one],
    ) as Json
  }
  if (!isObject(json)) return instead
  const names = Object.keys(json)
  const name = names[turn % Math.max(1, names.length)] ?? 'new'
  return { ...json, [name]: changed(json[name] ?? null, turns, instead) }
}

function readAll(document: JsonObject): void {
  const object = (name: string) => {
    const value = document[name]
    return isObject(value) ? value : undefined
  }
  const logging = document['logging']
  const answers: ProxyAnswers = {
    dump: readDump([{ answer: object('dump') ?? {} }]),
    clusters: object('clusters'),
    certs: object('certs'),
    serverInfo: object('serverInfo'),
    memory: object('memory'),
    runtime: object('runtime'),
    initDump: object('initDump'),
    stats: object('stats'),
    logging: typeof logging === 'string' ? logging : undefined,
    readAt: 1_795_469_000_000,
  }
  overviewOf(answers)
  bootstrapFacts(answers)
  readTable(secretsTable, answers)
  readTable(runtimeTable, answers)
  readTable(statsTable, answers)
  readTable(loggersTable, answers)
  if (answers.stats !== undefined) {
    readHistograms(answers.stats, 'cumulative')
    statChanges(answers.stats, object('memory') ?? {}, 0)
  }
  withoutKeys(document)
}

function readTable<Row>(table: ResourceTable<Row>, answers: ProxyAnswers): void {
  for (const row of table.rows(answers)) {
    table.name(row)
    table.place(row)
    table.facts(row, answers)
    for (const column of table.columns) column.cell(row)
  }
}

/** Whether a document is read, or refused with a sentence. */
function isReadOrRefused(document: JsonObject): boolean {
  try {
    readAll(document)
    return true
  } catch (error) {
    if (error instanceof EnvoyAnswerError) return error.text !== ''
    throw error
  }
}

test('answers that are changed anywhere are read or refused in words', { timeout: 60_000 }, () => {
  const original = fixture as unknown as JsonObject
  // Most runs have one answer only, which keeps thousands of them short.
  const kept = fc.option(fc.constantFrom(...Object.keys(original)), { nil: undefined, freq: 20 })
  fc.assert(
    fc.property(changes, kept, (list: readonly Change[], only) => {
      const from = only === undefined ? original : { [only]: original[only] }
      const document = list.reduce<Json>(
        (json, { turns, instead }) => changed(json, turns, instead) ?? {},
        from,
      )
      expect(isReadOrRefused(isObject(document) ? document : {})).toBe(true)
    }),
    { numRuns: 2_500 },
  )
})

test('any text is read as help', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readHelp(text)).toBeInstanceOf(Array)
    }),
  )
})
