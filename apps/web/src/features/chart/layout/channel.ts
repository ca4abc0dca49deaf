import type { ChartLink } from '@portolan/contract/chart'

/** A line that crosses the channel between the application's column and the mesh's. */
export type Crossing = {
  readonly link: ChartLink
  /** Whether the application dials, and the height of the end at the mesh's side. */
  readonly outbound: boolean
  readonly meshY: number
  readonly quiet: boolean
}

/** Lines to one port, or by one exit, share a lane as branches of one trunk. */
function trunkOf({ link, outbound }: Crossing): string {
  return outbound ? `to ${link.to.kind} ${link.to.key}` : `by ${link.id}`
}

/**
 * A lane in the channel for every link that crosses it, by link key, such that
 * no two of them cross: what leaves the application for something higher runs
 * further right, and what comes to it runs left of all that.
 */
export function lanesOf(
  crossings: readonly Crossing[],
  from: number,
  to: number,
): ReadonlyMap<string, number> {
  const sorted = crossings.toSorted(
    (a, b) =>
      Number(a.quiet) - Number(b.quiet) ||
      Number(b.outbound) - Number(a.outbound) ||
      (a.outbound ? a.meshY - b.meshY : b.meshY - a.meshY),
  )
  const trunks = [...new Set(sorted.filter(({ quiet }) => !quiet).map(trunkOf))]
  const step = (to - from) / (trunks.length + 1)
  return new Map(
    sorted.map((crossing) => {
      const index = trunks.indexOf(trunkOf(crossing))
      // A quiet one is drawn alone with what was chosen: it takes the place next to the mesh.
      return [crossing.link.key, to - step * (index === -1 ? 0.5 : index + 1)] as const
    }),
  )
}
