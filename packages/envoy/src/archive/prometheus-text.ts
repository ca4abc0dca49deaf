import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { JsonObject } from '../json/json.ts'
import { envoyName } from '../stats/envoy-name.ts'
import type { Label } from '../stats/envoy-name.ts'

/** What `/stats?format=json` would have answered, without and with `type=Gauges`. */
export type PrometheusStats = { readonly stats: JsonObject; readonly gauges: JsonObject }

type Sample = { readonly family: string; readonly labels: readonly Label[]; readonly value: number }

/** Numbers of values up to an upper bound, smaller ones included, as Prometheus counts them. */
type CumulativeBucket = { readonly upper: number; readonly count: number }

/**
 * Reads `/stats/prometheus`, the form of `istioctl bug-report`, into what
 * `/stats?format=json` would have answered, under Envoy's own names as far as they
 * can be told. Buckets are told apart; quantiles are not computed from them. What
 * pilot-agent adds of its own and of the application's keeps its name and its
 * labels, and counts as a gauge unless it says that it is a counter.
 * @throws EnvoyAnswerError when no line of it is a sample
 * @see Prometheus: text-based exposition format 0.0.4
 */
export function readPrometheusText(text: string): PrometheusStats {
  const types = new Map<string, string>()
  const numbers: JsonObject[] = []
  const gauges: JsonObject[] = []
  const histograms = new Map<string, CumulativeBucket[]>()
  for (const line of text.split('\n')) {
    const [, family = '', type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? []
    if (type !== undefined) types.set(family, type)
    const sample = line.startsWith('#') ? undefined : readSample(line)
    if (sample === undefined) continue
    const part = partOfHistogram(sample, types)
    if (part !== undefined) {
      const buckets = histograms.get(part.name) ?? []
      if (part.bucket !== undefined) buckets.push(part.bucket)
      histograms.set(part.name, buckets)
      continue
    }
    const stat = { name: envoyName(sample.family, sample.labels), value: sample.value }
    numbers.push(stat)
    if (types.get(sample.family) !== 'counter') gauges.push(stat)
  }
  if (numbers.length + histograms.size === 0 && text.trim() !== '') {
    throw new EnvoyAnswerError('These are no statistics in Prometheus’ format.')
  }
  const drawn = [...histograms].map(([name, buckets]) => ({ name, buckets: apart(buckets) }))
  return { stats: { stats: [...numbers, { histograms: drawn }] }, gauges: { stats: gauges } }
}

/** Of one sample, in characters, and far beyond any: what has more is no sample, whoever wrote it. */
const longestLabels = 65_536

/** Begins only where a word begins, so that a long one is looked through once. */
const oneLabel = /(?<!\w)(\w+)="((?:[^"\\]|\\.)*)"/g

/** A value that is no finite number is left out: what was never measured is `NaN`. */
function readSample(line: string): Sample | undefined {
  const [, family = '', inBraces = '', text] =
    /^([A-Za-z_:][\w:]*)(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+-?\d+)?\s*$/.exec(line) ?? []
  const value = Number(text)
  if (!Number.isFinite(value) || inBraces.length > longestLabels) return undefined
  const labels = [...inBraces.matchAll(oneLabel)].map(([, tag = '', quoted = '']): Label => [
    tag,
    quoted.replaceAll(/\\(.)/g, unescaped),
  ])
  return { family, labels, value }
}

function unescaped(_: string, letter: string): string {
  return letter === 'n' ? '\n' : letter
}

function partOfHistogram(
  { family, labels, value }: Sample,
  types: ReadonlyMap<string, string>,
): { readonly name: string; readonly bucket: CumulativeBucket | undefined } | undefined {
  const [, histogram = '', kind] = /^(.+)_(bucket|sum|count)$/.exec(family) ?? []
  if (kind === undefined || types.get(histogram) !== 'histogram') return undefined
  const bound = labels.find(([tag]) => tag === 'le')?.[1]
  const others = labels.filter(([tag]) => tag !== 'le')
  const upper = bound === '+Inf' ? Infinity : Number(bound)
  const isBucket = kind === 'bucket' && bound !== undefined && !Number.isNaN(upper)
  return {
    name: envoyName(histogram, others),
    bucket: isBucket ? { upper, count: value } : undefined,
  }
}

/** Each bucket without the smaller ones; proto JSON writes a bound without end as a text. */
function apart(buckets: readonly CumulativeBucket[]): readonly JsonObject[] {
  const sorted = buckets.toSorted((a, b) => a.upper - b.upper)
  return sorted.map(({ upper, count }, place) => ({
    upper_bound: Number.isFinite(upper) ? upper : 'Infinity',
    cumulative: Math.max(0, count - (sorted[place - 1]?.count ?? 0)),
  }))
}
