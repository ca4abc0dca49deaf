import { fieldOf, listOf, messageOf, messagesOf, numberOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { chainMatchText } from '../listeners/chain-match.ts'
import type { Chain } from '../listeners/listener-row.ts'
import { bitsInRange, isLoopback, isSameAddress } from './address-range.ts'
import type { Connection } from './connection.ts'
import type { Loser, Sentence } from './trace.ts'

export type ChosenChain = {
  /** `undefined` when none takes the connection: it is closed. */
  readonly chain: Chain | undefined
  readonly losers: readonly Loser[]
  /** Something that nobody told decides: the address of the caller, or of the destination. */
  readonly isUnknown: boolean
}

/** How well a chain fits at one stage: -1 not at all, else the greater the more it asks. `undefined`: cannot be told. */
type Stage = {
  readonly fit: (match: JsonObject | undefined, connection: Connection) => number | undefined
  readonly because: (match: JsonObject | undefined, connection: Connection) => Sentence
}

/**
 * Chooses the filter chain of a connection as Envoy does: one criterion after
 * the other, each keeping only the chains that fit it best, and never going back.
 * When nothing is left, the default chain takes it.
 * @see envoy: source/common/listener_manager/filter_chain_manager_impl.cc
 */
export function chooseChain(chains: readonly Chain[], connection: Connection): ChosenChain {
  const losers: Loser[] = []
  const fallback = chains.find(({ isDefault }) => isDefault)
  let left = chains.filter(({ isDefault }) => !isDefault)
  for (const { fit, because } of stages) {
    const fits = left.map((chain) => ({ chain, match: matchOf(chain), fit: fit(matchOf(chain), connection) }))
    if (fits.some((one) => one.fit === undefined)) return { chain: undefined, losers, isUnknown: true }
    const best = Math.max(-1, ...fits.map((one) => one.fit ?? -1))
    for (const one of fits) {
      if (one.fit === best && best !== -1) continue
      const reason: Sentence =
        one.fit === -1 ? because(one.match, connection) : { word: 'trace.chain-less-specific' }
      losers.push({ name: nameOf(one.chain), because: reason })
    }
    left = best === -1 ? [] : fits.filter((one) => one.fit === best).map(({ chain }) => chain)
    if (left.length === 0) break
  }
  const [chain = fallback] = left
  const rest = [...left.slice(1), ...(fallback === undefined || chain === fallback ? [] : [fallback])]
  return {
    chain,
    losers: [
      ...losers,
      ...rest.map((one) => ({
        name: nameOf(one),
        because: { word: one === fallback ? 'trace.chain-default-only' : 'trace.chain-same' } as const,
      })),
    ],
    isUnknown: false,
  }
}

/** What a chain is called, with what it takes. */
export function nameOf(chain: Chain): string {
  return `${chain.id} (${chainMatchText(matchOf(chain))})`
}

function matchOf({ chain }: Chain): JsonObject | undefined {
  return messageOf(chain, 'filter_chain_match')
}

const stages: readonly Stage[] = [
  {
    fit: (match, { destination }) => {
      const port = numberOf(match, 'destination_port')
      if (port === undefined) return 0
      return port === destination.port ? 1 : -1
    },
    because: (match, { destination }) => ({
      word: 'trace.chain-port',
      values: { wanted: String(numberOf(match, 'destination_port') ?? ''), port: String(destination.port) },
    }),
  },
  {
    fit: (match, { destination }) => rangesFit(messagesOf(match, 'prefix_ranges'), destination.ip),
    because: (match, { destination }) => ({
      word: 'trace.chain-address',
      values: { wanted: rangesText(match, 'prefix_ranges'), address: destination.ip ?? '' },
    }),
  },
  {
    fit: (match, { serverName }) => serverNameFit(textsOf(match, 'server_names'), serverName),
    because: (match, { serverName }) => ({
      word: serverName === '' ? 'trace.chain-no-server-name' : 'trace.chain-server-name',
      values: { wanted: textsOf(match, 'server_names').join(', '), name: serverName },
    }),
  },
  {
    fit: (match, { transport }) => {
      const wanted = textOf(match, 'transport_protocol') ?? ''
      if (wanted === '') return 0
      return wanted === transport ? 1 : -1
    },
    because: (match, { transport }) => ({
      word: 'trace.chain-transport',
      values: { wanted: textOf(match, 'transport_protocol') ?? '', transport },
    }),
  },
  {
    fit: (match, { applicationProtocols }) => {
      const wanted = textsOf(match, 'application_protocols')
      if (wanted.length === 0) return 0
      const at = applicationProtocols.findIndex((protocol) => wanted.includes(protocol))
      // What the client offers first counts most.
      return at === -1 ? -1 : applicationProtocols.length - at
    },
    because: (match, { applicationProtocols }) => ({
      word: 'trace.chain-protocols',
      values: {
        wanted: textsOf(match, 'application_protocols').join(', '),
        offered: applicationProtocols.join(', ') || '–',
      },
    }),
  },
  {
    fit: (match, { sourceIp }) => rangesFit(messagesOf(match, 'direct_source_prefix_ranges'), sourceIp),
    because: (match, { sourceIp }) => ({
      word: 'trace.chain-source',
      values: { wanted: rangesText(match, 'direct_source_prefix_ranges'), address: sourceIp ?? '' },
    }),
  },
  {
    fit: (match, connection) => {
      const type = textOf(match, 'source_type') ?? 'ANY'
      if (type === 'ANY') return 0
      const isLocal = comesFromHere(connection)
      if (isLocal === undefined) return undefined
      return isLocal === (type === 'SAME_IP_OR_LOOPBACK') ? 1 : -1
    },
    because: (match) => ({
      word: 'trace.chain-source-type',
      values: { wanted: textOf(match, 'source_type') ?? '' },
    }),
  },
  {
    fit: (match, { sourceIp }) => rangesFit(messagesOf(match, 'source_prefix_ranges'), sourceIp),
    because: (match, { sourceIp }) => ({
      word: 'trace.chain-source',
      values: { wanted: rangesText(match, 'source_prefix_ranges'), address: sourceIp ?? '' },
    }),
  },
  {
    // Nobody says from which port a connection will come.
    fit: (match) => (listOf(match, 'source_ports').length === 0 ? 0 : undefined),
    because: (match) => ({
      word: 'trace.chain-source-port',
      values: { wanted: JSON.stringify(fieldOf(match, 'source_ports') ?? []) },
    }),
  },
]

/** The most bits that one of the ranges fixes, 0 without ranges. An address that nobody told is an IPv4 one. */
function rangesFit(ranges: readonly JsonObject[], address: string | undefined): number | undefined {
  if (ranges.length === 0) return 0
  if (address === undefined && ranges.some((range) => (numberOf(range, 'prefix_len') ?? 0) > 0))
    return undefined
  return Math.max(...ranges.map((range) => bitsInRange(range, address ?? '0.0.0.0')))
}

/** Exact names before `*.longer.suffix` before `*.suffix` before none. */
function serverNameFit(names: readonly string[], serverName: string): number {
  if (names.length === 0) return 0
  const fits = names.map((name) => {
    const wanted = name.toLowerCase()
    if (wanted === serverName && serverName !== '') return Number.MAX_SAFE_INTEGER
    const suffix = wanted.startsWith('*.') ? wanted.slice(1) : undefined
    if (suffix === undefined || !serverName.endsWith(suffix) || serverName === suffix) return -1
    return suffix.length
  })
  return Math.max(...fits)
}

function comesFromHere({ sourceIp, destination }: Connection): boolean | undefined {
  if (sourceIp === undefined) return undefined
  if (isLoopback(sourceIp)) return true
  return destination.ip === undefined ? undefined : isSameAddress(sourceIp, destination.ip)
}

function rangesText(match: JsonObject | undefined, field: string): string {
  return messagesOf(match, field)
    .map((range) => `${textOf(range, 'address_prefix') ?? ''}/${numberOf(range, 'prefix_len') ?? 0}`)
    .join(', ')
}
