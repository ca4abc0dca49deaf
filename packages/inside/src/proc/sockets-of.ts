import type { InsideSocket, SocketEnd, SocketState } from '@portolan/contract/inside'
import { addressOfHex } from './hex-address.ts'
import type { ProcTexts } from './read-output.ts'

/** A socket as the tables alone tell it. */
export type RawSocket = Omit<InsideSocket, 'holders' | 'peer' | 'role' | 'port'>

/** @see linux: include/net/tcp_states.h; the name of 07 is that of `ss` */
const states: Readonly<Record<string, SocketState>> = {
  '01': 'ESTAB',
  '02': 'SYN-SENT',
  '03': 'SYN-RECV',
  '04': 'FIN-WAIT-1',
  '05': 'FIN-WAIT-2',
  '06': 'TIME-WAIT',
  '07': 'UNCONN',
  '08': 'CLOSE-WAIT',
  '09': 'LAST-ACK',
  '0A': 'LISTEN',
  '0B': 'CLOSING',
  '0C': 'SYN-RECV',
}

/** `socket->state` as /proc/net/unix has it: it knows four. @see linux: include/uapi/linux/net.h */
const unixStates: Readonly<Record<string, SocketState>> = {
  '01': 'UNCONN',
  '02': 'SYN-SENT',
  '03': 'ESTAB',
  '04': 'CLOSING',
}
const unixTypes: Readonly<Record<string, string>> = { '0001': 'stream', '0002': 'dgram', '0005': 'seqpacket' }
/** `__SO_ACCEPTCON`: it listens. */
const acceptsConnections = 0x1_00_00

const internetRow =
  /^ *\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) ([0-9A-F]{8}):([0-9A-F]{8}) [0-9A-F]{2}:[0-9A-F]{8} [0-9A-F]{8} +(\d+) +\d+ (\d+) /
const unixRow =
  /^[0-9a-fA-F]{8,16}: ([0-9A-F]{8}) [0-9A-F]{8} ([0-9A-F]{8}) ([0-9A-F]{4}) ([0-9A-F]{2}) +(\d+)(?: (.*))?$/

const internetTables = [
  ['net/tcp', 'tcp'],
  ['net/tcp6', 'tcp6'],
  ['net/udp', 'udp'],
  ['net/udp6', 'udp6'],
] as const

/**
 * The sockets of the network namespace, by /proc/net. A queue of a listening
 * socket is what waits to be accepted; how many may wait, /proc does not tell.
 * The path of a Unix socket is whatever its owner called it, newlines included:
 * what does not look like a row is passed over.
 * @see linux: net/ipv4/tcp_ipv4.c get_tcp4_sock, net/unix/af_unix.c unix_seq_show
 */
export function socketsOf(texts: ProcTexts): RawSocket[] {
  return readTables(texts).sockets
}

/** The same, with what was passed over, in words. */
export function readTables(texts: ProcTexts): { readonly sockets: RawSocket[]; readonly notes: string[] } {
  const sockets: RawSocket[] = []
  const notes: string[] = []
  const keys = new Set<string>()
  const add = (socket: RawSocket | undefined): boolean => {
    if (socket === undefined) return false
    // Two of one key would be one socket to everybody who compares looks.
    let key = socket.key
    for (let copy = 2; keys.has(key); copy += 1) key = `${socket.key} ${copy}`
    keys.add(key)
    sockets.push(key === socket.key ? socket : { ...socket, key })
    return true
  }
  for (const [file, family] of internetTables) {
    note(notes, file, rowsOf(texts.tables[file]).filter((row) => !add(internetSocket(family, row))).length)
  }
  note(notes, 'net/unix', rowsOf(texts.tables['net/unix']).filter((row) => !add(unixSocket(row))).length)
  return { sockets, notes }
}

function internetSocket(family: 'tcp' | 'tcp6' | 'udp' | 'udp6', row: string): RawSocket | undefined {
  const match = internetRow.exec(row)
  if (match === null) return undefined
  const [, from = '', fromPort = '', to = '', toPort = '', code = '', sent = '', received = '', uid = ''] =
    match
  const state = states[code]
  const local = end(from, fromPort)
  const remote = end(to, toPort)
  if (state === undefined || local === undefined || remote === undefined) return undefined
  const inode = Number(match[9])
  const socket = {
    key: inode === 0 ? `${family} ${named(local)} ${named(remote)}` : `${family} ${inode}`,
    family,
    state,
    inode,
    receiveQueue: Number.parseInt(received, 16),
    sendQueue: Number.parseInt(sent, 16),
    local,
    remote,
  }
  // The kernel writes 0 for what belongs to nobody any more.
  return state === 'TIME-WAIT' ? socket : { ...socket, uid: Number(uid) }
}

function unixSocket(row: string): RawSocket | undefined {
  const match = unixRow.exec(row)
  if (match === null) return undefined
  const [, references = '', flags = '', typeCode = '', stateCode = '', inodeText = '', path] = match
  const listens = (Number.parseInt(flags, 16) & acceptsConnections) !== 0
  const state = listens ? 'LISTEN' : unixStates[stateCode]
  const type = unixTypes[typeCode]
  if (state === undefined) return undefined
  const inode = Number(inodeText)
  return {
    key: inode === 0 ? `unix ${path ?? ''}` : `unix ${inode}`,
    family: 'unix',
    state,
    inode,
    receiveQueue: 0,
    sendQueue: 0,
    references: Number.parseInt(references, 16),
    ...(path === undefined || path === '' ? {} : { path }),
    ...(type === undefined ? {} : { type }),
  }
}

function end(hex: string, port: string): SocketEnd | undefined {
  const address = addressOfHex(hex)
  return address === undefined ? undefined : { address, port: Number.parseInt(port, 16) }
}

function named(one: SocketEnd): string {
  return `${one.address}|${one.port}`
}

/** Without the heading. */
function rowsOf(table: string): readonly string[] {
  return table.split('\n').slice(1).filter(Boolean)
}

function note(notes: string[], file: string, passedOver: number): void {
  if (passedOver > 0) notes.push(`/proc/${file}: ${passedOver} lines are no rows of a table, passed over`)
}
