import type { InsideLook, InsideSocket } from '@portolan/contract/inside'
import { csvText } from '../panel/csv-text.ts'
import { holdersText } from './socket-rows.ts'

const columns = [
  'family',
  'state',
  'local_address',
  'local_port',
  'remote_address',
  'remote_port',
  'path',
  'receive_queue',
  'send_queue',
  'uid',
  'inode',
  'processes',
  'peer_kind',
  'peer',
  'role',
  'port',
] as const

/**
 * Sockets as CSV: names of columns first, the same in every language.
 */
export function socketsAsCsv(sockets: readonly InsideSocket[]): string {
  const lines = [[...columns], ...sockets.map(fieldsOf)]
  return csvText(lines)
}

function fieldsOf(socket: InsideSocket): readonly (string | number | undefined)[] {
  const { local, remote, peer } = socket
  return [
    socket.family,
    socket.state,
    local?.address,
    local?.port,
    remote?.address,
    remote?.port,
    socket.path,
    socket.receiveQueue,
    socket.sendQueue,
    socket.uid,
    socket.inode,
    holdersText(socket),
    peer?.kind,
    peerName(socket),
    socket.role,
    socket.port,
  ]
}

/** `NAMESPACE/NAME`, or a node's name; empty for what has none. */
export function peerName({ peer }: InsideSocket): string {
  if (peer === undefined || !('name' in peer)) return ''
  return peer.kind === 'node' ? peer.name : `${peer.namespace}/${peer.name}`
}

/** Sockets as JSON, in the words of Portolan's own HTTP API, with the pod and the moment that they are from. */
export function socketsAsJson(look: InsideLook, sockets: readonly InsideSocket[]): string {
  const { pod, at, socketsFrom } = look
  return `${JSON.stringify({ pod, at, socketsFrom, sockets }, undefined, 2)}\n`
}
