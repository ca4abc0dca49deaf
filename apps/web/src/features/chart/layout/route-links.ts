import { bottom, right } from './geometry.ts'
import type { Anchor, Box, Point, Side } from './geometry.ts'
import { Lanes } from './lanes.ts'

/** Where the lines of one chart may run. */
export type Ways = {
  readonly pod: Box
  /** The box around the mesh's processes. */
  readonly mesh: Box
  /** Right of the mesh's processes, inside their container. */
  readonly beside: Lanes
  /** Below the mesh's processes, inside their container. */
  readonly under: Lanes
  /** Around the pod. */
  readonly above: Lanes
  readonly below: Lanes
  readonly leftOf: Lanes
  readonly rightOf: Lanes
}

export function waysAround(pod: Box, mesh: Box): Ways {
  return {
    pod,
    mesh,
    beside: new Lanes(right(mesh) + 17, 9),
    under: new Lanes(bottom(mesh) + 9, 4),
    above: new Lanes(pod.y - 12, -8),
    below: new Lanes(bottom(pod) + 12, 8),
    leftOf: new Lanes(pod.x - 8, -6),
    rightOf: new Lanes(right(pod) + 8, 6),
  }
}

const straightWithin = 0.5

function horizontal(side: Side): boolean {
  return side === 'left' || side === 'right'
}

/** Only what stands outside the pod can let its lines slide along its side. */
function isPeer({ slide }: Anchor): boolean {
  return slide !== undefined
}

function across(from: Anchor, to: Anchor, lane: number): readonly Point[] {
  return [from, { x: lane, y: from.y }, { x: lane, y: to.y }, to]
}

function overBand(from: Anchor, to: Anchor, band: number): readonly Point[] {
  return [from, { x: from.x, y: band }, { x: to.x, y: band }, to]
}

/** From above or below the pod to a right edge: along the strip beside the processes, then in. */
function alongAndIn(from: Anchor, to: Anchor, ways: Ways): readonly Point[] {
  const lane = ways.beside.take()
  const [low, high] = from.slide ?? [from.x, from.x]
  if (lane >= low && lane <= high) return [{ x: lane, y: from.y }, { x: lane, y: to.y }, to]
  const turn = from.side === 'top' ? ways.below.take() : ways.above.take()
  return [from, { x: from.x, y: turn }, { x: lane, y: turn }, { x: lane, y: to.y }, to]
}

/** From a lower edge to a right edge of the same column, around the corner between them. */
function aroundCorner(from: Anchor, to: Anchor, ways: Ways): readonly Point[] {
  const dip = ways.under.take()
  const lane = ways.beside.take()
  return [from, { x: from.x, y: dip }, { x: lane, y: dip }, { x: lane, y: to.y }, to]
}

function sideways(from: Anchor, to: Anchor, ways: Ways): readonly Point[] {
  if (Math.abs(from.y - to.y) <= straightWithin) return [from, to]
  const peer = [from, to].find(isPeer)
  if (peer === undefined)
    return across(from, to, from.side === 'right' ? ways.beside.take() : ways.mesh.x - 14)
  return across(from, to, peer.side === 'right' ? ways.leftOf.take() : ways.rightOf.take())
}

/** The way of a line from one anchor to another: along the axes, with at most four turns. */
export function route(from: Anchor, to: Anchor, ways: Ways): readonly Point[] {
  const fromSideways = horizontal(from.side)
  const toSideways = horizontal(to.side)
  if (fromSideways && toSideways) return sideways(from, to, ways)
  if (!fromSideways && !toSideways) {
    if (Math.abs(from.x - to.x) <= straightWithin) return [from, to]
    const higher = [from, to].some(({ side, slide }) => slide !== undefined && side === 'bottom')
    return overBand(from, to, higher ? ways.above.take() : ways.below.take())
  }
  const [upright, level] = fromSideways ? [to, from] : [from, to]
  const points =
    level.side !== 'right'
      ? [upright, { x: upright.x, y: level.y }, level]
      : isPeer(upright)
        ? alongAndIn(upright, level, ways)
        : aroundCorner(upright, level, ways)
  return fromSideways ? points.toReversed() : points
}
