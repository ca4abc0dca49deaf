import { bottom, right } from './geometry.ts'
import type { Anchor, Box, Point, Side } from './geometry.ts'

/** A strip that no box stands in; each line that runs along it gets a lane of its own. */
export class Gutter {
  readonly #first: number
  readonly #step: number
  #taken = 0

  constructor(first: number, step: number) {
    this.#first = first
    this.#step = step
  }

  take(): number {
    const lane = this.#first + this.#step * this.#taken
    this.#taken += 1
    return lane
  }
}

/** The strips of one chart, and the boxes that they run along. */
export type Gutters = {
  readonly pod: Box
  readonly mesh: Box
  /** Left of the mesh's processes. */
  readonly between: Gutter
  /** Right of the mesh's processes, inside their container. */
  readonly beside: Gutter
  readonly above: Gutter
  readonly below: Gutter
  /** Right of the pod. */
  readonly outside: Gutter
}

export function guttersOf(pod: Box, mesh: Box): Gutters {
  return {
    pod,
    mesh,
    between: new Gutter(mesh.x - 14, -8),
    beside: new Gutter(right(mesh) + 14, 9),
    above: new Gutter(pod.y - 10, -7),
    below: new Gutter(bottom(pod) + 12, 7),
    outside: new Gutter(right(pod) + 8, 7),
  }
}

const straightWithin = 0.5

function horizontal(side: Side): boolean {
  return side === 'left' || side === 'right'
}

/** The band above or below the pod that a line between two upper or lower edges turns in. */
function band(a: Anchor, b: Anchor, gutters: Gutters): number {
  return Math.max(a.y, b.y) > bottom(gutters.pod) ? gutters.below.take() : gutters.above.take()
}

/** From above or below to a right edge: along the strip beside the processes, then in. */
function alongAndIn(from: Anchor, to: Anchor, gutters: Gutters): readonly Point[] {
  const lane = gutters.beside.take()
  const [low, high] = from.slide ?? [from.x, from.x]
  if (lane >= low && lane <= high) return [{ x: lane, y: from.y }, { x: lane, y: to.y }, to]
  const turn = band(from, to, gutters)
  return [from, { x: from.x, y: turn }, { x: lane, y: turn }, { x: lane, y: to.y }, to]
}

function across(from: Anchor, to: Anchor, lane: number): readonly Point[] {
  return [from, { x: lane, y: from.y }, { x: lane, y: to.y }, to]
}

function sideways(from: Anchor, to: Anchor, gutters: Gutters): readonly Point[] {
  if (from.side === to.side) {
    return across(from, to, from.side === 'right' ? gutters.beside.take() : gutters.between.take())
  }
  if (Math.abs(from.y - to.y) <= straightWithin) return [from, to]
  const leftOfMesh = Math.max(from.x, to.x) <= gutters.mesh.x
  return across(from, to, leftOfMesh ? gutters.between.take() : gutters.outside.take())
}

/**
 * The way of a line from one anchor to another: along the axes, with at most
 * four turns, in lanes that no other line of this chart uses.
 */
export function route(from: Anchor, to: Anchor, gutters: Gutters): readonly Point[] {
  const fromSideways = horizontal(from.side)
  const toSideways = horizontal(to.side)
  if (fromSideways && toSideways) return sideways(from, to, gutters)
  if (!fromSideways && !toSideways) {
    if (Math.abs(from.x - to.x) <= straightWithin) return [from, to]
    const turn = band(from, to, gutters)
    return [from, { x: from.x, y: turn }, { x: to.x, y: turn }, to]
  }
  if (to.side === 'right') return alongAndIn(from, to, gutters)
  if (from.side === 'right') return alongAndIn(to, from, gutters).toReversed()
  return fromSideways ? [from, { x: to.x, y: from.y }, to] : [from, { x: from.x, y: to.y }, to]
}
