import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDump } from '../dump/read-dump.ts'
import type { JsonObject } from '../json/json.ts'
import { allTables } from './all-tables.ts'
import { tableIds } from './resource-table.ts'
import { valueAt } from './table-export.ts'

const admin = 'type.googleapis.com/envoy.admin.v3'
const everything = { text: '', only: {}, sort: undefined }

/** Sections with elements of any shape, as a proxy of another version might send them. */
const anything = fc.jsonValue({ maxDepth: 6 })
const dumps = fc.array(
  fc.record({
    '@type': fc.constantFrom(
      ...['Listeners', 'Routes', 'Clusters', 'Endpoints', 'Secrets', 'Ecds', 'Bootstrap'].map(
        (kind) => `${admin}.${kind}ConfigDump`,
      ),
    ),
    dynamic_listeners: fc.array(
      fc.record({
        name: anything,
        active_state: fc.record({ listener: fc.dictionary(fc.string(), anything) }),
      }),
      { maxLength: 2 },
    ),
    static_listeners: fc.array(
      fc.record({
        listener: fc.record({
          name: anything,
          address: anything,
          filter_chains: fc.array(
            fc.record({
              filter_chain_match: anything,
              filters: fc.array(fc.record({ name: anything, typed_config: anything }), { maxLength: 2 }),
              transport_socket: anything,
            }),
            { maxLength: 2 },
          ),
          default_filter_chain: anything,
        }),
      }),
      { maxLength: 2 },
    ),
    ecds_filters: fc.array(fc.record({ ecds_filter: anything, error_state: anything }), { maxLength: 2 }),
  }),
  { maxLength: 4 },
)

test('whatever a dump holds, every table shows its rows, their cells and their facts', () => {
  fc.assert(
    fc.property(dumps, (configs) => {
      const answer = JSON.parse(JSON.stringify({ configs })) as JsonObject
      const answers = { dump: readDump([{ answer }]), readAt: 0 }
      for (const id of tableIds) {
        const table = allTables[id].open(answers)
        for (const index of table.arranged(everything)) {
          expect(table.row(index)?.cells).toHaveLength(allTables[id].columns.length)
          const detail = table.detail(index)
          if (detail?.place !== undefined) valueAt(answer, detail.place.path)
        }
        expect(table.records(everything)).toHaveLength(table.total)
        expect(table.fields(everything)).toHaveLength(table.total + 1)
      }
    }),
    { numRuns: 1_000 },
  )
})
