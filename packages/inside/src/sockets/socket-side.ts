import type { InsideSocket, SocketEnd } from '@portolan/contract/inside'
import { isAnyAddress, plainAddress } from './ip-address.ts'

/** A socket before it is known who is at its other end and what it is for. */
export type HeldSocket = Omit<InsideSocket, 'peer' | 'role' | 'port'>

/** Which side of a connection a socket is: the one that listened, the one that dialled, or neither. */
export type SocketSide = 'listening' | 'accepted' | 'dialled' | 'none'

/**
 * Tells the side of each socket of one table. The kernel does not keep who
 * dialled; but a local port that something in the same table listens on was not
 * picked for an outgoing connection.
 */
export function sideTeller(sockets: readonly HeldSocket[]): (socket: HeldSocket) => SocketSide {
  const listening = new Map<string, string[]>()
  for (const socket of sockets) {
    if (socket.local === undefined || !isListening(socket)) continue
    const key = portKey(socket, socket.local)
    listening.set(key, [...(listening.get(key) ?? []), plainAddress(socket.local.address)])
  }
  return (socket) => {
    const { local, remote } = socket
    if (local === undefined || remote === undefined) return 'none'
    if (isListening(socket)) return 'listening'
    if (remote.port === 0) return 'none'
    const own = plainAddress(local.address)
    const takes = listening.get(portKey(socket, local)) ?? []
    return takes.some((address) => isAnyAddress(address) || address === own) ? 'accepted' : 'dialled'
  }
}

/** Waits for others: TCP that listens, or UDP that is bound and not connected. */
export function isListening({ family, state, local, remote }: HeldSocket): boolean {
  if (family === 'unix') return false
  if (state === 'LISTEN') return true
  return isUdp(family) && state === 'UNCONN' && local !== undefined && local.port > 0 && !remote?.port
}

export function isUdp(family: HeldSocket['family']): boolean {
  return family === 'udp' || family === 'udp6'
}

function portKey({ family }: HeldSocket, { port }: SocketEnd): string {
  return `${isUdp(family) ? 'udp' : 'tcp'}:${port}`
}
