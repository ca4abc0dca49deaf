import type { JsonObject } from '../json/json.ts'
import { readStats } from './read-stats.ts'
import type { StatType } from './read-stats.ts'

/** How one number changed between two answers. */
export type StatChange = {
  readonly name: string
  readonly before: number
  readonly after: number
  /** For a counter that was reset in between: what it counted since, at least. */
  readonly by: number
  /** `by` each second. */
  readonly rate: number
  /** A counter that is smaller than before began anew: Envoy restarted, or `/reset_counters`. */
  readonly reset: boolean
}

/**
 * The numbers that changed between two answers of `/stats?format=json`, which lie
 * `seconds` apart. A number that was not there before began at 0. Without a type a
 * number that fell is taken for a gauge, unless `/reset_counters` or a new start
 * show: give the types where they are known.
 */
export function statChanges(
  before: JsonObject,
  after: JsonObject,
  seconds: number,
  types: ReadonlyMap<string, StatType> = new Map(),
): readonly StatChange[] {
  const earlier = new Map(numbers(before))
  return numbers(after).flatMap(([name, value]) => {
    const was = earlier.get(name) ?? 0
    if (was === value) return []
    const reset = value < was && types.get(name) === 'counter'
    const by = reset ? value : value - was
    return [{ name, before: was, after: value, by, rate: seconds > 0 ? by / seconds : 0, reset }]
  })
}

function numbers(answer: JsonObject): readonly (readonly [string, number])[] {
  return readStats(answer).flatMap(({ name, value }) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  )
}
