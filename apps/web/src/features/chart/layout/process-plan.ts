import type { Chart, ChartLink, ChartPort, ChartProcess, ChartSocket } from '@portolan/contract/chart'
import type { Side } from './geometry.ts'
import { isQuiet, sideOfPeer, sideOfPort } from './place-of.ts'

/** Something that takes a place on the edge of a process: a port, a socket, or where a link leaves. */
export type Slot =
  | { readonly kind: 'port'; readonly port: ChartPort }
  | { readonly kind: 'socket'; readonly socket: ChartSocket }
  | { readonly kind: 'exit'; readonly link: ChartLink }

/** A process and what lies on each of its edges, in order. */
export type ProcessPlan = {
  readonly process: ChartProcess
  readonly slots: Readonly<Record<Side, readonly Slot[]>>
}

/** A link to a process that stands higher leaves higher. */
function height(chart: Chart, slot: Slot): number {
  if (slot.kind !== 'exit' || slot.link.to.kind !== 'port') return 0
  const target = chart.ports.find(({ key }) => key === slot.link.to.key)?.process
  return chart.processes.findIndex(({ key }) => key === target)
}

/** Ports that traffic from outside enters by come last on their edge, so that the way from the left stays free. */
function order(slot: Slot): number {
  if (slot.kind === 'exit') return 1
  if (slot.kind === 'socket') return 0
  const { port } = slot
  if (port.presence.kind === 'absent') return 3
  return port.id === 'envoy-inbound' || port.id === 'envoy-hbone' || port.id.startsWith('ztunnel-inbound')
    ? 2
    : 0
}

/** The edge that a link leaves its process by. */
function exitSide(chart: Chart, link: ChartLink, process: ChartProcess): Side {
  if (link.to.kind === 'peer') {
    const peer = chart.peers.find(({ key }) => key === link.to.key)
    return peer === undefined ? 'right' : sideOfPeer(peer.id)
  }
  if (link.to.kind === 'socket') return 'top'
  if (link.from.kind === 'port') return 'right'
  return process.id === 'application' ? 'right' : 'left'
}

function processOfEnd(chart: Chart, link: ChartLink): string | undefined {
  if (link.from.kind === 'process') return link.from.key
  if (link.from.kind === 'port') return chart.ports.find(({ key }) => key === link.from.key)?.process
  return undefined
}

/** Whether a process ran only before the others and is no part of the picture. */
export function isInit(process: ChartProcess): boolean {
  return process.containerKind === 'init'
}

/** Plans every process that is drawn, in the order in which they stand from top to bottom. */
export function planProcesses(chart: Chart): readonly ProcessPlan[] {
  const drawn = chart.processes.filter((process) => !isInit(process))
  const alone = drawn.every(({ id }) => id === 'application')
  const mesh = drawn.filter(({ id }) => id !== 'application')
  return drawn.map((process) => {
    const lowest = mesh.at(-1) === process
    const sides: Record<Side, Slot[]> = { left: [], right: [], top: [], bottom: [] }
    for (const port of chart.ports.filter((candidate) => candidate.process === process.key)) {
      sides[sideOfPort(port, process, lowest, alone)].push({ kind: 'port', port })
    }
    for (const socket of chart.sockets.filter((candidate) => candidate.process === process.key)) {
      if (socket.presence.kind === 'expected') sides.bottom.push({ kind: 'socket', socket })
    }
    for (const link of chart.links) {
      if (isQuiet(link.id) || processOfEnd(chart, link) !== process.key || link.to.kind === 'socket') continue
      sides[exitSide(chart, link, process)].push({ kind: 'exit', link })
    }
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      sides[side] = sides[side].toSorted((a, b) => order(a) - order(b) || height(chart, a) - height(chart, b))
    }
    return { process, slots: sides }
  })
}
