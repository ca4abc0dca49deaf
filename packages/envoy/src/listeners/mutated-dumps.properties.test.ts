import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { extensionsTable } from '../extensions/extensions-table.ts'
import { answersOf, everyFilter } from '../fixtures/every-filter.ts'
import { changed, changes } from '../fixtures/changed-json.ts'
import { isObject } from '../json/json.ts'
import type { Json } from '../json/json.ts'
import type { ResourceTable } from '../table/resource-table.ts'
import { filterChainsTable } from './filter-chains-table.ts'
import { listenersTable } from './listeners-table.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'

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
