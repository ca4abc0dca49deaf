import type { Chart, ChartLink, ChartProcess } from '@portolan/contract/chart'
import type { InsideSocket, SocketEnd } from '@portolan/contract/inside'
import { plainAddress } from '../sockets/ip-address.ts'
import { plainPath } from '../sockets/chart-facts.ts'
import { processOfHolder } from './holder-process.ts'

/** Established connections, each once, by where they stand on a chart. */
export type Connections = {
  /** By link key. */
  readonly onLinks: ReadonlyMap<string, readonly InsideSocket[]>
  /** Accepted ones by port key, whoever dialled. */
  readonly atPorts: ReadonlyMap<string, readonly InsideSocket[]>
  /** How many there are over TCP, wherever they stand. */
  readonly count: number
}

/**
 * Finds for each established connection of a look the chart's link that it is.
 * A connection within the pod has two sockets in the table: the accepted one
 * counts. What is not certain stands on no link, and at its port only.
 */
export function liveChannels(chart: Chart, sockets: readonly InsideSocket[]): Connections {
  const onLinks = new Map<string, InsideSocket[]>()
  const atPorts = new Map<string, InsideSocket[]>()
  const established = sockets.filter(
    ({ state, family }) => state === 'ESTAB' && family !== 'udp' && family !== 'udp6',
  )
  const accepted = established.filter(isAccepted)
  const dialled = new Map(
    established.flatMap((socket) =>
      socket.local === undefined || isAccepted(socket) ? [] : [[placeOf(socket.local), socket] as const],
    ),
  )
  // Redirected connections name other ends on each side, but the dialling one's own address is the same on both.
  const withinPod = new Set(accepted.flatMap(({ remote }) => (remote === undefined ? [] : [placeOf(remote)])))
  const ports = portsByNumber(chart)
  let count = 0
  for (const socket of established) {
    const { local, remote } = socket
    // The near end of a connection within the pod: its far end counts.
    if (local !== undefined && !isAccepted(socket) && withinPod.has(placeOf(local))) continue
    if (socket.family !== 'unix') count += 1
    const port = isAccepted(socket) ? ports.get(local?.port ?? 0) : undefined
    const dialler = remote === undefined ? undefined : dialled.get(placeOf(remote))
    if (port !== undefined) atPorts.set(port, [...(atPorts.get(port) ?? []), socket])
    const link = linkOf(chart, socket, port, dialler)
    if (link !== undefined) onLinks.set(link.key, [...(onLinks.get(link.key) ?? []), socket])
  }
  return { onLinks, atPorts, count }
}

function placeOf({ address, port }: SocketEnd): string {
  return `${plainAddress(address)}|${port}`
}

function isAccepted({ port, family }: InsideSocket): boolean {
  return port !== undefined && family !== 'unix'
}

function linkOf(
  chart: Chart,
  socket: InsideSocket,
  port: string | undefined,
  dialler: InsideSocket | undefined,
): ChartLink | undefined {
  if (socket.family === 'unix') return linkToPath(chart, socket)
  return port === undefined ? dialledLink(chart, socket) : acceptedLink(chart, socket, port, dialler)
}

/** The accepting end has the path; the dialling one has no name. */
function linkToPath(chart: Chart, { path, role }: InsideSocket): ChartLink | undefined {
  if (path === undefined || role === undefined) return undefined
  const known = chart.sockets.find((one) => plainPath(one.path) === plainPath(path))
  return chart.links.find(({ to }) => to.kind === 'socket' && to.key === known?.key)
}

function acceptedLink(
  chart: Chart,
  { role, peer }: InsideSocket,
  port: string,
  dialler: InsideSocket | undefined,
): ChartLink | undefined {
  const leading = chart.links.filter(({ to }) => to.kind === 'port' && to.key === port)
  if (role === 'port-forward') return undefined
  if (dialler !== undefined) {
    const [holder] = dialler.holders
    const process = holder && processOfHolder(chart, holder)
    return process && leading.find((link) => leavesFrom(chart, link, process))
  }
  const fromPeers = leading.filter(({ from }) => from.kind === 'peer')
  if (role === 'kubelet-probe') return fromPeers.find((link) => peerOf(chart, link) === 'kubelet')
  if (role === 'prometheus') return fromPeers.find((link) => peerOf(chart, link) === 'prometheus')
  if (peer === undefined || peer.kind === 'self') return undefined
  const [only, another] = fromPeers.filter(
    (link) => !['kubelet', 'prometheus'].includes(peerOf(chart, link) ?? ''),
  )
  return another === undefined ? only : undefined
}

function dialledLink(chart: Chart, { role, holders }: InsideSocket): ChartLink | undefined {
  const peer = role === undefined ? undefined : peerOfRole[role]
  const [holder] = holders
  const process = holder && processOfHolder(chart, holder)
  if (peer === undefined || process === undefined) return undefined
  return chart.links.find((link) => peerOf(chart, link) === peer && leavesFrom(chart, link, process))
}

/** Whom a connection leads to, by what it is for. */
const peerOfRole: Partial<Record<NonNullable<InsideSocket['role']>, string>> = {
  'agent-xds': 'istiod',
  'api-server': 'api-server',
  upstream: 'upstreams',
}

/** The catalog's id of the peer that a link comes from or leads to. */
function peerOf({ peers }: Chart, { from, to }: ChartLink): string | undefined {
  const key = [from, to].find(({ kind }) => kind === 'peer')?.key
  return peers.find((peer) => peer.key === key)?.id
}

function leavesFrom({ ports }: Chart, { from }: ChartLink, { key }: ChartProcess): boolean {
  if (from.kind === 'process') return from.key === key
  return from.kind === 'port' && ports.find((port) => port.key === from.key)?.process === key
}

/** What is expected on a number counts before what may be there. */
function portsByNumber({ ports }: Chart): ReadonlyMap<number, string> {
  const byNumber = new Map<number, string>()
  for (const { key, number, presence, transports } of ports) {
    if (number.kind === 'unknown' || presence.kind === 'absent' || !transports.includes('tcp')) continue
    if (!byNumber.has(number.value) || presence.kind === 'expected') byNumber.set(number.value, key)
  }
  return byNumber
}
