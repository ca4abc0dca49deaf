/** All lengths are units of the chart's viewBox, which is drawn at about one CSS pixel each. */
export type Side = 'left' | 'right' | 'top' | 'bottom'
export type Point = { readonly x: number; readonly y: number }
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Where a line meets a thing, and on which side of it. A peer's anchor may slide along its side, within `slide`. */
export type Anchor = Point & { readonly side: Side; readonly slide?: readonly [low: number, high: number] }

export function right(box: Box): number {
  return box.x + box.width
}

export function bottom(box: Box): number {
  return box.y + box.height
}

/** `value`, or the nearer end of the range when it lies outside. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}

/** Whether two boxes share more than an edge. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a)
}
