import type { Chart, ChartPeer } from '@portolan/contract/chart'
import type { PlacedPeer } from './chart-layout.ts'
import { bottom, clamp, right } from './geometry.ts'
import type { Anchor, Box, Side } from './geometry.ts'
import { sideOfPeer } from './place-of.ts'

const gap = 14
/** How near to a corner of a peer's box a line may start. */
const inset = 9

type Extent = { readonly start: number; readonly size: number }

/**
 * Puts boxes of given sizes along a line, each as near to its wish as its
 * neighbours and the ends of the line allow, in the order of the wishes.
 */
export function spread(
  wishes: readonly { readonly centre: number; readonly size: number }[],
  from: number,
  to: number,
): readonly Extent[] {
  const starts: number[] = []
  let free = from
  for (const { centre, size } of wishes) {
    const start = Math.max(free, centre - size / 2)
    starts.push(start)
    free = start + size + gap
  }
  // Whoever was pushed over the end pushes back.
  let limit = to
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    const size = wishes[index]?.size ?? 0
    const start = Math.min(starts[index] ?? from, limit - size)
    starts[index] = start
    limit = start - gap
  }
  return starts.map((start, index) => ({ start, size: wishes[index]?.size ?? 0 }))
}

export type PeerFrame = {
  readonly width: number
  readonly pod: Box
  readonly topY: number
  readonly topHeight: number
  readonly bottomY: number
  readonly sideWidth: number
}

const bottomHeight = 46

/** Where the ends of a peer's links lie inside the pod: `x` for peers above and below, `y` for those beside. */
export type Wishes = ReadonlyMap<string, readonly number[]>

function middle(values: readonly number[] | undefined, fallback: number): number {
  if (values === undefined || values.length === 0) return fallback
  return (Math.min(...values) + Math.max(...values)) / 2
}

function sizeOf(peer: ChartPeer, side: Side, ends: readonly number[]): number {
  const spanned = ends.length === 0 ? 0 : Math.max(...ends) - Math.min(...ends)
  if (side === 'top') return Math.max(peer.id === 'istiod' ? 214 : 122, spanned + 24)
  if (side === 'bottom') return Math.max(124, spanned + 24)
  return Math.max(52, spanned + 26)
}

/** Places what stands around the pod, each as near as possible to what it talks to. */
export function placePeers(chart: Chart, wishes: Wishes, frame: PeerFrame): readonly PlacedPeer[] {
  return (['top', 'left', 'right', 'bottom'] as const).flatMap((side) => {
    const horizontal = side === 'top' || side === 'bottom'
    const fallback = horizontal ? frame.pod.x + frame.pod.width / 2 : frame.pod.y + frame.pod.height / 2
    const peers = chart.peers
      // A peer that no line leads to would only be noise.
      .filter(({ id, key }) => sideOfPeer(id) === side && wishes.has(key))
      .map((peer) => {
        const ends = wishes.get(peer.key) ?? []
        return { peer, centre: middle(ends, fallback), size: sizeOf(peer, side, ends) }
      })
      .toSorted((a, b) => a.centre - b.centre)
    const [from, to] = rangeOf(side, frame)
    return spread(peers, from, to).flatMap(({ start, size }, index): PlacedPeer[] => {
      const peer = peers[index]?.peer
      return peer === undefined ? [] : [{ peer, side, box: boxOf(side, start, size, frame) }]
    })
  })
}

/** Below the pod the corners belong to the legend. */
const legendLeft = 196
const legendRight = 150

function rangeOf(side: Side, { width, pod }: PeerFrame): readonly [from: number, to: number] {
  switch (side) {
    case 'top':
      return [8, width - 8]
    case 'bottom':
      return [legendLeft, width - legendRight]
    case 'left':
    case 'right':
      return [pod.y, bottom(pod)]
  }
}

function boxOf(side: Side, start: number, size: number, frame: PeerFrame): Box {
  switch (side) {
    case 'top':
      return { x: start, y: frame.topY, width: size, height: frame.topHeight }
    case 'bottom':
      return { x: start, y: frame.bottomY, width: size, height: bottomHeight }
    case 'left':
      return { x: 8, y: start, width: frame.sideWidth, height: size }
    case 'right':
      return { x: frame.width - 8 - frame.sideWidth, y: start, width: frame.sideWidth, height: size }
  }
}

/** The point of a peer's box that faces the pod, as near as possible to a wanted coordinate. */
export function facing({ box, side }: PlacedPeer, wanted: number): Anchor {
  const slideX = [box.x + inset, right(box) - inset] as const
  const slideY = [box.y + inset, bottom(box) - inset] as const
  const x = clamp(wanted, ...slideX)
  const y = clamp(wanted, ...slideY)
  switch (side) {
    case 'top':
      return { side: 'bottom', x, y: bottom(box), slide: slideX }
    case 'bottom':
      return { side: 'top', x, y: box.y, slide: slideX }
    case 'left':
      return { side: 'right', x: right(box), y, slide: slideY }
    case 'right':
      return { side: 'left', x: box.x, y, slide: slideY }
  }
}
