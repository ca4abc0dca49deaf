import { text, type AnswerSource, type StoredAnswer } from '../pods/answer-table.ts'
import type { StatsQuery } from './stats-query.ts'

/**
 * `/stats/prometheus` with `filter` and `usedonly`. Both are about Envoy's own
 * names, and Prometheus' are made from those by cutting tags out of them:
 * `cluster.xds-grpc;.upstream_rq_total` is
 * `envoy_cluster_upstream_rq_total{cluster_name="xds-grpc"}`. Words are moved
 * and none is lost, so a sample belongs to the name that has the same words.
 * @see envoy: source/server/admin/prometheus_stats.cc, metricName
 */
export async function filterPrometheus(
  answers: AnswerSource,
  query: StatsQuery,
  keeps: (name: string) => boolean,
): Promise<StoredAnswer | undefined> {
  const asked = [
    ...(query.textReadouts ? ['text_readouts'] : []),
    ...(query.buckets === undefined ? [] : [`histogram_buckets=${query.buckets}`]),
  ].join('&')
  const all = await answers.get(asked === '' ? '/stats/prometheus' : `/stats/prometheus?${asked}`)
  if (!all) return asked === '' ? undefined : text(`not in this recording: ${asked}\n`, 404)
  if (query.filter === '' && !query.usedOnly) return all
  const kept = new Set((await statNames(answers)).filter(keeps).map((name) => wordsOf([name])))
  const isKept = (line: string): boolean => samplesWords(line).some((words) => kept.has(words))
  return { ...all, body: keptLines(String(all.body).split('\n'), isKept) }
}

/** Samples that are kept, each family's after its TYPE line. */
function keptLines(lines: readonly string[], isKept: (line: string) => boolean): string {
  const kept: string[] = []
  let type: string | undefined
  for (const line of lines) {
    if (line.startsWith('# TYPE ')) type = line
    else if (line !== '' && !line.startsWith('#') && isKept(line)) {
      if (type !== undefined) kept.push(type)
      type = undefined
      kept.push(line)
    }
  }
  return kept.map((line) => `${line}\n`).join('')
}

/** The words of a name and its tags in the order of the alphabet; numbers are words of their own, as in `2xx`. */
function wordsOf(texts: readonly string[]): string {
  return texts
    .flatMap((one) => one.match(/[A-Za-z]+|\d+/g) ?? [])
    .sort()
    .join(' ')
}

/** Of a sample, as a stat of that name and as a part of a histogram of that name. */
function samplesWords(line: string): readonly string[] {
  const [, family = '', labels = ''] = /^envoy_([^\s{]+)(?:\{(.*)\})? \S+$/.exec(line) ?? []
  const pairs = [...labels.matchAll(/(?<!\w)(\w+)="((?:[^"\\]|\\.)*)"/g)]
  const tags = pairs.flatMap(([, tag, value = '']) => (tag === 'le' || tag === 'quantile' ? [] : [value]))
  const histogram = family.replace(/_(?:bucket|sum|count)$/, '')
  return [family, histogram].map((name) => wordsOf([name, ...tags]))
}

async function statNames(answers: AnswerSource): Promise<readonly string[]> {
  const all = await answers.get('/stats')
  return String(all?.body ?? '')
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(': ')))
    .filter((name) => name !== '')
}
