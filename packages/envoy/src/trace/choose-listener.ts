import { clusterName } from '../clusters/cluster-name.ts'
import { isInUse } from '../dump/read-dump.ts'
import type { DumpEntry, ProxyDump } from '../dump/proxy-dump.ts'
import { messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { chainDestination } from '../listeners/chain-destination.ts'
import {
  bindsToPort,
  handsOn,
  listenerAddresses,
  listenerKind,
  listenerPort,
} from '../listeners/listener-address.ts'
import { chainsOf } from '../listeners/listener-row.ts'
import type { Link } from '../table/resource-table.ts'
import { isAnyAddress, isSameAddress } from './address-range.ts'
import { withoutPort } from './host-text.ts'
import type { Loser, Sentence, TracedRequest } from './trace.ts'

export type ChosenListener = {
  readonly entry: DumpEntry | undefined
  /** The address that the connection is meant for, where it follows from the host. */
  readonly ip: string | undefined
  readonly because: readonly Sentence[]
  readonly losers: readonly Loser[]
}

/**
 * The listener that a connection comes to. Into a workload everything goes to the
 * one that takes redirected connections, but for ports that have a socket of their
 * own. Out of it, the one that takes them hands each on to the listener of its
 * address, then of its port, and keeps what has none. At a gateway it is the
 * socket of the port.
 * @see envoy: source/common/listener_manager/active_tcp_listener.cc (use_original_dst)
 */
export function chooseListener(dump: ProxyDump, request: TracedRequest): ChosenListener {
  const listeners = dump.entries.listener.filter(
    ({ state, resource }) => isInUse(state) && state !== 'warming' && listenerKind(resource) === 'TCP',
  )
  switch (request.direction) {
    case 'outbound':
      return outbound(listeners, request)
    case 'inbound':
      return inbound(listeners, request)
    case 'gateway':
      return atGateway(dump, listeners, request)
  }
}

function outbound(listeners: readonly DumpEntry[], request: TracedRequest): ChosenListener {
  const { port } = request.destination
  const catching = listeners.find(({ resource }) => handsOn(resource))
  const atPort = listeners.filter((entry) => entry !== catching && listenerPort(entry.resource) === port)
  const ip = request.destination.ip ?? addressOfHost(atPort, request.host)
  const exact = atPort.find(({ resource }) => ip !== undefined && isAt(resource, ip))
  const entry = exact ?? atPort.find(({ resource }) => listenerAddresses(resource).some(isAnyAddress))
  const deduced: readonly Sentence[] =
    ip === undefined || request.destination.ip !== undefined
      ? []
      : [{ word: 'trace.address-of-host', values: { address: ip, host: request.host } }]
  const losers = atPort
    .filter((one) => one !== entry)
    .map((one) => ({ name: one.name, because: lostTo(one, exact), link: rowOf(one) }))
  if (entry !== undefined) {
    const because: Sentence =
      entry === exact
        ? { word: 'trace.listener-exact', values: { address: `${ip ?? ''}:${port}` } }
        : { word: 'trace.listener-port', values: { port: String(port) } }
    return { entry, ip, because: [...deduced, because], losers }
  }
  return {
    entry: catching,
    ip,
    because: [...deduced, { word: 'trace.listener-catch-all', values: { port: String(port) } }],
    losers,
  }
}

function lostTo({ resource }: DumpEntry, exact: DumpEntry | undefined): Sentence {
  const [address = ''] = listenerAddresses(resource)
  return exact !== undefined && isAnyAddress(address)
    ? { word: 'trace.listener-less-specific' }
    : { word: 'trace.listener-other-address', values: { address } }
}

function inbound(listeners: readonly DumpEntry[], { destination }: TracedRequest): ChosenListener {
  const { ip, port } = destination
  const own = listeners.find(
    ({ resource }) =>
      bindsToPort(resource) &&
      listenerPort(resource) === port &&
      textOf(resource, 'traffic_direction') !== 'OUTBOUND',
  )
  if (own !== undefined)
    return {
      entry: own,
      ip,
      because: [{ word: 'trace.listener-own', values: { port: String(port) } }],
      losers: [],
    }
  const entry = listeners.find(
    ({ resource }) =>
      bindsToPort(resource) &&
      textOf(resource, 'traffic_direction') === 'INBOUND' &&
      !handsOn(resource) &&
      messagesOf(resource, 'listener_filters').some((filter) =>
        (textOf(filter, 'name') ?? '').endsWith('original_dst'),
      ),
  )
  return {
    entry,
    ip,
    because: [{ word: 'trace.listener-inbound', values: { port: String(port) } }],
    losers: [],
  }
}

function atGateway(
  { entries }: ProxyDump,
  listeners: readonly DumpEntry[],
  { destination }: TracedRequest,
): ChosenListener {
  const { ip, port } = destination
  const entry = listeners.find(({ resource }) => bindsToPort(resource) && listenerPort(resource) === port)
  const waiting = entries.listener.filter(
    ({ state, resource }) => (state === 'warming' || state === 'rejected') && listenerPort(resource) === port,
  )
  return {
    entry,
    ip,
    because: [{ word: 'trace.listener-own', values: { port: String(port) } }],
    losers: waiting.map((one) => ({
      name: one.name,
      because: { word: 'trace.listener-state', values: { state: one.state } },
      link: rowOf(one),
    })),
  }
}

/** Where the chains of one listener alone lead to a host, its address is the host's. */
function addressOfHost(listeners: readonly DumpEntry[], host: string): string | undefined {
  const wanted = withoutPort(host).toLowerCase()
  if (wanted === '') return undefined
  for (const { resource } of listeners) {
    const [address = ''] = listenerAddresses(resource)
    if (isAnyAddress(address)) continue
    const leadsThere = chainsOf(resource).some(({ chain }) => {
      const link = chainDestination(chain).link
      return link?.kind === 'row' && isNamed(clusterName(link.name)?.host ?? '', wanted)
    })
    if (leadsThere) return address
  }
  return undefined
}

/** `db`, `db.shop` and `db.shop.svc` stand for `db.shop.svc.cluster.local`. */
function isNamed(host: string, wanted: string): boolean {
  return host === wanted || (host.includes('.svc.') && host.startsWith(`${wanted}.`))
}

function isAt(listener: JsonObject, ip: string): boolean {
  return listenerAddresses(listener).some((address) => isSameAddress(address, ip))
}

export function rowOf({ name }: DumpEntry): Link {
  return { kind: 'row', table: 'listeners', name }
}
