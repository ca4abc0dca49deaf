import type { InsideSocket, SocketPeer } from '@portolan/contract/inside'
import type { AddressBook } from './address-book.ts'
import { plainPath } from './chart-facts.ts'
import type { ChartFacts } from './chart-facts.ts'
import { isInboundSource, isLoopback, plainAddress } from './ip-address.ts'
import type { HeldSocket, SocketSide } from './socket-side.ts'

type Role = NonNullable<InsideSocket['role']>

/** Everything by which the roles of one look's sockets are told. */
export type RoleContext = {
  readonly chart: ChartFacts
  readonly book: AddressBook
  /** Both ends (`endsOf`) of connections that were accepted where the rules bend what goes out. */
  readonly captured: ReadonlySet<string>
  /** Both ends of connections that the node's runtime dialled from outside every container. */
  readonly forwarded: ReadonlySet<string>
}

/** The user that Istio's proxies run as, and that its rules leave alone. */
const proxyUser = 1337
/** istiod's ports for streams: with TLS and without. */
const istiodPorts = new Set([15_012, 15_010])

/** What a socket is for; `undefined` where it is not certain. */
export function roleOf(
  socket: HeldSocket,
  side: SocketSide,
  peer: SocketPeer | undefined,
  context: RoleContext,
): Role | undefined {
  if (socket.family === 'unix') return roleOfPath(socket, context.chart)
  if (socket.local === undefined || socket.remote === undefined) return undefined
  if (context.forwarded.has(endsOf(socket))) return 'port-forward'
  if (side === 'accepted') return roleOfAccepted(socket, peer, context)
  return side === 'dialled' ? roleOfDialled(socket, peer, context) : undefined
}

/** The same text for both sockets of a connection within the pod. */
export function endsOf({ local, remote }: HeldSocket): string {
  const ends = [local, remote].map((end) =>
    end === undefined ? '' : `${plainAddress(end.address)}|${end.port}`,
  )
  return ends.toSorted().join('>')
}

function roleOfPath({ path }: HeldSocket, { xdsPaths, sdsPaths }: ChartFacts): Role | undefined {
  if (path === undefined || path === '') return undefined
  if (xdsPaths.has(plainPath(path))) return 'local-xds'
  return sdsPaths.has(plainPath(path)) ? 'local-sds' : undefined
}

function roleOfAccepted(
  socket: HeldSocket,
  peer: SocketPeer | undefined,
  { chart }: RoleContext,
): Role | undefined {
  const { local, remote } = socket
  if (local === undefined || remote === undefined) return undefined
  const id = chart.portAt('tcp', local.port)?.id
  if (id === 'envoy-outbound') return 'captured-outbound'
  if (id === 'envoy-inbound' || isInboundSource(plainAddress(remote.address))) return 'inbound'
  if (peer?.kind === 'node' && chart.probed.has(local.port)) return 'kubelet-probe'
  const fromPrometheus = peer?.kind === 'pod' && peer.component === 'prometheus'
  return fromPrometheus && (chart.scraped.has(local.port) || id !== 'application') ? 'prometheus' : undefined
}

function roleOfDialled(
  socket: HeldSocket,
  peer: SocketPeer | undefined,
  { chart, book, captured }: RoleContext,
): Role | undefined {
  const { local, remote } = socket
  if (local === undefined || remote === undefined) return undefined
  if (isInboundSource(plainAddress(local.address))) return 'inbound'
  if (captured.has(`${plainAddress(local.address)}|${local.port}`)) return 'captured-outbound'
  if (book.apiServer.has(plainAddress(remote.address))) return 'api-server'
  const isAgents = heldBy(socket, 'pilot-agent') || (socket.holders.length === 0 && socket.uid === proxyUser)
  if (chart.hasAgent && isAgents && istiodPorts.has(remote.port) && isIstiod(peer)) return 'agent-xds'
  const leaves = !isLoopback(plainAddress(remote.address)) && peer?.kind !== 'self'
  return heldBy(socket, 'envoy') && leaves ? 'upstream' : undefined
}

function heldBy({ holders }: HeldSocket, name: string): boolean {
  return holders.some((holder) => holder.name === name)
}

/** By the Service's name as istiod's chart gives it, `istiod` or `istiod-REVISION`, or by what the pod is. */
function isIstiod(peer: SocketPeer | undefined): boolean {
  if (peer?.kind === 'pod') return peer.component === 'istiod'
  return peer?.kind === 'service' && /^istiod(-|$)/.test(peer.name)
}
