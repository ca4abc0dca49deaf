import { logLimits } from '@portolan/contract/health-routes'
import { oneOf } from '../../documents/search-text.ts'
import { readWordedSearch, writeWordedSearch } from '../../documents/worded-search.ts'
import type { Sought } from './log/find-in-line.ts'

/** Lines from the end that are offered. */
export const tails = [100, 500, 2_000, 10_000] as const
/** Spans that are offered, by their names in a link; seconds. */
export const spans = { '1m': 60, '5m': 300, '15m': 900, '1h': 3_600, '6h': 21_600, '24h': 86_400 } as const
export type SpanName = keyof typeof spans
export const spanNames: readonly SpanName[] = ['1m', '5m', '15m', '1h', '6h', '24h']

/** What a link says about the log that is shown. */
export type LogView = {
  /** Containers by name; none says that the likely one is meant. */
  readonly containers: readonly string[]
  readonly previous: boolean
  readonly follow: boolean
  readonly tail: number
  readonly since: SpanName | undefined
  readonly wrap: boolean
  readonly sought: Sought
  /** Of what is looked for, only lines that have it. */
  readonly only: boolean
}

export type HealthSearch = {
  readonly show: 'chain' | 'log'
  readonly log: LogView
}

/** Reads `show:log of:app,istio-proxy life:previous since:5m by:regex status=5..`; the rest is what is looked for. */
export function readHealthSearch(q: string | undefined): HealthSearch {
  const { text, named } = readWordedSearch(q, (name, value) => meanings[name]?.test(value) ?? false)
  const is = (name: string, value: string) => named.get(name) === value
  return {
    show: is('show', 'log') ? 'log' : 'chain',
    log: {
      containers: named.get('of')?.split(',') ?? [],
      previous: is('life', 'previous'),
      follow: !is('follow', 'no'),
      tail: Number(named.get('tail') ?? logLimits.usualTail),
      since: oneOf(spanNames, named.get('since')),
      wrap: is('wrap', 'yes'),
      sought: { text, how: is('by', 'regex') ? 'regex' : 'text', matchCase: is('case', 'yes') },
      only: is('only', 'yes'),
    },
  }
}

/** The other way round; what is usual is not said. */
export function writeHealthSearch({ show, log }: HealthSearch): string | undefined {
  const { containers, previous, follow, tail, since, wrap, sought, only } = log
  const named = new Map<string, string>()
  if (show === 'log') named.set('show', 'log')
  if (containers.length > 0) named.set('of', containers.join(','))
  if (previous) named.set('life', 'previous')
  if (!follow) named.set('follow', 'no')
  if (tail !== logLimits.usualTail) named.set('tail', String(tail))
  if (since !== undefined) named.set('since', since)
  if (wrap) named.set('wrap', 'yes')
  if (sought.how === 'regex') named.set('by', 'regex')
  if (sought.matchCase) named.set('case', 'yes')
  if (only) named.set('only', 'yes')
  return writeWordedSearch({ text: sought.text, named })
}

/** The log of some containers, as the chain links to it. */
export function logSearch(containers: readonly string[], previous: boolean): string | undefined {
  const { log } = readHealthSearch(undefined)
  return writeHealthSearch({ show: 'log', log: { ...log, containers, previous } })
}

const name = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?'
const meanings: Readonly<Record<string, RegExp>> = {
  show: /^log$/,
  of: new RegExp(`^${name}(?:,${name})*$`),
  life: /^previous$/,
  follow: /^no$/,
  tail: new RegExp(`^(?:${tails.join('|')})$`),
  since: new RegExp(`^(?:${spanNames.join('|')})$`),
  wrap: /^yes$/,
  by: /^regex$/,
  case: /^yes$/,
  only: /^yes$/,
}
