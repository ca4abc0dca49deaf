import type { Chart } from '@portolan/contract/chart'
import type { PlacedContainer, PlacedPort, PlacedProcess, PlacedSocket } from './chart-layout.ts'
import { bottom, right } from './geometry.ts'
import type { Anchor, Box, Side } from './geometry.ts'
import { isEntry } from './place-of.ts'
import type { PlannedSlot, ProcessPlan } from './process-plan.ts'

const titleHeight = 30
/** Number and name of a port along an upper or lower edge. */
const edgeLabels = 38
const containerTitle = 24
const containerPad = 14
const socketGap = 46
const stackGap = 20
const columnGap = 12
/** How far inside its edge a berth lies that only loopback reaches. */
const insideEdge = 11
/** Along an upper edge the name of the process comes first. */
const topStart = 0.34

/** The parts of a pod in their places, and where each link leaves (`exits`, by link key). */
export type PlacedParts = {
  readonly containers: readonly PlacedContainer[]
  readonly processes: readonly PlacedProcess[]
  readonly ports: readonly PlacedPort[]
  readonly sockets: readonly PlacedSocket[]
  readonly exits: ReadonlyMap<string, Anchor>
  /** The lowest edge of all containers. */
  readonly bottom: number
}

export type Column = {
  readonly x: number
  readonly width: number
  readonly leftInset: number
  readonly rightInset: number
}

export type Frame = {
  readonly top: number
  readonly rowHeight: number
  readonly application: Column | undefined
  readonly mesh: Column
}

function hasPorts(slots: readonly PlannedSlot[]): boolean {
  return slots.some(({ slot }) => slot.kind === 'port')
}

/** Where the rows of a process begin, below its name and the numbers along its upper edge. */
function firstRow(plan: ProcessPlan): number {
  return hasPorts(plan.slots.top) ? edgeLabels + 12 : titleHeight
}

function heightOf(plan: ProcessPlan, rowHeight: number): number {
  const lowerSockets = plan.slots.bottom.some(({ slot }) => slot.kind === 'socket') ? 18 : 0
  const below = hasPorts(plan.slots.bottom) ? edgeLabels : lowerSockets
  return Math.max(56, firstRow(plan) + plan.rows * rowHeight + below + 8)
}

/** Where a slot lies on the edge of its process. */
function anchorOf(box: Box, plan: ProcessPlan, side: Side, row: number, rowHeight: number): Anchor {
  const count = plan.slots[side].length
  const y = box.y + firstRow(plan) + rowHeight * (row + 0.5)
  switch (side) {
    case 'left':
      return { side, x: box.x, y }
    case 'right':
      return { side, x: right(box), y }
    case 'top':
      return {
        side,
        x: box.x + box.width * (topStart + ((1 - topStart) * (row + 0.5)) / count),
        y: box.y,
      }
    case 'bottom':
      return { side, x: box.x + (box.width * (row + 0.5)) / count, y: bottom(box) }
  }
}

function inside({ side, x, y }: Anchor): Anchor {
  switch (side) {
    case 'left':
      return { side, x: x + insideEdge, y }
    case 'right':
      return { side, x: x - insideEdge, y }
    case 'top':
      return { side, x, y: y + insideEdge }
    case 'bottom':
      return { side, x, y: y - insideEdge }
  }
}

/** Between a berth's middle and its number. */
const labelGap = 13

/** Whether a port on the other side writes its number into the same row. */
function sharesRow(plan: ProcessPlan, side: 'left' | 'right', row: number): boolean {
  return plan.slots[side].some((other) => other.slot.kind === 'port' && other.row === row)
}

function labelOf(at: Anchor, row: number, box: Box, plan: ProcessPlan): PlacedPort['label'] {
  const { side, x, y } = at
  const along = (share: number) => (box.width * share) / Math.max(1, plan.slots[side].length) - 8
  switch (side) {
    case 'left': {
      const start = x + labelGap
      const end = sharesRow(plan, 'right', row) ? box.x + box.width / 2 : right(box)
      return { x: start, y: y + 4, align: 'start', width: end - start - 4 }
    }
    case 'right': {
      const start = sharesRow(plan, 'left', row) ? box.x + box.width / 2 : box.x
      const end = x - labelGap
      return { x: end, y: y + 4, align: 'end', width: end - start - 4 }
    }
    case 'top':
      return { x, y: y + 22, align: 'middle', width: along(1 - topStart) }
    case 'bottom':
      return { x, y: y - 14, align: 'middle', width: along(1) }
  }
}

function socketLabel({ side, x, y }: Anchor): PlacedSocket['label'] {
  if (side === 'left') return { x: x + 13, y: y + 4, align: 'start' }
  if (side === 'right') return { x: x - 13, y: y + 4, align: 'end' }
  return { x: x + 11, y: y - 6, align: 'start' }
}

/** The row by which traffic comes in from the left, past whatever stands there. */
function entryRow(plan: ProcessPlan): number | undefined {
  return plan.slots.left.find(({ slot }) => slot.kind === 'port' && isEntry(slot.port.id))?.row
}

/** Places the processes of one column below each other, each group of one container in its box. */
class ColumnStack {
  readonly containers: PlacedContainer[] = []
  readonly processes: PlacedProcess[] = []
  readonly ports: PlacedPort[] = []
  readonly sockets: PlacedSocket[] = []
  readonly exits = new Map<string, Anchor>()
  readonly #chart: Chart
  readonly #column: Column
  readonly #rowHeight: number
  #y: number

  constructor(chart: Chart, column: Column, frame: Frame) {
    this.#chart = chart
    this.#column = column
    this.#rowHeight = frame.rowHeight
    this.#y = frame.top
  }

  get bottom(): number {
    return this.#y - columnGap
  }

  /** @param clearOf the row by which traffic comes in from the left must lie below this height */
  addContainer(name: string, plans: readonly ProcessPlan[], clearOf: number): void {
    const { x, width, leftInset, rightInset } = this.#column
    const top = this.#y
    let y = top + containerTitle
    for (const [index, plan] of plans.entries()) {
      const above = plans[index - 1]
      if (above !== undefined) {
        y += above.slots.bottom.some(({ slot }) => slot.kind === 'socket') ? socketGap : stackGap
      }
      const entry = entryRow(plan)
      if (entry !== undefined) y = Math.max(y, clearOf - firstRow(plan) - entry * this.#rowHeight)
      const box: Box = {
        x: x + leftInset,
        y,
        width: width - leftInset - rightInset,
        height: heightOf(plan, this.#rowHeight),
      }
      this.#addProcess(plan, box)
      y = bottom(box)
    }
    const box: Box = { x, y: top, width, height: y + containerPad - top }
    const container = this.#chart.containers.find((candidate) => candidate.name === name)
    this.containers.push({
      name,
      container,
      box,
      title: { x: x + 12, y: top + 16, width: width - 24 },
    })
    this.#y = bottom(box) + columnGap
  }

  #addProcess(plan: ProcessPlan, box: Box): void {
    const share = hasPorts(plan.slots.top) ? topStart : 1
    this.processes.push({
      process: plan.process,
      box,
      title: { x: box.x + 12, y: box.y + 20, width: box.width * share - 18 },
    })
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      for (const { slot, row } of plan.slots[side]) {
        this.#addSlot({ slot, row }, anchorOf(box, plan, side, row, this.#rowHeight), box, plan)
      }
    }
  }

  #addSlot({ slot, row }: PlannedSlot, edge: Anchor, box: Box, plan: ProcessPlan): void {
    switch (slot.kind) {
      case 'port': {
        const at = slot.port.binds === 'loopback' ? inside(edge) : edge
        this.ports.push({ port: slot.port, at, label: labelOf(at, row, box, plan) })
        return
      }
      case 'socket':
        this.sockets.push({ socket: slot.socket, at: edge, label: socketLabel(edge) })
        return
      case 'exit':
        for (const { key } of slot.links) this.exits.set(key, edge)
    }
  }
}

/** Stands the application's containers in the left column and the mesh's in the right one. */
export function placeProcesses(chart: Chart, plans: readonly ProcessPlan[], frame: Frame): PlacedParts {
  const stacks: ColumnStack[] = []
  let clearOf = 0
  let inMesh = plans
  if (frame.application !== undefined) {
    const stack = new ColumnStack(chart, frame.application, frame)
    const application = plans.filter(({ process }) => process.id === 'application')
    for (const [name, group] of Map.groupBy(application, ({ process }) => process.container)) {
      stack.addContainer(name, group, 0)
    }
    stacks.push(stack)
    clearOf = stack.bottom + 2
    inMesh = plans.filter(({ process }) => process.id !== 'application')
  }
  const stack = new ColumnStack(chart, frame.mesh, frame)
  for (const [name, group] of Map.groupBy(inMesh, ({ process }) => process.container)) {
    stack.addContainer(name, group, clearOf)
  }
  stacks.push(stack)
  return {
    containers: stacks.flatMap(({ containers }) => containers),
    processes: stacks.flatMap(({ processes }) => processes),
    ports: stacks.flatMap(({ ports }) => ports),
    sockets: stacks.flatMap(({ sockets }) => sockets),
    exits: new Map(stacks.flatMap(({ exits }) => [...exits])),
    bottom: Math.max(...stacks.map((each) => each.bottom)),
  }
}
