import type {
  ChartContainer,
  ChartLink,
  ChartPeer,
  ChartPort,
  ChartProcess,
  ChartSocket,
} from '@portolan/contract/chart'
import type { Anchor, Box, Point, Side } from './geometry.ts'

export type PlacedContainer = {
  readonly name: string
  readonly container: ChartContainer | undefined
  readonly box: Box
}
/** `titleY` is the baseline of its name. */
export type PlacedProcess = { readonly process: ChartProcess; readonly box: Box; readonly titleY: number }
/** A port as a berth on the edge of its process; `label` is where its number starts or ends. */
export type PlacedPort = {
  readonly port: ChartPort
  readonly at: Anchor
  readonly label: Point & { readonly align: 'start' | 'middle' | 'end' }
}
export type PlacedSocket = { readonly socket: ChartSocket; readonly at: Anchor }
export type PlacedPeer = { readonly peer: ChartPeer; readonly side: Side; readonly box: Box }
/** A link as a polyline from the one who dials to the one who is dialled. */
export type PlacedLink = {
  readonly link: ChartLink
  readonly points: readonly Point[]
  readonly quiet: boolean
}

/** The chart with every part in its place. Nothing of it depends on what was observed. */
export type ChartLayout = {
  readonly width: number
  readonly height: number
  readonly pod: Box
  readonly containers: readonly PlacedContainer[]
  readonly processes: readonly PlacedProcess[]
  readonly ports: readonly PlacedPort[]
  readonly sockets: readonly PlacedSocket[]
  readonly peers: readonly PlacedPeer[]
  readonly links: readonly PlacedLink[]
}
