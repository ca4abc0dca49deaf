import type { Point } from './geometry.ts'

const radius = 7

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  if (length === 0) return from
  const part = Math.min(distance, length / 2) / length
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function text({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
}

/**
 * A polyline as SVG path data with rounded corners.
 * @param endGap how far before the last point the line ends, to leave room for the berth that it points at
 */
export function roundedPath(points: readonly Point[], startGap: number, endGap: number): string {
  const first = points[0]
  const last = points.at(-1)
  const second = points[1]
  const beforeLast = points.at(-2)
  if (first === undefined || last === undefined || second === undefined || beforeLast === undefined) return ''
  const line = [towards(first, second, startGap), ...points.slice(1, -1), towards(last, beforeLast, endGap)]
  const corners = line.slice(1, -1).map((corner, index) => {
    const before = line[index] ?? corner
    const after = line[index + 2] ?? corner
    return `L${text(towards(corner, before, radius))} Q${text(corner)} ${text(towards(corner, after, radius))}`
  })
  return `M${text(line[0] ?? first)} ${corners.join(' ')} L${text(line.at(-1) ?? last)}`
}
