import { listAt, parseJsonObject, textAt, valueAt } from '../json-value.ts'
import { text, type AnswerSource, type StoredAnswer } from '../pods/answer-table.ts'
import { filterPrometheus } from './prometheus-stats.ts'
import { compileRe2 } from './re2.ts'
import { readStatsQuery, type StatsQuery } from './stats-query.ts'

/**
 * Envoy's `/stats` and `/stats/prometheus` with parameters, computed from the
 * whole answers that were recorded. What only Envoy can make of its own memory
 * (other histogram buckets, the type of a number) is answered where it was
 * recorded, and otherwise said to be missing.
 * @see envoy: source/server/admin/stats_params.cc, stats_handler.cc
 */
export async function computeStats(answers: AnswerSource, url: URL): Promise<StoredAnswer | undefined> {
  if (url.pathname !== '/stats' && url.pathname !== '/stats/prometheus') return undefined
  const query = readStatsQuery(url)
  if ('refused' in query) return text(query.refused, 400)
  const expression = compileRe2(query.filter)
  if ('refused' in expression) return text(`Invalid re2 regex: ${expression.refused}`, 400)
  const matches = (name: string): boolean => query.filter === '' || expression.test(name) !== query.inverted
  const used = query.usedOnly ? await usedNames(answers) : undefined
  const keeps = (name: string): boolean => matches(name) && (used?.has(name) ?? true)
  switch (query.format) {
    case 'prometheus':
      return filterPrometheus(answers, query, keeps)
    case 'html':
    case 'active-html':
      return answers.get(`/stats?format=${query.format}`) ?? answers.get('/stats?format=html')
    case 'json':
      return filteredJson(answers, query, keeps)
    case 'text':
      return filteredText(answers, query, keeps)
    default:
      return query.format satisfies never
  }
}

/** What a recording cannot say, as nobody else would. */
function notRecorded(what: string): StoredAnswer {
  return text(`not in this recording: ${what}\n`, 404)
}

/** The whole answer that a query is a part of, as it was recorded; the type is in it only if it was asked for. */
async function wholeOf(
  answers: AnswerSource,
  { format, type, buckets }: StatsQuery,
): Promise<StoredAnswer | undefined> {
  const parts = [
    ...(format === 'json' ? ['format=json'] : []),
    ...(buckets === undefined ? [] : [`histogram_buckets=${buckets}`]),
  ]
  const typed = type === 'All' ? [] : [`type=${type}`]
  const orders = [[...typed, ...parts], [...parts, ...typed], parts.toReversed(), parts]
  for (const order of orders) {
    const found = await answers.get(order.length > 0 ? `/stats?${order.join('&')}` : '/stats')
    if (found) return found
  }
  return undefined
}

type Keeps = (name: string) => boolean

async function filteredText(
  answers: AnswerSource,
  query: StatsQuery,
  keeps: Keeps,
): Promise<StoredAnswer | undefined> {
  const all = await wholeOf(answers, query)
  if (!all) return query.buckets ? notRecorded(`histogram_buckets=${query.buckets}`) : undefined
  const isOfType = await typeTest(answers, query)
  if (!isOfType) return notRecorded(`type=${query.type}`)
  const lines = String(all.body)
    .split('\n')
    .filter((line) => {
      const name = line.slice(0, line.indexOf(': '))
      return name !== '' && keeps(name) && isOfType(name, line.slice(name.length + 2))
    })
  return { ...all, body: lines.map((line) => `${line}\n`).join('') }
}

async function filteredJson(
  answers: AnswerSource,
  query: StatsQuery,
  keeps: Keeps,
): Promise<StoredAnswer | undefined> {
  const all = await wholeOf(answers, query)
  if (!all) return query.buckets ? notRecorded(`histogram_buckets=${query.buckets}`) : undefined
  const isOfType = await typeTest(answers, query)
  if (!isOfType) return notRecorded(`type=${query.type}`)
  const stats = listAt(parseJsonObject(String(all.body)), 'stats').flatMap((one): readonly unknown[] => {
    const name = textAt(one, 'name')
    if (name !== undefined) {
      const value = valueAt(one, 'value')
      return keeps(name) && isOfType(name, typeof value === 'string' ? `"${value}"` : String(value))
        ? [one]
        : []
    }
    const wanted = query.type === 'All' || query.type === 'Histograms'
    const histograms = wanted ? keepHistograms(valueAt(one, 'histograms'), keeps) : undefined
    return histograms === undefined ? [] : [{ histograms }]
  })
  return { ...all, body: JSON.stringify({ stats }) }
}

/** Histograms are a list (cumulative, disjoint), or a list beside what all of them share. */
function keepHistograms(histograms: unknown, keeps: Keeps): unknown {
  const named = (list: readonly unknown[]): readonly unknown[] =>
    list.filter((one) => keeps(textAt(one, 'name') ?? ''))
  if (Array.isArray(histograms)) {
    const kept = named(histograms)
    return kept.length > 0 ? kept : undefined
  }
  for (const field of ['computed_quantiles', 'details']) {
    const kept = named(listAt(histograms, field))
    if (kept.length > 0) return { ...Object(histograms), [field]: kept }
  }
  return undefined
}

const isReadout = (value: string): boolean => value.startsWith('"')
const isHistogram = (value: string): boolean =>
  value === 'No recorded values' || /^[PB]\d|^totals=/.test(value)

/** Whether a line is of the type that is asked for; `undefined` where a recording cannot know. */
async function typeTest(
  answers: AnswerSource,
  { type }: StatsQuery,
): Promise<((name: string, value: string) => boolean) | undefined> {
  switch (type) {
    case 'All':
      return () => true
    case 'TextReadouts':
      return (_name, value) => isReadout(value)
    case 'Histograms':
      return (_name, value) => isHistogram(value)
    case 'Counters':
    case 'Gauges': {
      // Counters and gauges look the same in text; which are which was recorded or it was not.
      const recorded = await answers.get(`/stats?type=${type}`)
      if (!recorded) return undefined
      const names = new Set(
        String(recorded.body)
          .split('\n')
          .map((line) => line.split(': ')[0]),
      )
      return (name) => names.has(name)
    }
    default:
      return type satisfies never
  }
}

/** Names that `usedonly` keeps: recorded, or else those whose value is not the empty one. */
async function usedNames(answers: AnswerSource): Promise<ReadonlySet<string>> {
  const recorded = await answers.get('/stats?usedonly')
  const all = recorded ?? (await answers.get('/stats'))
  const lines = String(all?.body ?? '').split('\n')
  return new Set(
    lines.flatMap((line) => {
      const [name = '', value] = line.split(': ')
      const isUsed =
        recorded !== undefined || (value !== '0' && value !== 'No recorded values' && value !== '""')
      return name !== '' && isUsed ? [name] : []
    }),
  )
}
