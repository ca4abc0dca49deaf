import type { Chart } from '@portolan/contract/chart'
import type { ChartLayout, TextRoom } from './chart-layout.ts'
import { bottom, right } from './geometry.ts'
import type { Box } from './geometry.ts'
import { clearWidth, placeLinks, wishesOf } from './place-links.ts'
import { placePeers } from './place-peers.ts'
import { sideOfPeer } from './place-of.ts'
import { placeProcesses } from './place-processes.ts'
import type { Frame, PlacedParts } from './place-processes.ts'
import { planProcesses } from './process-plan.ts'
import type { ProcessPlan } from './process-plan.ts'

const width = 724
const margin = 6
const sideWidth = 110
const podX = 134
const podWidth = 452
const topBand = 42
const bottomBand = 32
const peerHeight = 46
const podTitle = 26
/** Rows as generous as the height of a laptop's screen allows. */
const comfortableHeight = 568
const roomyRowHeights = [28, 26, 24, 22] as const
const smallestRowHeight = 21

/**
 * Lays a chart out on a grid: a pure function of the chart, so a port keeps its
 * place whatever its state. Units are those of the viewBox.
 */
export function layoutChart(chart: Chart): ChartLayout {
  for (const rowHeight of roomyRowHeights) {
    const layout = layoutWith(chart, rowHeight)
    if (layout.height <= comfortableHeight) return layout
  }
  return layoutWith(chart, smallestRowHeight)
}

function layoutWith(chart: Chart, rowHeight: number): ChartLayout {
  const plans = planProcesses(chart)
  const hasTop = chart.peers.some(({ id }) => sideOfPeer(id) === 'top')
  const podY = hasTop ? margin + peerHeight + topBand : margin
  const frame = frameOf(plans, podY + podTitle, rowHeight)
  const parts = placeProcesses(chart, plans, frame)
  const pod: Box = {
    x: podX,
    y: podY,
    width: podWidth,
    height: Math.max(parts.bottom, podY + 90) + 12 - podY,
  }
  const peers = placePeers(chart, wishesOf(chart, parts), {
    width,
    margin,
    pod,
    topY: margin,
    bottomY: bottom(pod) + bottomBand,
    sideWidth,
  })
  const links = placeLinks({ chart, parts, peers, pod, mesh: meshBox(parts, pod), frame })
  const clear = (room: TextRoom) => ({ ...room, width: clearWidth(room, links) })
  return {
    width,
    height: Math.max(bottom(pod), ...peers.map(({ box }) => bottom(box))) + margin,
    pod,
    podTitle: clear({ x: podX + 14, y: podY + 17, width: podWidth - 28 }),
    containers: parts.containers.map((placed) => ({ ...placed, title: clear(placed.title) })),
    processes: parts.processes,
    ports: parts.ports,
    sockets: parts.sockets,
    peers,
    links,
  }
}

function frameOf(plans: readonly ProcessPlan[], top: number, rowHeight: number): Frame {
  const applications = plans.filter(({ process }) => process.id === 'application').length
  if (applications === 0 || applications === plans.length) {
    const mesh = { x: podX + 10, width: podWidth - 20, leftInset: 32, rightInset: 46 }
    return { top, rowHeight, application: undefined, mesh }
  }
  return {
    top,
    rowHeight,
    application: { x: podX + 10, width: 114, leftInset: 9, rightInset: 9 },
    mesh: { x: podX + 158, width: podWidth - 168, leftInset: 11, rightInset: 43 },
  }
}

/** The box around all processes that are not the application: the strips run along it. */
function meshBox(parts: PlacedParts, pod: Box): Box {
  const boxes = parts.processes.filter(({ process }) => process.id !== 'application').map(({ box }) => box)
  const around = boxes.length > 0 ? boxes : parts.processes.map(({ box }) => box)
  if (around.length === 0) return pod
  const x = Math.min(...around.map((box) => box.x))
  const y = Math.min(...around.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...around.map(right)) - x,
    height: Math.max(...around.map(bottom)) - y,
  }
}
