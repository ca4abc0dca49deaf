import type { Chart, ChartEnd, ChartLink } from '@portolan/contract/chart'
import type { ChartLayout, PlacedLink, PlacedPeer } from './chart-layout.ts'
import { bottom, right } from './geometry.ts'
import type { Anchor, Box } from './geometry.ts'
import { facing, placePeers } from './place-peers.ts'
import { isQuiet, sideOfPeer } from './place-of.ts'
import { placeProcesses } from './place-processes.ts'
import type { Frame, PlacedParts } from './place-processes.ts'
import { planProcesses } from './process-plan.ts'
import { guttersOf, route } from './route-links.ts'
import type { Gutters } from './route-links.ts'

const width = 740
const sideWidth = 108
const podX = 132
const podWidth = 476
const topHeight = 46
const podTitle = 26
/** The axes and states are explained below the pod, left and right of the peers there. */
const legendHeight = 88

/**
 * Lays a chart out on a grid: a pure function of the chart, so a port keeps its
 * place whatever its state. Units are those of the viewBox.
 */
export function layoutChart(chart: Chart): ChartLayout {
  const plans = planProcesses(chart)
  const hasTop = chart.peers.some(({ id }) => sideOfPeer(id) === 'top')
  const podY = hasTop ? 8 + topHeight + 34 : 12
  const parts = placeProcesses(
    chart,
    plans,
    frameOf(
      plans.map(({ process }) => process.id),
      podY + podTitle,
    ),
  )
  const pod: Box = {
    x: podX,
    y: podY,
    width: podWidth,
    height: Math.max(parts.bottom, podY + 90) + 12 - podY,
  }
  const peers = placePeers(chart, wishesOf(chart, parts), {
    width,
    pod,
    topY: 8,
    topHeight,
    bottomY: bottom(pod) + 36,
    sideWidth,
  })
  return {
    width,
    height: Math.max(bottom(pod) + legendHeight, ...peers.map(({ box }) => bottom(box) + 8)),
    pod,
    containers: parts.containers,
    processes: parts.processes,
    ports: parts.ports,
    sockets: parts.sockets,
    peers,
    links: routeAll(chart, parts, peers, guttersOf(pod, meshBox(parts, pod))),
  }
}

function frameOf(processIds: readonly string[], top: number): Frame {
  const applications = processIds.filter((id) => id === 'application').length
  if (applications === 0 || applications === processIds.length) {
    return {
      top,
      application: undefined,
      mesh: { x: podX + 14, width: 448, processInset: 24, rightGutter: 48 },
    }
  }
  return {
    top,
    application: { x: podX + 14, width: 140, processInset: 12, rightGutter: 12 },
    mesh: { x: podX + 190, width: 274, processInset: 14, rightGutter: 44 },
  }
}

/** The box around all processes that are not the application: the strips run along it. */
function meshBox(parts: PlacedParts, pod: Box): Box {
  const boxes = parts.processes.filter(({ process }) => process.id !== 'application').map(({ box }) => box)
  const around = boxes.length > 0 ? boxes : parts.processes.map(({ box }) => box)
  if (around.length === 0) return pod
  const x = Math.min(...around.map((box) => box.x))
  const y = Math.min(...around.map((box) => box.y))
  return { x, y, width: Math.max(...around.map(right)) - x, height: Math.max(...around.map(bottom)) - y }
}

/** The anchor inside the pod of one end of a link, where that end is not a peer. */
function innerAnchor(link: ChartLink, end: ChartEnd, parts: PlacedParts): Anchor | undefined {
  const exit = end === link.from ? parts.exits.get(link.key) : undefined
  if (exit !== undefined) return exit
  switch (end.kind) {
    case 'port':
      return parts.ports.find(({ port }) => port.key === end.key)?.at
    case 'socket':
      return parts.sockets.find(({ socket }) => socket.key === end.key)?.at
    case 'process':
      return processAnchor(link, end.key, parts)
    case 'peer':
      return undefined
  }
}

/** Where a link without a place of its own meets its process: below the socket, else at the middle of an edge. */
function processAnchor(link: ChartLink, key: string, parts: PlacedParts): Anchor | undefined {
  const box = parts.processes.find(({ process }) => process.key === key)?.box
  if (box === undefined) return undefined
  const socket = parts.sockets.find(
    (placed) => link.to.kind === 'socket' && placed.socket.key === link.to.key,
  )
  if (socket !== undefined) return { side: 'top', x: socket.at.x, y: box.y }
  return { side: 'right', x: right(box), y: box.y + 14 }
}

/** What each peer would like to be near to. */
function wishesOf(chart: Chart, parts: PlacedParts): ReadonlyMap<string, readonly number[]> {
  const wishes = new Map<string, number[]>()
  for (const link of chart.links.filter(({ id }) => !isQuiet(id))) {
    for (const [peerEnd, innerEnd] of [
      [link.from, link.to],
      [link.to, link.from],
    ] as const) {
      if (peerEnd.kind !== 'peer') continue
      const anchor = innerAnchor(link, innerEnd, parts)
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
  return anchor.side === 'right' ? anchor.x + 14 : anchor.x
}

function routeAll(
  chart: Chart,
  parts: PlacedParts,
  peers: readonly PlacedPeer[],
  gutters: Gutters,
): readonly PlacedLink[] {
  const taken = new Map<string, readonly number[]>()
  const loudFirst = chart.links.toSorted((a, b) => Number(isQuiet(a.id)) - Number(isQuiet(b.id)))
  return loudFirst.flatMap((link): PlacedLink[] => {
    const inner = {
      from: innerAnchor(link, link.from, parts),
      to: innerAnchor(link, link.to, parts),
    }
    const from = inner.from ?? peerAnchor(link.from, inner.to, peers, taken)
    const to = inner.to ?? peerAnchor(link.to, inner.from, peers, taken)
    if (from === undefined || to === undefined) return []
    return [{ link, points: route(from, to, gutters), quiet: isQuiet(link.id) }]
  })
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
