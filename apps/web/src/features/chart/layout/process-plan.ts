import type { Chart, ChartLink, ChartPort, ChartProcess, ChartSocket } from '@portolan/contract/chart'
import type { Side } from './geometry.ts'
import { isEntry, isQuiet, sideOfPeer, sideOfPort, sideOfSocket } from './place-of.ts'

/** Something that takes a place on the edge of a process: a port, a socket, or where links leave. */
export type Slot =
  | { readonly kind: 'port'; readonly port: ChartPort }
  | { readonly kind: 'socket'; readonly socket: ChartSocket }
  | { readonly kind: 'exit'; readonly links: readonly ChartLink[] }

/** A slot and its place along its edge: a row of the process, or the n-th place of an upper or lower edge. */
export type PlannedSlot = { readonly slot: Slot; readonly row: number }

/** A process and what lies on each of its edges, in order. */
export type ProcessPlan = {
  readonly process: ChartProcess
  readonly slots: Readonly<Record<Side, readonly PlannedSlot[]>>
  /** How many rows its left and right edges need. */
  readonly rows: number
}

/** A process that stands higher on the chart is reached from higher up. */
function targetHeight(chart: Chart, { to }: ChartLink): number {
  const process = to.kind === 'port' ? chart.ports.find(({ key }) => key === to.key)?.process : undefined
  return chart.processes.findIndex(({ key }) => key === process)
}

/** The edge that a link leaves its process by. */
function exitSide(chart: Chart, link: ChartLink, process: ChartProcess): Side {
  if (link.to.kind === 'peer') {
    const peer = chart.peers.find(({ key }) => key === link.to.key)
    return peer === undefined ? 'right' : sideOfPeer(peer.id)
  }
  if (link.from.kind === 'port') return 'right'
  return process.id === 'application' ? 'right' : 'left'
}

function processOfEnd(chart: Chart, link: ChartLink): string | undefined {
  if (link.from.kind === 'process') return link.from.key
  if (link.from.kind === 'port') return chart.ports.find(({ key }) => key === link.from.key)?.process
  return undefined
}

/** Links of one kind leave by one exit, however many ports they lead to. */
function exitsOf(chart: Chart, process: ChartProcess): readonly (readonly [Side, Slot])[] {
  const leaving = chart.links
    .filter((link) => !isQuiet(chart, link) && processOfEnd(chart, link) === process.key)
    // A socket below its dialler's top edge needs no place of its own: the line goes straight up.
    .filter((link) => link.to.kind !== 'socket' || process.id === 'application')
  return [...Map.groupBy(leaving, ({ id }) => id).values()].flatMap((links) => {
    const [first] = links
    return first === undefined ? [] : [[exitSide(chart, first, process), { kind: 'exit', links }] as const]
  })
}

/** The order along an edge, so that lines in neighbouring lanes need not cross. */
function order(chart: Chart, side: Side, process: ChartProcess, slot: Slot): number {
  switch (slot.kind) {
    case 'socket':
      return 0
    case 'exit': {
      const [link] = slot.links
      if (process.id === 'application') return link === undefined ? 0 : -100 + targetHeight(chart, link)
      return link?.to.kind === 'peer' ? 30 : 10
    }
    case 'port': {
      const { port } = slot
      if (side === 'bottom') return port.purpose === 'health' ? 0 : 1
      if (port.presence.kind === 'absent') return side === 'left' ? 40 : 5
      return isEntry(port.id) ? 20 : 0
    }
  }
}

/**
 * The rows of a right edge: traffic leaves at the height at which it entered,
 * and not next to what is dialled from the same side.
 */
function rightRows(slots: readonly Slot[], entryRow: number | undefined): readonly PlannedSlot[] {
  let next = 0
  let lastPort = -2
  return slots.map((slot) => {
    const leaves = slot.kind === 'exit' && slot.links.some(({ to }) => to.kind === 'peer')
    const row = leaves ? Math.max(next, lastPort + 2, entryRow ?? 0) : next
    if (slot.kind === 'port') lastPort = row
    next = row + 1
    return { slot, row }
  })
}

function inOrder(slots: readonly Slot[]): readonly PlannedSlot[] {
  return slots.map((slot, row) => ({ slot, row }))
}

/** Whether a process ran only before the others and is no part of the picture. */
export function isInit(process: ChartProcess): boolean {
  return process.containerKind === 'init'
}

/** A socket that may be there is drawn where somebody would dial it. */
function isDrawn({ links }: Chart, { key, presence }: ChartSocket): boolean {
  return presence.kind === 'expected' || links.some(({ to }) => to.kind === 'socket' && to.key === key)
}

function planProcess(chart: Chart, process: ChartProcess, lowest: boolean): ProcessPlan {
  const sides: Record<Side, Slot[]> = { left: [], right: [], top: [], bottom: [] }
  for (const port of chart.ports.filter((candidate) => candidate.process === process.key)) {
    sides[sideOfPort(chart, port, process, lowest)].push({ kind: 'port', port })
  }
  for (const socket of chart.sockets.filter((candidate) => candidate.process === process.key)) {
    if (!isDrawn(chart, socket)) continue
    sides[sideOfSocket(chart, socket)].push({ kind: 'socket', socket })
  }
  for (const [side, slot] of exitsOf(chart, process)) sides[side].push(slot)
  const sorted = (side: Side) =>
    sides[side].toSorted((a, b) => order(chart, side, process, a) - order(chart, side, process, b))
  const left = inOrder(sorted('left'))
  const entry = left.find(({ slot }) => slot.kind === 'port' && isEntry(slot.port.id))
  const rightSlots = rightRows(sorted('right'), entry?.row)
  const rows = Math.max(0, ...[...left, ...rightSlots].map(({ row }) => row + 1))
  return {
    process,
    slots: {
      left,
      right: rightSlots,
      top: inOrder(sorted('top')),
      bottom: inOrder(sorted('bottom')),
    },
    rows,
  }
}

/** Plans every process that is drawn, in the order in which they stand from top to bottom. */
export function planProcesses(chart: Chart): readonly ProcessPlan[] {
  const drawn = chart.processes.filter((process) => !isInit(process))
  const lowest = drawn.findLast(({ id }) => id !== 'application')
  return drawn.map((process) => planProcess(chart, process, process === lowest))
}
