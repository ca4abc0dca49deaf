import type { Chart, ChartEnd } from '@portolan/contract/chart'
import { lanesOf } from './channel.ts'
import type { Crossing } from './channel.ts'
import type { PlacedLink, PlacedPeer, TextRoom } from './chart-layout.ts'
import { innerEnd } from './end-anchors.ts'
import type { InnerEnd } from './end-anchors.ts'
import { right } from './geometry.ts'
import type { Anchor, Box, Point } from './geometry.ts'
import { facing } from './place-peers.ts'
import { isQuiet, sideOfPeer } from './place-of.ts'
import type { Frame, PlacedParts } from './place-processes.ts'
import { route, waysAround } from './route-links.ts'

/** What each peer would like to be near to. */
export function wishesOf(chart: Chart, parts: PlacedParts): ReadonlyMap<string, readonly number[]> {
  const wishes = new Map<string, number[]>()
  for (const link of chart.links.filter((each) => !isQuiet(chart, each))) {
    for (const [peerEnd, inner] of [
      [link.from, link.to],
      [link.to, link.from],
    ] as const) {
      if (peerEnd.kind !== 'peer') continue
      const anchor = innerEnd(chart, link, inner, parts)?.at
      const peer = chart.peers.find(({ key }) => key === peerEnd.key)
      if (anchor === undefined || peer === undefined) continue
      const side = sideOfPeer(peer.id)
      const wish = side === 'left' || side === 'right' ? anchor.y : wishX(anchor)
      wishes.set(peer.key, [...(wishes.get(peer.key) ?? []), wish])
    }
  }
  return wishes
}

/** A right edge is reached through the strip beside it. */
function wishX(anchor: Anchor): number {
  return anchor.side === 'right' ? anchor.x + 22 : anchor.x
}

/** Everything that lines run between and along. */
export type Places = {
  readonly chart: Chart
  readonly parts: PlacedParts
  readonly peers: readonly PlacedPeer[]
  readonly pod: Box
  /** The box around the mesh's processes. */
  readonly mesh: Box
  readonly frame: Frame
}

/** Draws every link of the chart, those that are drawn only sometimes last. */
export function placeLinks({ chart, parts, peers, pod, mesh, frame }: Places): readonly PlacedLink[] {
  const taken = new Map<string, readonly number[]>()
  const ways = waysAround(pod, mesh)
  const channel = channelLanes(chart, parts, frame)
  const loudFirst = chart.links.toSorted((a, b) => Number(isQuiet(chart, a)) - Number(isQuiet(chart, b)))
  const routed = loudFirst.flatMap((link) => {
    const start = innerEnd(chart, link, link.from, parts)
    const finish = innerEnd(chart, link, link.to, parts)
    const from = start?.at ?? peerAnchor(link.from, finish?.at, peers, taken)
    const to = finish?.at ?? peerAnchor(link.to, start?.at, peers, taken)
    if (from === undefined || to === undefined) return []
    const lane = channel.get(link.key)
    const straight = Math.abs(from.y - to.y) < 0.5
    const points: readonly Point[] =
      lane === undefined
        ? route(from, to, ways)
        : straight
          ? [from, to]
          : [from, { x: lane, y: from.y }, { x: lane, y: to.y }, to]
    return [{ link, points, quiet: isQuiet(chart, link), leaves: leavesFrom(start) }]
  })
  return routed.map((placed) => ({ ...placed, label: labelRoom(placed, routed, pod) }))
}

function leavesFrom(start: InnerEnd | undefined): PlacedLink['leaves'] {
  if (start === undefined) return 'peer'
  return start.berth ? 'berth' : 'edge'
}

/** Lanes of the links between the application and the mesh, where both stand in columns. */
function channelLanes(chart: Chart, parts: PlacedParts, frame: Frame): ReadonlyMap<string, number> {
  const { application, mesh } = frame
  if (application === undefined) return new Map()
  const crossings = chart.links.flatMap((link): Crossing[] => {
    const from = innerEnd(chart, link, link.from, parts)?.at
    const to = innerEnd(chart, link, link.to, parts)?.at
    if (from === undefined || to === undefined) return []
    const outbound = from.x < mesh.x && to.x > mesh.x
    const inbound = from.x > mesh.x && to.x < mesh.x
    if (!outbound && !inbound) return []
    return [{ link, outbound, meshY: outbound ? to.y : from.y, quiet: isQuiet(chart, link) }]
  })
  return lanesOf(crossings, application.x + application.width, mesh.x)
}

/** How far apart two lines of one peer start at least. */
const apart = 14

/** Where a peer's line starts: opposite of its other end, but never on another line of that peer. */
function peerAnchor(
  end: ChartEnd,
  other: Anchor | undefined,
  peers: readonly PlacedPeer[],
  taken: Map<string, readonly number[]>,
): Anchor | undefined {
  const placed = peers.find(({ peer }) => end.kind === 'peer' && peer.key === end.key)
  if (placed === undefined || other === undefined) return undefined
  const sideways = placed.side === 'left' || placed.side === 'right'
  const along = (anchor: Anchor) => (sideways ? anchor.y : anchor.x)
  const before = taken.get(placed.peer.key) ?? []
  let anchor = facing(placed, sideways ? other.y : wishX(other))
  while (before.some((place) => Math.abs(place - along(anchor)) < apart)) {
    const next = facing(placed, along(anchor) + apart)
    if (along(next) <= along(anchor)) break
    anchor = next
  }
  taken.set(placed.peer.key, [...before, along(anchor)])
  return anchor
}

/** Links to the control plane have a name on the chart, beside the line above the pod. */
const namedLinks: ReadonlySet<string> = new Set([
  'agent-to-istiod',
  'ztunnel-to-istiod',
  'agentgateway-to-istiod',
])

function labelRoom(
  { link, points }: Pick<PlacedLink, 'link' | 'points'>,
  all: readonly Pick<PlacedLink, 'link' | 'points' | 'quiet'>[],
  pod: Box,
): TextRoom | undefined {
  const end = points.at(-1)
  if (!namedLinks.has(link.id) || end === undefined || end.y > pod.y) return undefined
  const room = { x: end.x + 9, y: pod.y - 14, width: right(pod) - end.x - 9 }
  const others = all.filter((other) => other.link !== link)
  return { ...room, width: clearWidth(room, others) }
}

/** How far a line of text may run before an upright line crosses it. */
export function clearWidth(room: TextRoom, links: readonly Pick<PlacedLink, 'points' | 'quiet'>[]): number {
  const xs = links
    .filter(({ quiet }) => !quiet)
    .flatMap(({ points }) =>
      points.flatMap((point, index) => {
        const next = points[index + 1]
        const upright = next !== undefined && Math.abs(next.x - point.x) < 0.5
        if (!upright || point.x < room.x - 4) return []
        const [high, low] = [Math.min(point.y, next.y), Math.max(point.y, next.y)]
        return high < room.y + 4 && low > room.y - 12 ? [point.x - 10 - room.x] : []
      }),
    )
  return Math.max(0, Math.min(room.width, ...xs))
}
