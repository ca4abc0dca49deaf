import type { DumpEntry } from '../dump/proxy-dump.ts'
import { messageOf, messagesOf, textOf } from '../json/field.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { chainDestination } from './chain-destination.ts'
import type { Destination } from './chain-destination.ts'
import { chainMatchText } from './chain-match.ts'
import { listenerAddresses, listenerPort } from './listener-address.ts'
import { chainsOf, listenerEntries } from './listener-row.ts'
import type { Chain } from './listener-row.ts'
import { waysToChain } from './matcher-tree.ts'

/** A filter chain of a listener in one of the listener's states. */
export type FilterChainRow = {
  readonly entry: DumpEntry
  readonly chain: Chain
  readonly listener: string
  readonly addresses: readonly string[]
  readonly port: number
  /** Which connections it takes, as istioctl writes it. */
  readonly match: string
  /** Where it leads, as istioctl writes it. */
  readonly destination: Destination
}

export function filterChainRows({ dump }: ProxyAnswers): readonly FilterChainRow[] {
  return listenerEntries(dump).flatMap(chainRowsOf)
}

export function chainRowsOf(entry: DumpEntry): readonly FilterChainRow[] {
  const { resource } = entry
  const common = {
    entry,
    listener: entry.name,
    addresses: listenerAddresses(resource),
    port: listenerPort(resource),
  }
  const tree = messageOf(resource, 'filter_chain_matcher')
  return chainsOf(resource).map((chain) => ({
    ...common,
    chain,
    match: chainMatchText(messageOf(chain.chain, 'filter_chain_match')),
    ...(tree === undefined ? {} : { match: treeMatch(waysToChain(tree, textOf(chain.chain, 'name') ?? '')) }),
    destination: chainDestination(chain.chain),
  }))
}

function treeMatch(ways: readonly string[]): string {
  return ways.length === 0 ? 'NONE' : ways.join('; ')
}

/** Unique within a state of its listener. */
export function filterChainName(listener: string, chain: Chain): string {
  return `${listener} ${chain.id}`
}

/** Its filters by name, in order, without what all such names begin with. */
export function filterNames({ chain }: Chain): string {
  return messagesOf(chain, 'filters')
    .map((filter) => (textOf(filter, 'name') ?? '').replace(/^envoy\.filters\.network\./, ''))
    .join(', ')
}
