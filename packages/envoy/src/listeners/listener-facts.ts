import type { DumpEntry } from '../dump/proxy-dump.ts'
import { knownTypes } from '../filters/known-types.ts'
import { metadataObject } from '../filters/istio-object.ts'
import { factsOf } from '../filters/message-shape.ts'
import type { MessageShape, Read } from '../filters/message-shape.ts'
import { extension } from '../filters/read-typed.ts'
import { code, flat, listed, nested, plain } from '../filters/read.ts'
import { messageOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import { chainFacts } from './chain-facts.ts'
import { chainRowsOf, filterChainName } from './filter-chain-row.ts'
import { bindsToPort } from './listener-address.ts'
import type { ListenerRow } from './listener-row.ts'

/** Said by facts of their own, before or after the other fields. */
const elsewhere: Read = () => []

const socket: MessageShape = [
  ['protocol', 'listener.protocol', plain],
  ['address', 'listener.address', plain],
  ['port_value', 'listener.port', plain],
  ['named_port', 'listener.port', plain],
  ['resolver_name', 'listener.resolver', plain],
  ['ipv4_compat', 'listener.ipv4-compat', plain],
  ['network_namespace_filepath', 'listener.network-namespace', plain],
]

const address = nested(
  [
    ['socket_address', 'listener.address', flat(socket)],
    [
      'pipe',
      'listener.pipe',
      flat([
        ['path', 'listener.pipe', plain],
        ['mode', 'listener.pipe-mode', plain],
      ]),
    ],
    ['envoy_internal_address', 'listener.internal', code],
  ],
  addressText,
)

const fields: MessageShape = [
  ['name', 'listener.name', elsewhere],
  ['address', 'listener.address', address],
  [
    'additional_addresses',
    'listener.more-addresses',
    listed(
      nested([
        ['address', 'listener.address', address],
        ['socket_options', 'listener.socket-options', code],
        ['tcp_keepalive', 'listener.keepalive', code],
      ]),
    ),
  ],
  ['stat_prefix', 'filter.stat-prefix', plain],
  ['traffic_direction', 'listener.direction', plain],
  ['internal_listener', 'listener.internal', code],
  ['bind_to_port', 'listener.bind', elsewhere],
  ['use_original_dst', 'listener.original-dst', plain],
  ['transparent', 'listener.transparent', plain],
  ['freebind', 'listener.freebind', plain],
  ['enable_reuse_port', 'listener.reuse-port', plain],
  ['reuse_port', 'listener.reuse-port', plain],
  ['tcp_backlog_size', 'listener.backlog', plain],
  ['tcp_fast_open_queue_length', 'listener.fast-open', plain],
  ['drain_type', 'listener.drain-type', plain],
  ['connection_balance_config', 'listener.balance', code],
  ['per_connection_buffer_limit_bytes', 'listener.buffer-limit', plain],
  ['max_connections_to_accept_per_socket_event', 'listener.accept-per-event', plain],
  ['ignore_global_conn_limit', 'listener.ignore-limit', plain],
  ['bypass_overload_manager', 'listener.bypass-overload', plain],
  ['socket_options', 'listener.socket-options', code],
  ['tcp_keepalive', 'listener.keepalive', code],
  ['udp_listener_config', 'listener.udp', code],
  ['api_listener', 'listener.api', code],
  ['enable_mptcp', 'listener.mptcp', plain],
  ['listener_filters', 'listener.listener-filter', listed(extension)],
  ['listener_filters_timeout', 'listener.filters-timeout', plain],
  ['continue_on_listener_filters_timeout', 'listener.filters-continue', plain],
  ['filter_chain_matcher', 'listener.matcher', code],
  ['filter_chains', 'chain.name', elsewhere],
  ['default_filter_chain', 'chain.name', elsewhere],
  ['access_log', 'filter.access-log', listed(extension)],
  ['metadata', 'filter.metadata', code],
]

/** Everything that a listener's configuration says, the chains within it too. */
export function listenerFacts(row: ListenerRow): readonly Fact[] {
  const { entry } = row
  const { resource } = entry
  const object = metadataObject(resource)
  return [
    ...failureFacts(entry),
    { word: 'listener.state', text: entry.state },
    ...optional('listener.version', entry.versionInfo),
    ...optional('listener.updated', entry.lastUpdated),
    ...(object === undefined ? [] : [{ word: 'filter.object', text: object.name, link: object } as const]),
    { word: 'listener.bind', text: String(bindsToPort(resource)) },
    ...factsOf(resource, fields, knownTypes),
    ...chainRowsOf(entry).map((chainRow): Fact => {
      const { chain, match, destination } = chainRow
      return {
        word: 'chain.name',
        name: chain.id,
        text: `${match} → ${destination.text}`,
        link: { kind: 'row', table: 'filter-chains', name: filterChainName(entry.name, chain) },
        facts: chainFacts(chainRow),
      }
    }),
  ]
}

/** Why Envoy did not take the last update; of one that it refused, this is the first thing to know. */
export function failureFacts({ failure, state }: DumpEntry): readonly Fact[] {
  if (failure === undefined) return []
  return [
    {
      word: 'listener.failure',
      text: failure.details,
      tone: state === 'rejected' ? 'problem' : 'warning',
      facts: [
        ...optional('listener.failed-at', failure.at),
        ...optional('listener.failed-version', failure.versionInfo),
      ],
    },
  ]
}

function optional(word: Fact['word'], text: string | undefined): readonly Fact[] {
  return text === undefined ? [] : [{ word, text }]
}

function addressText(message: JsonObject): string | undefined {
  const held = messageOf(message, 'socket_address')
  if (held === undefined) return textOf(messageOf(message, 'pipe'), 'path')
  const port = held['port_value'] ?? held['portValue']
  return `${textOf(held, 'address') ?? ''}:${typeof port === 'number' || typeof port === 'string' ? port : 0}`
}
