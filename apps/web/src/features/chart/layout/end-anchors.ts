import type { Chart, ChartEnd, ChartLink } from '@portolan/contract/chart'
import { bottom, right } from './geometry.ts'
import type { Anchor, Box, Side } from './geometry.ts'
import { sideOfPeer } from './place-of.ts'
import type { PlacedParts } from './place-processes.ts'

/** An anchor inside the pod, and whether a berth or a socket stands there. */
export type InnerEnd = { readonly at: Anchor; readonly berth: boolean }

/** Where a line without a place of its own meets its process, near a corner that is free. */
function edgeAnchor(box: Box, side: Side): Anchor {
  switch (side) {
    case 'left':
      return { side, x: box.x, y: bottom(box) - 9 }
    case 'right':
      return { side, x: right(box), y: bottom(box) - 9 }
    case 'top':
      return { side, x: right(box) - 14, y: box.y }
    case 'bottom':
      return { side, x: box.x + box.width / 2, y: bottom(box) }
  }
}

function processOf(chart: Chart, { kind, key }: ChartEnd): string | undefined {
  switch (kind) {
    case 'process':
      return key
    case 'port':
      return chart.ports.find((port) => port.key === key)?.process
    case 'socket':
      return chart.sockets.find((socket) => socket.key === key)?.process
    case 'peer':
      return undefined
  }
}

/** The edge of a process that a link leaves by when the plan gave it none. */
function looseSide(chart: Chart, link: ChartLink, own: Box, parts: PlacedParts): Side {
  const other = link.to
  if (other.kind === 'peer') {
    return sideOfPeer(chart.peers.find(({ key }) => key === other.key)?.id ?? '')
  }
  const box = parts.processes.find(({ process }) => process.key === processOf(chart, other))?.box
  if (box === undefined || box === own) return 'right'
  if (right(box) <= own.x) return 'left'
  return other.kind === 'process' ? 'bottom' : 'right'
}

/** The anchor of one end of a link inside the pod; `undefined` for a peer, or for what is not drawn. */
export function innerEnd(
  chart: Chart,
  link: ChartLink,
  end: ChartEnd,
  parts: PlacedParts,
): InnerEnd | undefined {
  const leaving = end === link.from
  const exit = leaving ? parts.exits.get(link.key) : undefined
  if (exit !== undefined) return { at: exit, berth: false }
  const own = parts.processes.find(({ process }) => process.key === processOf(chart, end))?.box
  if (own === undefined) return undefined
  switch (end.kind) {
    case 'port': {
      // On its way out, a line starts at the edge that faces the other end rather than at the berth.
      if (leaving && link.to.kind === 'peer') {
        return { at: edgeAnchor(own, looseSide(chart, link, own, parts)), berth: false }
      }
      const at = parts.ports.find(({ port }) => port.key === end.key)?.at
      return at === undefined ? undefined : { at, berth: true }
    }
    case 'socket': {
      const at = parts.sockets.find(({ socket }) => socket.key === end.key)?.at
      return at === undefined ? undefined : { at, berth: true }
    }
    case 'process': {
      const socket = parts.sockets.find(
        (each) => link.to.kind === 'socket' && each.socket.key === link.to.key,
      )
      if (socket !== undefined) return { at: { side: 'top', x: socket.at.x, y: own.y }, berth: false }
      if (leaving) return { at: edgeAnchor(own, looseSide(chart, link, own, parts)), berth: false }
      return { at: { side: 'top', x: own.x + own.width / 2, y: own.y }, berth: false }
    }
    case 'peer':
      return undefined
  }
}
