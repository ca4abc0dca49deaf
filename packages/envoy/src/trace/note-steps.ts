import type { DumpEntry } from '../dump/proxy-dump.ts'
import type { Place } from '../table/resource-table.ts'
import { mostLosers } from './trace.ts'
import type { Loser, TraceStep } from './trace.ts'

/** A step as it is written down; what is left out is none. */
export type Note = Pick<TraceStep, 'kind' | 'verdict' | 'name' | 'because' | 'rule'> &
  Partial<Pick<TraceStep, 'link' | 'object' | 'place' | 'percent' | 'losers'>>

/** The steps of a trace as they come, with no more losers than are told. */
export class Steps {
  readonly #steps: TraceStep[] = []

  add({ losers = [], link, object, place, percent, ...note }: Note): void {
    this.#steps.push({ ...note, link, object, place, percent, ...told(losers) })
  }

  get all(): readonly TraceStep[] {
    return this.#steps
  }
}

function told(losers: readonly Loser[]): Pick<TraceStep, 'losers' | 'more'> {
  return { losers: losers.slice(0, mostLosers), more: Math.max(0, losers.length - mostLosers) }
}

/** A place within a resource of the dump. */
export function placeIn({ document, path }: DumpEntry, within = ''): Place {
  return { answer: 'dump', document, path: within === '' ? path : `${path}.${within}` }
}
