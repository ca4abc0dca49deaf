import type { JsonObject } from '../json/json.ts'
import type { Link } from '../table/resource-table.ts'
import type { FilterContext } from './filter-context.ts'
import type { Loser, Sentence, TraceStep } from './trace.ts'

/** What a filter does with a request. */
export type FilterDecision = {
  readonly verdict: TraceStep['verdict']
  readonly because: readonly Sentence[]
  readonly losers?: readonly Loser[]
  readonly object?: Link | undefined
  /** What it answers itself, and to how many of such requests (100 when left out). */
  readonly answer?: {
    readonly status: number
    readonly flag?: string
    readonly percent?: number
  }
  /** Milliseconds that it holds a request up. */
  readonly delay?: number
}

/**
 * A filter by its own configuration and by what the route says to it.
 * @returns `undefined` when it has no say in this request
 */
export type Decides = (
  config: JsonObject,
  ofRoute: JsonObject | undefined,
  context: FilterContext,
) => FilterDecision | undefined
