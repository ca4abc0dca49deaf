import { messagesOf, numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/** One statistic: a counter or gauge has a number, a text readout its text. */
export type Stat = {
  readonly name: string
  readonly value: number | string
  /** Its place in the answer's list. */
  readonly at: number
}

/** What Envoy calls a kind of statistics. */
export type StatType = 'counter' | 'gauge' | 'text' | 'histogram'

/**
 * Reads the counters, gauges and text readouts of `/stats?format=json`, in its
 * order; histograms are read by `readHistograms`. Numbers above 2^53 (hashes of
 * versions) have lost their last digits in JSON already.
 * @see envoy: source/server/admin/stats_render.cc
 */
export function readStats(answer: JsonObject): readonly Stat[] {
  return messagesOf(answer, 'stats').flatMap((stat, at) => {
    const name = textOf(stat, 'name')
    if (name === undefined) return []
    const value = typeof stat['value'] === 'number' ? numberOf(stat, 'value') : textOf(stat, 'value')
    return value === undefined ? [] : [{ name, value, at }]
  })
}

/**
 * The types of numbers. One answer does not tell them; what is not among the
 * gauges, asked for with `type=Gauges`, is a counter.
 * @param gauges `undefined` when they were not told: then nothing is known
 */
export function statTypes(stats: JsonObject, gauges: JsonObject | undefined): ReadonlyMap<string, StatType> {
  if (gauges === undefined) return new Map()
  const names = new Set(readStats(gauges).map(({ name }) => name))
  return new Map(
    readStats(stats).flatMap(({ name, value }) =>
      typeof value === 'number' ? [[name, names.has(name) ? 'gauge' : 'counter'] as const] : [],
    ),
  )
}
