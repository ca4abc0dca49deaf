import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { extensionsTable } from '../extensions/extensions-table.ts'
import { answersOf, everyFilter } from '../fixtures/every-filter.ts'
import { isObject } from '../json/json.ts'
import type { Json } from '../json/json.ts'
import type { ResourceTable } from '../table/resource-table.ts'
import { filterChainsTable } from './filter-chains-table.ts'
import { listenersTable } from './listeners-table.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'

/** What stands where something else is expected. */
const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(
    null,
    '',
    0,
    -1,
    true,
    [],
    {},
    [null],
    [[]],
    [{}],
    { '@type': 1 },
    'type.googleapis.com/',
  ),
  fc.constantFrom<Json[]>({ '@type': 'xds.type.v3.TypedStruct', type_url: 'a/b' }, { and_ids: { ids: [3] } }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
)

/** Puts `other` where the steps lead; a step is taken modulo what there is. */
function changed(value: Json, steps: readonly number[], other: Json): Json {
  const [step, ...rest] = steps
  if (step === undefined || typeof value !== 'object' || value === null) return other
  if (!isObject(value)) {
    const list: readonly Json[] = value
    if (list.length === 0) return other
    return list.with(step % list.length, changed(list[step % list.length] ?? null, rest, other))
  }
  const entries = Object.entries(value)
  const [name, inner] = entries[step % Math.max(1, entries.length)] ?? []
  if (name === undefined) return other
  return { ...value, [name]: changed(inner ?? null, rest, other) }
}

/** A listener's facts hold those of its chains, which is enough of them. */
function readAll<Row>(table: ResourceTable<Row>, answers: ProxyAnswers): number {
  let said = 0
  for (const row of table.rows(answers)) {
    for (const { cell, link } of table.columns) {
      cell(row)
      link?.(row)
    }
    table.name(row)
    table.place(row)
    if (table.id !== 'filter-chains') said += table.facts(row, answers).length
  }
  return said
}

test('whatever a proxy answers, the tables of its listeners can be read', { timeout: 120_000 }, () => {
  const steps = fc.array(fc.nat(60), { minLength: 3, maxLength: 18 })
  const changes = fc.array(fc.tuple(steps, strange), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(changes, (list) => {
      const configs = list.reduce<Json>(
        (value, [at, other]) => changed(value, at, other),
        everyFilter['configs'] ?? [],
      )
      const answer = { configs: Array.isArray(configs) ? configs : [] }
      const answers = answersOf(isObject(answer) ? answer : {})
      const said =
        readAll(listenersTable, answers) +
        readAll(filterChainsTable, answers) +
        readAll(extensionsTable, answers)
      expect(said).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 2_500 },
  )
})
