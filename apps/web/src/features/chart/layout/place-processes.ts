import type { Chart } from '@portolan/contract/chart'
import type { PlacedContainer, PlacedPort, PlacedProcess, PlacedSocket } from './chart-layout.ts'
import { bottom, right } from './geometry.ts'
import type { Anchor, Box, Side } from './geometry.ts'
import type { ProcessPlan, Slot } from './process-plan.ts'

export const rowHeight = 21
const titleHeight = 28
const edgeLabels = 34
const containerTitle = 24
const containerPad = 14
const socketGap = 50
const stackGap = 22

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

type Column = {
  readonly x: number
  readonly width: number
  readonly processInset: number
  readonly rightGutter: number
}

export type Frame = {
  readonly top: number
  readonly application: Column | undefined
  readonly mesh: Column
}

/** The room that numbers along the upper edge take. */
function topLabels(plan: ProcessPlan): number {
  return plan.slots.top.some(({ kind }) => kind === 'port') ? edgeLabels : 0
}

/** Rows of the application lie half a row off the mesh's, so that lines of both never share a height. */
function firstRow(plan: ProcessPlan): number {
  return topLabels(plan) + titleHeight + (plan.process.id === 'application' ? rowHeight / 2 : 0)
}

function heightOf(plan: ProcessPlan): number {
  const rows = Math.max(plan.slots.left.length, plan.slots.right.length)
  const below = plan.slots.bottom.length > 0 ? edgeLabels : 0
  return Math.max(54, firstRow(plan) + rows * rowHeight + below + 6)
}

/** Where the i-th of n slots of a side lies. */
function anchorOf(box: Box, plan: ProcessPlan, side: Side, index: number): Anchor {
  const count = plan.slots[side].length
  const y = box.y + firstRow(plan) + rowHeight * index + rowHeight / 2
  const x = box.x + (box.width * (index + 0.5)) / count
  switch (side) {
    case 'left':
      return { side, x: box.x, y }
    case 'right':
      return { side, x: right(box), y }
    case 'top':
      return { side, x, y: box.y }
    case 'bottom':
      return { side, x, y: bottom(box) }
  }
}

function labelOf({ side, x, y }: Anchor): PlacedPort['label'] {
  switch (side) {
    case 'left':
      return { x: x + 13, y: y + 4, align: 'start' }
    case 'right':
      return { x: x - 13, y: y + 4, align: 'end' }
    case 'top':
      return { x, y: y + 22, align: 'middle' }
    case 'bottom':
      return { x, y: y - 13, align: 'middle' }
  }
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
  #y: number

  constructor(chart: Chart, column: Column, top: number) {
    this.#chart = chart
    this.#column = column
    this.#y = top
  }

  get bottom(): number {
    return this.#y - 10
  }

  /** @param clearOf the first row of a process that others reach from the left must lie below this height */
  addContainer(name: string, plans: readonly ProcessPlan[], clearOf: number): void {
    const { x, width, processInset, rightGutter } = this.#column
    const top = this.#y
    let y = top + containerTitle
    for (const [index, plan] of plans.entries()) {
      const last = index === plans.length - 1
      if (index > 0) {
        const above = plans[index - 1]
        y += above?.slots.bottom.some(({ kind }) => kind === 'socket') ? socketGap : stackGap
      }
      if (last && plan.slots.left.length > 0) y = Math.max(y, clearOf - titleHeight - 4)
      const box: Box = {
        x: x + processInset,
        y,
        width: width - processInset - rightGutter,
        height: heightOf(plan),
      }
      this.#addProcess(plan, box)
      y = bottom(box)
    }
    const box: Box = { x, y: top, width, height: y + containerPad - top }
    const container = this.#chart.containers.find((candidate) => candidate.name === name)
    this.containers.push({ name, container, box })
    this.#y = bottom(box) + 10
  }

  #addProcess(plan: ProcessPlan, box: Box): void {
    this.processes.push({ process: plan.process, box, titleY: box.y + topLabels(plan) + 22 })
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      for (const [index, slot] of plan.slots[side].entries())
        this.#addSlot(slot, anchorOf(box, plan, side, index))
    }
  }

  #addSlot(slot: Slot, at: Anchor): void {
    switch (slot.kind) {
      case 'port':
        this.ports.push({ port: slot.port, at, label: labelOf(at) })
        return
      case 'socket':
        this.sockets.push({ socket: slot.socket, at })
        return
      case 'exit':
        this.exits.set(slot.link.key, at)
    }
  }
}

function groupByContainer(plans: readonly ProcessPlan[]): ReadonlyMap<string, readonly ProcessPlan[]> {
  return Map.groupBy(plans, ({ process }) => process.container)
}

/** Stands the application's containers in the left column and the mesh's in the right one. */
export function placeProcesses(chart: Chart, plans: readonly ProcessPlan[], frame: Frame): PlacedParts {
  const application = plans.filter(({ process }) => process.id === 'application')
  const mesh = plans.filter(({ process }) => process.id !== 'application')
  const stacks: ColumnStack[] = []
  let clearOf = 0
  if (frame.application !== undefined) {
    const stack = new ColumnStack(chart, frame.application, frame.top)
    for (const [name, group] of groupByContainer(application)) stack.addContainer(name, group, 0)
    stacks.push(stack)
    clearOf = stack.bottom + 14
  }
  const stack = new ColumnStack(chart, frame.mesh, frame.top)
  const inMesh = frame.application === undefined ? plans : mesh
  for (const [name, group] of groupByContainer(inMesh)) stack.addContainer(name, group, clearOf)
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
