import { extensionRows } from '@portolan/envoy/extensions/extension-row'
import { chainRowsOf } from '@portolan/envoy/listeners/filter-chain-row'
import { listenerRows } from '@portolan/envoy/listeners/listener-row'
import type { ListenerRow } from '@portolan/envoy/listeners/listener-row'
import { chainMatchText } from '@portolan/envoy/listeners/chain-match'
import { messageOf, textOf } from '@portolan/envoy/json/field'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import type { ShortTable } from './short-table.ts'

/** @see istio: istioctl/pkg/writer/envoy/configdump/listener.go, ecds.go */
export const listenerShortTables: readonly ShortTable[] = [
  { command: ['listener'], cells: chainCells },
  { command: ['listener', '--verbose=false'], cells: listenerCells },
  { command: ['listener', '--waypoint'], cells: waypointCells },
  { command: ['ecds'], cells: extensionCells },
]

function chainCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  return sortedListeners(answers).flatMap(({ entry, addresses, port }) => {
    const chains = chainRowsOf(entry).map(({ chain, destination }) => ({
      match: chainMatchText(messageOf(chain.chain, 'filter_chain_match')),
      destination: asIstioctl(destination.text),
    }))
    return chains
      .toSorted((a, b) => compare(b.destination, a.destination))
      .map(({ match, destination }) => [addresses.join(','), String(port), match, destination])
  })
}

function listenerCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  return sortedListeners(answers).map(({ addresses, port, traffic }) => [
    addresses.join(','),
    String(port),
    traffic,
  ])
}

function waypointCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  return listed(answers)
    .toSorted(byName)
    .flatMap(({ entry, kind, name }) => {
      const chains = chainRowsOf(entry)
      const own = `envoy://${name}`
      const inner =
        kind === 'internal' && chains.length === 1 && textOf(chains[0]?.chain.chain, 'name') === own
      return chains.map(({ chain, match, destination }) => [
        inner ? 'internal' : own,
        textOf(chain.chain, 'name') ?? '',
        match,
        asIstioctl(destination.text),
      ])
    })
}

/** Of clusters by weight (`Cluster: a 80, b 20`) istioctl says nothing after the word. */
function asIstioctl(destination: string): string {
  return /^Cluster: \S+ \d+(?:, |$)/.test(destination) ? 'Cluster: ' : destination
}

/** Those that are internal have neither port nor address. */
function byName(a: ListenerRow, b: ListenerRow): number {
  return a.kind === 'internal' && b.kind === 'internal' ? compare(a.name, b.name) : inOrder(a, b)
}

function extensionCells(answers: ProxyAnswers): readonly (readonly string[])[] {
  const rows = extensionRows(answers).filter(({ entry }) => entry.state !== 'rejected')
  return rows
    .toSorted((a, b) => compare(a.type ?? '', b.type ?? '') || compare(a.name, b.name))
    .map(({ name, type }) => [name, type ?? ''])
}

/** What istioctl looks at, in its order: active ones, then static ones. */
function listed(answers: ProxyAnswers): readonly ListenerRow[] {
  const rows = listenerRows(answers)
  return (['active', 'static'] as const).flatMap((state) => rows.filter(({ entry }) => entry.state === state))
}

function sortedListeners(answers: ProxyAnswers): readonly ListenerRow[] {
  return listed(answers).toSorted(inOrder)
}

/** By port, address, and what istioctl calls the listener. */
function inOrder(a: ListenerRow, b: ListenerRow): number {
  return (
    a.port - b.port || compare(a.addresses[0] ?? '', b.addresses[0] ?? '') || compare(a.traffic, b.traffic)
  )
}

/** By code units, as Go compares texts; names and addresses are ASCII. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
