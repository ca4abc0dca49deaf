import type { JsonObject } from '../json/json.ts'
import { instantText } from '../proxy/time-text.ts'
import { told } from '../proxy/told.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Cell, Column, Fact, ResourceTable } from '../table/resource-table.ts'
import { readHistograms } from './histograms.ts'
import type { Bucket, Histogram } from './histograms.ts'
import { readStats, statTypes } from './read-stats.ts'
import type { StatType } from './read-stats.ts'
import { statChanges } from './stat-changes.ts'
import type { StatChange } from './stat-changes.ts'
import { shouldBeZero } from './should-be-zero.ts'
import { unitOf } from './stat-unit.ts'
import type { StatUnit } from './stat-unit.ts'

/** One statistic, or one histogram with its quantiles. */
export type StatRow = {
  readonly name: string
  readonly value: number | string | undefined
  readonly type: StatType | undefined
  readonly unit: StatUnit | undefined
  readonly histogram: Histogram | undefined
  /** Since it was read before; `undefined` when it was not, or is the same. */
  readonly change: StatChange | undefined
  /** Where it stands in the answer. */
  readonly path: string
}

const columns: readonly Column<StatRow>[] = [
  { id: 'stat.name', cell: ({ name }) => name },
  { id: 'stat.value', cell: ({ value }) => value, reads: 'count' },
  { id: 'stat.change', cell: ({ change }) => change?.by, reads: 'change' },
  { id: 'stat.rate', cell: ({ change }) => change?.rate, reads: 'rate' },
  { id: 'stat.unit', cell: ({ unit }) => unit },
  { id: 'stat.type', cell: ({ type }) => type, reads: 'state' },
  { id: 'stat.median', cell: (row) => quantileCell(row, 50), reads: 'count' },
  { id: 'stat.p90', cell: (row) => quantileCell(row, 90), reads: 'count', extra: true },
  { id: 'stat.p99', cell: (row) => quantileCell(row, 99), reads: 'count' },
]

/** The statistics of a proxy. */
export const statsTable: ResourceTable<StatRow> = {
  id: 'stats',
  rows: statRows,
  columns,
  name: ({ name }) => name,
  place: ({ path }) => ({ answer: 'stats', document: 0, path }),
  facts: statFacts,
}

function statRows(answers: ProxyAnswers): readonly StatRow[] {
  const { stats } = answers
  if (stats === undefined) return []
  const types = statTypes(stats, answers.gauges)
  const changes = changesOf(answers, stats, types)
  const plain = readStats(stats).map(({ name, value, at }): StatRow => ({
    name,
    value,
    type: typeof value === 'string' ? 'text' : types.get(name),
    unit: typeof value === 'string' ? undefined : unitOf(name),
    histogram: undefined,
    change: changes.get(name),
    path: `stats[${at}]`,
  }))
  const histograms = readHistograms(stats).map((histogram): StatRow => ({
    name: histogram.name,
    value: undefined,
    type: 'histogram',
    unit: unitOf(histogram.name),
    histogram,
    change: undefined,
    path: 'stats',
  }))
  // What should be zero and is not comes first, unless the reader sorts otherwise.
  const suspect = plain.filter(isSuspect)
  return [...suspect, ...plain.filter((row) => !isSuspect(row)), ...histograms]
}

function isSuspect({ name, value }: StatRow): boolean {
  return typeof value === 'number' && value > 0 && shouldBeZero(name) !== undefined
}

function changesOf(
  { statsBefore, readAt }: ProxyAnswers,
  stats: JsonObject,
  types: ReadonlyMap<string, StatType>,
): ReadonlyMap<string, StatChange> {
  if (statsBefore === undefined) return new Map()
  const seconds = (readAt - statsBefore.readAt) / 1000
  const changes = statChanges(statsBefore.answer, stats, seconds, types)
  return new Map(changes.map((change) => [change.name, change]))
}

function quantileCell({ histogram }: StatRow, percent: number): Cell {
  return histogram?.quantiles.find((quantile) => quantile.percent === percent)?.cumulative
}

function statFacts({ name, value, type, unit, histogram, change }: StatRow): readonly Fact[] {
  const suspicion = typeof value === 'number' && value > 0 ? shouldBeZero(name) : undefined
  const inexact = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return [
    ...told('stat.name', name),
    ...told('stat.value', value),
    ...told('stat.before', change?.before),
    ...told('stat.instant', instantOfStat(value, unit)),
    ...told('stat.inexact', inexact ? '2^53' : undefined),
    ...told('stat.unit', unit),
    ...told('stat.type', type),
    ...(suspicion === undefined
      ? []
      : [{ word: suspicion.word, text: `${value ?? ''}`, tone: toneOf(suspicion.severity) } as const]),
    ...(histogram?.quantiles ?? []).flatMap(({ percent, cumulative, interval }) =>
      told('stat.quantile', cumulative, {
        name: `P${percent}`,
        ...(interval === undefined ? {} : { facts: told('stat.since-flush', interval) }),
      }),
    ),
    ...told('stat.recorded', histogram?.count),
    ...bucketsInUse(histogram?.buckets ?? []).flatMap(({ lower, upper, cumulative }) =>
      told('stat.bucket', cumulative, { name: upper === Infinity ? `> ${lower}` : `≤ ${upper}` }),
    ),
  ]
}

/** From the first that holds anything to the last. */
function bucketsInUse(buckets: readonly Bucket[]): readonly Bucket[] {
  return buckets.slice(Math.max(0, buckets.findIndex(isUsed)), buckets.findLastIndex(isUsed) + 1)
}

function isUsed({ cumulative }: Bucket): boolean {
  return cumulative > 0
}

function instantOfStat(value: StatRow['value'], unit: StatUnit | undefined): string | undefined {
  if (typeof value !== 'number' || value === 0) return undefined
  if (unit === 'unix-milliseconds') return instantText(value)
  return unit === 'unix-seconds' ? instantText(value * 1000) : undefined
}

function toneOf(severity: 'problem' | 'warning' | 'info'): 'problem' | 'warning' {
  return severity === 'problem' ? 'problem' : 'warning'
}
