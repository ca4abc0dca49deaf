import { fieldOf, listOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'

/** A value of a histogram since Envoy started (`cumulative`) and since the last flush (`interval`). Absent: nothing was recorded. */
export type HistogramValue = {
  readonly cumulative: number | undefined
  readonly interval: number | undefined
}

export type Quantile = HistogramValue & {
  /** 0 to 100. */
  readonly percent: number
}

export type Bucket = {
  readonly lower: number
  readonly upper: number
  /** How many values fell into it; never those of smaller buckets. */
  readonly cumulative: number
  /** `undefined` where the format does not tell it. */
  readonly interval: number | undefined
}

/** One histogram, from whichever format was asked. */
export type Histogram = {
  readonly name: string
  readonly quantiles: readonly Quantile[]
  readonly buckets: readonly Bucket[]
  /** How many values were recorded, as far as buckets tell. */
  readonly count: number | undefined
}

/**
 * Reads the histograms of `/stats?format=json`: quantiles by default, buckets
 * with `histogram_buckets=cumulative` or `disjoint`, both with `detailed`. The
 * answer does not say whether its buckets are cumulative, so say how it was asked.
 * @see envoy: source/server/admin/stats_render.cc
 */
export function readHistograms(
  answer: JsonObject,
  asked: 'default' | 'detailed' | 'cumulative' | 'disjoint' = 'default',
): readonly Histogram[] {
  return messagesOf(answer, 'stats').flatMap((stat) => {
    const histograms = fieldOf(stat, 'histograms')
    if (isObject(histograms)) return [...computed(histograms), ...detailed(histograms)]
    return messagesOf(stat, 'histograms').flatMap((one) => ofBuckets(one, asked === 'cumulative'))
  })
}

function computed(histograms: JsonObject): readonly Histogram[] {
  const percents = listOf(histograms, 'supported_quantiles')
  return messagesOf(histograms, 'computed_quantiles').flatMap((one) =>
    named(one, { quantiles: quantilesOf(percents, one, 'values'), buckets: [], count: undefined }),
  )
}

function detailed(histograms: JsonObject): readonly Histogram[] {
  const percents = listOf(histograms, 'supported_percentiles')
  return messagesOf(histograms, 'details').flatMap((one) => {
    const intervals = new Map(
      messagesOf(one, 'intervals').map((bucket) => [
        numberOf(bucket, 'lower_bound'),
        numberOf(bucket, 'count'),
      ]),
    )
    const buckets = messagesOf(one, 'totals').map((bucket): Bucket => {
      const lower = numberOf(bucket, 'lower_bound') ?? 0
      return {
        lower,
        upper: lower + (numberOf(bucket, 'width') ?? 0),
        cumulative: numberOf(bucket, 'count') ?? 0,
        interval: intervals.get(lower) ?? 0,
      }
    })
    return named(one, { quantiles: quantilesOf(percents, one, 'percentiles'), buckets, count: sum(buckets) })
  })
}

function ofBuckets(histogram: JsonObject, isCumulative: boolean): readonly Histogram[] {
  let lower = 0
  // What to take away from a bucket: nothing, unless it counts the smaller ones too.
  let below = { cumulative: 0, interval: 0 }
  const buckets = messagesOf(histogram, 'buckets').map((bucket): Bucket => {
    const upper = numberOf(bucket, 'upper_bound') ?? lower
    const cumulative = numberOf(bucket, 'cumulative') ?? 0
    const interval = numberOf(bucket, 'interval')
    const read = {
      lower,
      upper,
      cumulative: cumulative - below.cumulative,
      interval: interval === undefined ? undefined : interval - below.interval,
    }
    lower = upper
    if (isCumulative) below = { cumulative, interval: interval ?? 0 }
    return read
  })
  return named(histogram, { quantiles: [], buckets, count: sum(buckets) })
}

function quantilesOf(
  percents: ReturnType<typeof listOf>,
  histogram: JsonObject,
  field: string,
): readonly Quantile[] {
  return messagesOf(histogram, field).flatMap((value, place) => {
    const percent = percents[place]
    if (typeof percent !== 'number') return []
    return [{ percent, cumulative: numberOf(value, 'cumulative'), interval: numberOf(value, 'interval') }]
  })
}

function named(message: JsonObject, rest: Omit<Histogram, 'name'>): readonly Histogram[] {
  const name = textOf(message, 'name')
  return name === undefined ? [] : [{ name, ...rest }]
}

function sum(buckets: readonly Bucket[]): number {
  return buckets.reduce((total, { cumulative }) => total + cumulative, 0)
}

/** The value below which `percent` of the recorded ones lie, where that was computed. */
export function quantileOf({ quantiles }: Histogram, percent: number): HistogramValue | undefined {
  return quantiles.find((quantile) => quantile.percent === percent)
}

/** Whether anything was recorded. */
export function isRecorded({ quantiles, count }: Histogram): boolean {
  return (count ?? 0) > 0 || quantiles.some(({ cumulative }) => cumulative !== undefined)
}
