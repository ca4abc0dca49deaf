import type { DumpEntry, ProxyDump } from '../dump/proxy-dump.ts'
import { messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Link } from '../table/resource-table.ts'
import { chainDestination, listenerTraffic } from './chain-destination.ts'
import { listenerAddresses, listenerKind, listenerPort } from './listener-address.ts'
import type { ListenerKind } from './listener-address.ts'

/** A listener in one of its states. */
export type ListenerRow = {
  readonly entry: DumpEntry
  readonly name: string
  /** The first one is its own; '' for a listener without a socket. */
  readonly addresses: readonly string[]
  /** 0 when it has none. */
  readonly port: number
  readonly kind: ListenerKind
  /** `INBOUND`, `OUTBOUND`; absent for Istio's static ones. */
  readonly direction: string | undefined
  readonly traffic: ReturnType<typeof listenerTraffic>
  readonly chains: number
  /** Where all its chains lead, when that is one place. */
  readonly destination: string | undefined
  readonly destinationLink: Link | undefined
}

/** A filter chain within its listener. */
export type Chain = {
  readonly chain: JsonObject
  /** The path of the chain in the listener: `filter_chains[2]`. */
  readonly path: string
  readonly isDefault: boolean
  /** What it is called, or what tells it from the others when it has no name: `#2`, `default`. */
  readonly name: string
  /** Its name, with its place where several have the same, as several of Istio's have. */
  readonly id: string
}

/** The chains of a listener; the default one, which takes what no other takes, comes last. */
export function chainsOf(listener: JsonObject): readonly Chain[] {
  const chains = messagesOf(listener, 'filter_chains').map((chain, place) => ({
    chain,
    path: `filter_chains[${place}]`,
    isDefault: false,
    name: textOf(chain, 'name') ?? `#${place}`,
  }))
  const last = messageOf(listener, 'default_filter_chain')
  const all =
    last === undefined
      ? chains
      : [
          ...chains,
          {
            chain: last,
            path: 'default_filter_chain',
            isDefault: true,
            name: textOf(last, 'name') ?? 'default',
          },
        ]
  const times = new Map<string, number>()
  for (const { name } of all) times.set(name, (times.get(name) ?? 0) + 1)
  return all.map((one, place) => ({
    ...one,
    id: times.get(one.name) === 1 ? one.name : `${one.name} #${place}`,
  }))
}

export function listenerRows({ dump }: ProxyAnswers): readonly ListenerRow[] {
  return listenerEntries(dump).map(listenerRow)
}

/**
 * The listeners of a dump, each refused one once: beside the one that is in use
 * Envoy lists it again by itself, without a name and without a time.
 */
export function listenerEntries({ entries }: ProxyDump): readonly DumpEntry[] {
  const refused = new Set<string>()
  return entries.listener.filter(({ state, name, failure }) => {
    if (state !== 'rejected') return true
    const key = JSON.stringify([name, failure?.details])
    if (refused.has(key)) return false
    refused.add(key)
    return true
  })
}

export function listenerRow(entry: DumpEntry): ListenerRow {
  const { resource, name } = entry
  const chains = chainsOf(resource).map(({ chain }) => chain)
  const [first, ...others] = chains.map(chainDestination)
  const one = first !== undefined && others.every(({ text }) => text === first.text) ? first : undefined
  return {
    entry,
    name,
    addresses: listenerAddresses(resource),
    port: listenerPort(resource),
    kind: listenerKind(resource),
    direction: textOf(resource, 'traffic_direction'),
    traffic: listenerTraffic(chains),
    chains: chains.length,
    destination: one?.text,
    destinationLink: one?.link,
  }
}
