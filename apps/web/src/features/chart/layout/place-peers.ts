import type { Chart, ChartPeer } from '@portolan/contract/chart'
import type { PlacedPeer } from './chart-layout.ts'
import { bottom, clamp, right } from './geometry.ts'
import type { Anchor, Box, Side } from './geometry.ts'
import { sideOfPeer } from './place-of.ts'
import { spread } from './spread.ts'

const gap = 14
/** How near to a corner of a peer's box a line may start. */
const inset = 10
const peerHeight = 46
/** A name and three lines. */
const sideHeight = 66
const peerWidth = 122
const controlPlaneWidth = 216

export type PeerFrame = {
  readonly width: number
  readonly margin: number
  readonly pod: Box
  readonly topY: number
  readonly bottomY: number
  readonly sideWidth: number
}

/** Where the ends of a peer's links lie inside the pod: `x` for peers above and below, `y` for those beside. */
export type Wishes = ReadonlyMap<string, readonly number[]>

function sizeOf(peer: ChartPeer, side: Side, ends: readonly number[]): number {
  const spanned = Math.max(...ends) - Math.min(...ends)
  switch (side) {
    case 'top':
      return Math.max(peer.id === 'istiod' ? controlPlaneWidth : peerWidth, spanned + 24)
    case 'bottom':
      return Math.max(peerWidth, spanned + 2 * inset + 10)
    case 'left':
      // Traffic comes in straight, however many listeners there are.
      return Math.max(sideHeight, spanned + 2 * inset + 4)
    case 'right':
      return sideHeight
  }
}

/** The middle of all ends; a peer that reaches far apart stays near to what lies lowest. */
function centreOf(side: Side, ends: readonly number[]): number {
  const lowest = Math.max(...ends)
  const spanned = lowest - Math.min(...ends)
  return side === 'right' && spanned > sideHeight - 2 * inset ? lowest : lowest - spanned / 2
}

/** Moves a row of boxes back into its range as one, where it has left it. */
function backInto(
  middles: readonly number[],
  sizes: readonly number[],
  from: number,
  to: number,
): readonly number[] {
  const first = (middles[0] ?? 0) - (sizes[0] ?? 0) / 2
  const last = (middles.at(-1) ?? 0) + (sizes.at(-1) ?? 0) / 2
  const shift = first < from ? from - first : Math.max(from - first, Math.min(0, to - last))
  return middles.map((middle) => middle + shift)
}

/** Places what stands around the pod, each as near as possible to what it talks to. */
export function placePeers(chart: Chart, wishes: Wishes, frame: PeerFrame): readonly PlacedPeer[] {
  return (['top', 'left', 'right', 'bottom'] as const).flatMap((side) => {
    const peers = chart.peers
      .flatMap((peer) => {
        const ends = wishes.get(peer.key) ?? []
        // A peer that no line leads to would only be noise.
        if (sideOfPeer(peer.id) !== side || ends.length === 0) return []
        return [{ peer, centre: centreOf(side, ends), size: sizeOf(peer, side, ends) }]
      })
      .toSorted((a, b) => a.centre - b.centre)
    const [from, to] = rangeOf(side, frame)
    const sizes = peers.map(({ size }) => size)
    const middles = backInto(spread(peers, gap), sizes, from, to)
    return peers.map(({ peer, size }, index): PlacedPeer => {
      const start = Math.round((middles[index] ?? from) - size / 2)
      return { peer, side, box: boxOf(side, start, size, frame) }
    })
  })
}

function rangeOf(side: Side, { width, margin, pod }: PeerFrame): readonly [from: number, to: number] {
  switch (side) {
    case 'top':
    case 'bottom':
      return [margin, width - margin]
    case 'left':
    case 'right':
      return [pod.y, Math.max(bottom(pod), pod.y + 2 * sideHeight + gap)]
  }
}

function boxOf(side: Side, start: number, size: number, frame: PeerFrame): Box {
  switch (side) {
    case 'top':
      return { x: start, y: frame.topY, width: size, height: peerHeight }
    case 'bottom':
      return { x: start, y: frame.bottomY, width: size, height: peerHeight }
    case 'left':
      return { x: frame.margin, y: start, width: frame.sideWidth, height: size }
    case 'right':
      return {
        x: frame.width - frame.margin - frame.sideWidth,
        y: start,
        width: frame.sideWidth,
        height: size,
      }
  }
}

/** A line that must turn turns far enough to be seen to: a jog would look like a mistake. */
const shortestTurn = 18

function within(wanted: number, low: number, high: number): number {
  if (wanted >= low && wanted <= high) return wanted
  return wanted < low ? clamp(wanted + shortestTurn, low, high) : clamp(wanted - shortestTurn, low, high)
}

/** The point of a peer's box that faces the pod, as near as possible to a wanted coordinate. */
export function facing({ box, side }: PlacedPeer, wanted: number): Anchor {
  const slideX = [box.x + inset, right(box) - inset] as const
  const slideY = [box.y + inset, bottom(box) - inset] as const
  const x = within(wanted, ...slideX)
  const y = within(wanted, ...slideY)
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
