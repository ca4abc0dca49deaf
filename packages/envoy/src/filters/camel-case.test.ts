import { expect, test } from 'vitest'
import { answersOf, everyFilter } from '../fixtures/every-filter.ts'
import { isObject } from '../json/json.ts'
import type { Json } from '../json/json.ts'
import { filterChainsTable } from '../listeners/filter-chains-table.ts'
import { listenersTable } from '../listeners/listeners-table.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Fact } from '../table/resource-table.ts'

/** As istiod's Go writes it; names with more than letters in them are keys of maps. */
function camelCased(value: Json): Json {
  if (!isObject(value)) return Array.isArray(value) ? (value as readonly Json[]).map(camelCased) : value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      /^[a-z_0-9]+$/.test(name)
        ? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
        : name,
      camelCased(one ?? null),
    ]),
  )
}

/** All that is read; what is shown as it is written differs, of course. */
function readings(answers: ProxyAnswers): readonly unknown[] {
  const told = (fact: Fact): unknown => [
    fact.word,
    fact.name,
    fact.text,
    fact.link,
    fact.tone,
    fact.facts?.map(told),
  ]
  return [
    listenersTable
      .rows(answers)
      .map((row) => [
        listenersTable.columns.map(({ cell }) => cell(row)),
        listenersTable.facts(row, answers).map(told),
      ]),
    filterChainsTable.rows(answers).map((row) => filterChainsTable.columns.map(({ cell }) => cell(row))),
  ]
}

test('what istiod writes in camel case reads the same', () => {
  const cased = camelCased(everyFilter)
  expect(readings(answersOf(isObject(cased) ? cased : {}))).toEqual(readings(answersOf(everyFilter)))
})
