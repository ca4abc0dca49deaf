import { metadataObject } from '../filters/istio-object.ts'
import { knownTypes } from '../filters/known-types.ts'
import { factsOf } from '../filters/message-shape.ts'
import type { MessageShape, Read } from '../filters/message-shape.ts'
import { extension } from '../filters/read-typed.ts'
import { code, listed, nested, plain } from '../filters/read.ts'
import { ranges } from '../filters/read-values.ts'
import { messageOf } from '../json/field.ts'
import type { Fact } from '../table/resource-table.ts'
import { chainMatchText } from './chain-match.ts'
import type { FilterChainRow } from './filter-chain-row.ts'
import { tlsMode } from './tls-summary.ts'

const elsewhere: Read = () => []

const match: MessageShape = [
  ['destination_port', 'chain.destination-port', plain],
  ['prefix_ranges', 'chain.destination-ranges', ranges],
  ['address_suffix', 'chain.address-suffix', plain],
  ['suffix_len', 'chain.suffix-length', plain],
  ['direct_source_prefix_ranges', 'chain.direct-source', ranges],
  ['source_type', 'chain.source-type', plain],
  ['source_prefix_ranges', 'chain.source', ranges],
  ['source_ports', 'chain.source-ports', plain],
  ['server_names', 'chain.server-names', plain],
  ['transport_protocol', 'chain.transport', plain],
  ['application_protocols', 'chain.protocols', plain],
]

const fields: MessageShape = [
  ['name', 'chain.name', elsewhere],
  ['filter_chain_match', 'chain.match', nested(match, chainMatchText)],
  ['transport_socket', 'chain.transport-socket', extension],
  ['transport_socket_connect_timeout', 'chain.handshake-timeout', plain],
  ['use_proxy_proto', 'chain.proxy-protocol', plain],
  ['on_demand_configuration', 'chain.on-demand', code],
  ['filters', 'chain.filter', listed(extension)],
  ['metadata', 'filter.metadata', code],
]

/** Everything that a filter chain's configuration says. */
export function chainFacts({ entry, chain, match: told, destination }: FilterChainRow): readonly Fact[] {
  const object = metadataObject(chain.chain)
  const tree = messageOf(entry.resource, 'filter_chain_matcher') !== undefined
  return [
    ...(chain.isDefault ? [{ word: 'chain.default', text: 'true' } as const] : []),
    ...(tree ? [{ word: 'chain.match', text: told } as const] : []),
    {
      word: 'chain.destination',
      text: destination.text,
      ...(destination.link === undefined ? {} : { link: destination.link }),
    },
    { word: 'chain.tls', text: tlsMode(chain.chain) },
    ...(object === undefined ? [] : [{ word: 'filter.object', text: object.name, link: object } as const]),
    ...factsOf(chain.chain, fields, knownTypes),
  ]
}
