const types = ['All', 'Counters', 'Gauges', 'Histograms', 'TextReadouts'] as const
const formats = ['html', 'active-html', 'text', 'json', 'prometheus'] as const
/** `summary` and `none` are what Envoy shows when it is not asked for buckets. */
const buckets = ['cumulative', 'disjoint', 'detailed', 'summary', 'prometheusnative', 'none'] as const

/** The parameters of `/stats`, as Envoy reads them. */
export type StatsQuery = {
  readonly filter: string
  readonly inverted: boolean
  readonly usedOnly: boolean
  readonly textReadouts: boolean
  readonly type: (typeof types)[number]
  readonly format: (typeof formats)[number]
  /** Absent for the default. */
  readonly buckets: 'cumulative' | 'disjoint' | 'detailed' | 'prometheusnative' | 'summary' | undefined
}

/** @see envoy: source/server/admin/stats_params.cc */
export function readStatsQuery({ pathname, searchParams }: URL): StatsQuery | { readonly refused: string } {
  const format = oneOf(formats, searchParams.get('format'), 'text')
  if (format === undefined)
    return { refused: 'usage: /stats?format=(html|active-html|json|prometheus|text)\n\n' }
  const type = oneOf(types, searchParams.get('type'), 'All')
  if (type === undefined) return { refused: 'invalid &type= param' }
  const wanted = oneOf(buckets, searchParams.get('histogram_buckets'), 'none')
  if (wanted === undefined)
    return {
      refused: 'usage: /stats?histogram_buckets=(cumulative|disjoint|detailed|summary|prometheusnative)\n',
    }
  const isPrometheus = pathname === '/stats/prometheus' || format === 'prometheus'
  const isAsked = searchParams.has('histogram_buckets')
  return {
    filter: searchParams.get('filter') ?? '',
    inverted: searchParams.has('invert_filter'),
    usedOnly: searchParams.has('usedonly'),
    textReadouts: searchParams.has('text_readouts'),
    type,
    format: isPrometheus ? 'prometheus' : format,
    buckets: defaulted(wanted, isPrometheus, isAsked),
  }
}

/** Elsewhere the summary is the default; for Prometheus cumulative buckets are, and `none` is the summary. */
function defaulted(
  wanted: (typeof buckets)[number],
  isPrometheus: boolean,
  isAsked: boolean,
): StatsQuery['buckets'] {
  if (!isPrometheus) return wanted === 'none' || wanted === 'summary' ? undefined : wanted
  if (!isAsked || wanted === 'cumulative') return undefined
  return wanted === 'none' ? 'summary' : wanted
}

function oneOf<T extends string>(words: readonly T[], word: string | null, fallback: T): T | undefined {
  return word === null || word === '' ? fallback : words.find((one) => one === word)
}
