import { messageOf } from '../json/field.ts'
import type { ResourceTable } from '../table/resource-table.ts'
import { chainFacts } from './chain-facts.ts'
import { chainSourceText } from './chain-match.ts'
import { filterChainName, filterChainRows, filterNames } from './filter-chain-row.ts'
import type { FilterChainRow } from './filter-chain-row.ts'
import { failureFacts } from './listener-facts.ts'
import { certificateNames, tlsMode } from './tls-summary.ts'

/** The filter chains of all listeners; a default chain is one of them. */
export const filterChainsTable: ResourceTable<FilterChainRow> = {
  id: 'filter-chains',
  rows: filterChainRows,
  columns: [
    {
      id: 'chain.listener',
      cell: ({ listener }) => listener,
      link: ({ listener }) => ({ kind: 'row', table: 'listeners', name: listener }),
    },
    { id: 'listener.addresses', cell: ({ addresses }) => addresses.join(',') },
    { id: 'listener.port', cell: ({ port }) => port },
    { id: 'chain.match', cell: ({ match }) => match },
    {
      id: 'chain.destination',
      cell: ({ destination }) => destination.text,
      link: ({ destination }) => destination.link,
    },
    { id: 'chain.tls', cell: ({ chain }) => tlsMode(chain.chain) },
    { id: 'listener.state', cell: ({ entry }) => entry.state, reads: 'state' },
    { id: 'chain.filters', cell: ({ chain }) => filterNames(chain) },
    { id: 'chain.name', cell: ({ chain }) => chain.name, extra: true },
    { id: 'chain.default', cell: ({ chain }) => chain.isDefault, extra: true },
    {
      id: 'chain.source',
      cell: ({ chain }) => chainSourceText(messageOf(chain.chain, 'filter_chain_match')),
      extra: true,
    },
    {
      id: 'chain.certificates',
      cell: ({ chain }) => certificateNames(chain.chain).join(', ') || undefined,
      link: ({ chain }) => {
        const [name] = certificateNames(chain.chain)
        return name === undefined ? undefined : { kind: 'row', table: 'secrets', name }
      },
      extra: true,
    },
  ],
  name: ({ listener, chain }) => filterChainName(listener, chain),
  place: ({ entry, chain }) => ({
    answer: 'dump',
    document: entry.document,
    path: `${entry.path}.${chain.path}`,
  }),
  facts: (row) => [
    ...failureFacts(row.entry),
    {
      word: 'chain.listener',
      text: row.listener,
      link: { kind: 'row', table: 'listeners', name: row.listener },
    },
    ...chainFacts(row),
  ],
}
