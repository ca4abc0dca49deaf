import type {
  ChartContainer,
  ChartLink,
  ChartPeer,
  ChartPort,
  ChartProcess,
  ChartSocket,
} from '@portolan/contract/chart'
import type { Anchor, Box, Point, Side } from './geometry.ts'

/** Room for one line of text: its baseline begins at `x`, `y`, and it may be `width` long. */
export type TextRoom = Point & { readonly width: number }

export type PlacedContainer = {
  readonly name: string
  readonly container: ChartContainer | undefined
  readonly box: Box
  readonly title: TextRoom
}
export type PlacedProcess = {
  readonly process: ChartProcess
  readonly box: Box
  readonly title: TextRoom
}
/**
 * A port as a berth: on the edge of its process where it takes connections from
 * anywhere, inside the edge where it takes them from loopback only. `label` is
 * where its number starts, ends or is centred.
 */
export type PlacedPort = {
  readonly port: ChartPort
  readonly at: Anchor
  readonly label: TextRoom & { readonly align: 'start' | 'middle' | 'end' }
}
export type PlacedSocket = {
  readonly socket: ChartSocket
  readonly at: Anchor
  readonly label: Point & { readonly align: 'start' | 'end' }
}
export type PlacedPeer = { readonly peer: ChartPeer; readonly side: Side; readonly box: Box }
/** A link as a polyline from the one who dials to the one who is dialled. */
export type PlacedLink = {
  readonly link: ChartLink
  readonly points: readonly Point[]
  readonly quiet: boolean
  /** What stands where the line starts. */
  readonly leaves: 'berth' | 'edge' | 'peer'
  /** Where its name may stand, for the few that have one on the chart. */
  readonly label: TextRoom | undefined
}

/** The chart with every part in its place. Nothing of it depends on what was observed. */
export type ChartLayout = {
  readonly width: number
  readonly height: number
  readonly pod: Box
  readonly podTitle: TextRoom
  readonly containers: readonly PlacedContainer[]
  readonly processes: readonly PlacedProcess[]
  readonly ports: readonly PlacedPort[]
  readonly sockets: readonly PlacedSocket[]
  readonly peers: readonly PlacedPeer[]
  readonly links: readonly PlacedLink[]
}
