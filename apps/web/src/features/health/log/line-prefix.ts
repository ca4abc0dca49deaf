import { clockCells } from './log-clock.ts'
import type { KeptLine } from './log-book.ts'

/** A longer name is cut. */
const longestName = 18

/** Cells before the text of each line: its time, perhaps with the day, and whose it is. */
export type LinePrefix = {
  readonly withDay: boolean
  readonly clock: number
  readonly name: number
  readonly all: number
}

/** @param names of several containers; none where there is only one */
export function prefixCells(lines: readonly KeptLine[], names: readonly string[]): LinePrefix {
  const [first, last] = [lines.find(({ at }) => at !== 0)?.at, lines.at(-1)?.at]
  const withDay = first !== undefined && last !== undefined && dayOf(first) !== dayOf(last)
  // One cell of each is the gap behind it.
  const clock = 1 + (withDay ? clockCells.day : clockCells.time)
  const name =
    names.length === 0 ? 0 : 1 + Math.min(longestName, Math.max(...names.map(({ length }) => length)))
  return { withDay, clock, name, all: clock + name }
}

function dayOf(at: number): string {
  return new Date(at / 1_000).toDateString()
}
