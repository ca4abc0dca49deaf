import type { Chart } from '@portolan/contract/chart'
import type { InsideSocket } from '@portolan/contract/inside'
import type { AddressBook } from './address-book.ts'
import { peerAt } from './address-book.ts'
import { chartFacts } from './chart-facts.ts'
import { isLoopback, plainAddress } from './ip-address.ts'
import { missingPorts } from './missing-ports.ts'
import { endsOf, roleOf } from './role-of-socket.ts'
import { isUdp, sideTeller } from './socket-side.ts'
import type { HeldSocket } from './socket-side.ts'

/**
 * Says of each socket of a pod's table who is at its other end, what it is for
 * and which port of the chart it belongs to, where the cluster's own objects
 * and the table itself tell; and which ports the chart expects and nobody
 * listens on.
 * @param everyProcessSeen whether no process of the pod was hidden: only then does
 *   a socket that nobody holds belong to somebody outside every container
 */
export function explainSockets(input: {
  readonly sockets: readonly HeldSocket[]
  readonly chart: Chart
  readonly book: AddressBook
  /** Ports that the containers' own probes name. */
  readonly probed: readonly number[]
  readonly everyProcessSeen: boolean
}): { readonly sockets: InsideSocket[]; readonly missing: string[] } {
  const { sockets, chart, book, everyProcessSeen } = input
  const sideOf = sideTeller(sockets)
  const facts = chartFacts(chart, input.probed)
  const context = {
    chart: facts,
    book,
    captured: capturedFrom(sockets, (port) => facts.portAt('tcp', port)?.id === 'envoy-outbound'),
    forwarded: everyProcessSeen ? forwardedIn(sockets, sideOf) : new Set<string>(),
  }
  const explained = sockets.map((socket): InsideSocket => {
    const side = sideOf(socket)
    const connected = side === 'accepted' || side === 'dialled'
    const peer = connected && socket.remote !== undefined ? peerAt(socket.remote, book) : undefined
    const role = roleOf(socket, side, peer, context)
    const port =
      side === 'listening' || side === 'accepted'
        ? facts.portAt(isUdp(socket.family) ? 'udp' : 'tcp', socket.local?.port ?? 0)?.id
        : undefined
    return {
      ...socket,
      ...(peer === undefined ? {} : { peer }),
      ...(role === undefined ? {} : { role }),
      ...(port === undefined ? {} : { port }),
    }
  })
  return { sockets: explained, missing: missingPorts(chart, sockets) }
}

/** Where connections come from that arrive at Envoy's port for what goes out: the other side shows its first destination. */
function capturedFrom(
  sockets: readonly HeldSocket[],
  isOutboundPort: (port: number) => boolean,
): ReadonlySet<string> {
  const from = sockets.flatMap(({ local, remote, state }) =>
    local !== undefined && remote !== undefined && state !== 'LISTEN' && isOutboundPort(local.port)
      ? [`${plainAddress(remote.address)}|${remote.port}`]
      : [],
  )
  return new Set(from)
}

/**
 * A port-forward is dialled by the node's container runtime inside the pod's
 * network namespace: loopback to loopback, and its socket is open in no process
 * of the pod.
 */
function forwardedIn(
  sockets: readonly HeldSocket[],
  sideOf: (socket: HeldSocket) => string,
): ReadonlySet<string> {
  const dialled = sockets.filter(
    (socket) =>
      socket.state === 'ESTAB' &&
      socket.inode > 0 &&
      socket.holders.length === 0 &&
      sideOf(socket) === 'dialled' &&
      [socket.local, socket.remote].every(
        (end) => end !== undefined && isLoopback(plainAddress(end.address)) && end.address !== '127.0.0.6',
      ),
  )
  return new Set(dialled.map(endsOf))
}
