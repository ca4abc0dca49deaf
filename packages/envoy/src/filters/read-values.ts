import { entriesOf, fieldOf, flagOf, listOf, messageOf, messagesOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { factsOf } from './message-shape.ts'
import type { MessageShape, Read } from './message-shape.ts'
import { line, listed, nested, plain, plainText, rowsOf } from './read.ts'

/** A `StringMatcher` as text: `exact shop`, `prefix spiffe://`, `regex ^a.*`. */
export function matcherText(matcher: JsonObject | undefined): string | undefined {
  if (matcher === undefined) return undefined
  const kinds = ['exact', 'prefix', 'suffix', 'contains'] as const
  for (const kind of kinds) {
    const text = textOf(matcher, kind)
    if (text !== undefined) return `${kind} ${text}${flagOf(matcher, 'ignore_case') ? ' (ignore_case)' : ''}`
  }
  const regex = textOf(messageOf(matcher, 'safe_regex'), 'regex')
  return regex === undefined ? undefined : `regex ${regex}`
}

/** A `HeaderMatcher` as text: `:method exact GET`, `not x-team present`. */
export function headerText(header: JsonObject): string | undefined {
  const name = textOf(header, 'name')
  if (name === undefined) return undefined
  const not = flagOf(header, 'invert_match') ? 'not ' : ''
  const matched = matcherText(messageOf(header, 'string_match')) ?? oldMatch(header)
  return `${not}${name} ${matched ?? 'present'}`
}

function oldMatch(header: JsonObject): string | undefined {
  const present = fieldOf(header, 'present_match')
  if (present === false) return 'absent'
  const range = messageOf(header, 'range_match')
  if (range !== undefined) return `${numberOf(range, 'start') ?? 0}..${numberOf(range, 'end') ?? 0}`
  const regex = textOf(messageOf(header, 'safe_regex_match'), 'regex')
  if (regex !== undefined) return `regex ${regex}`
  for (const kind of ['exact', 'prefix', 'suffix', 'contains']) {
    const text = textOf(header, `${kind}_match`)
    if (text !== undefined) return `${kind} ${text}`
  }
  return undefined
}

const denominators: Readonly<Record<string, number>> = { TEN_THOUSAND: 10_000, MILLION: 1_000_000 }

/** A `FractionalPercent` or a `Percent`, as `12.5 %`. */
export function percentText(percent: JsonObject): string {
  const value = numberOf(percent, 'value')
  if (value !== undefined) return `${value} %`
  const of = denominators[textOf(percent, 'denominator') ?? ''] ?? 100
  return `${Number((((numberOf(percent, 'numerator') ?? 0) / of) * 100).toFixed(6))} %`
}

/** A value that runtime may set to something else: `50 % (runtime a.key)`. */
export function runtimeText(value: JsonObject): string | undefined {
  const fallback = fieldOf(value, 'default_value')
  const text = isObject(fallback) ? percentText(fallback) : fallback === undefined ? '' : plainText(fallback)
  const key = textOf(value, 'runtime_key')
  return text === undefined ? undefined : `${text}${key === undefined ? '' : ` (runtime ${key})`}`.trim()
}

export function rangeText(range: JsonObject): string | undefined {
  const address = textOf(range, 'address_prefix')
  const length = numberOf(range, 'prefix_len')
  return address === undefined ? undefined : `${address}/${length ?? 0}`
}

/** `x-team: shop`, with what is done to one that is there. */
export function headerOptionText(option: JsonObject): string | undefined {
  const header = messageOf(option, 'header')
  const key = textOf(header, 'key')
  if (key === undefined) return undefined
  const action =
    textOf(option, 'append_action') ?? (fieldOf(option, 'append') === false ? 'overwrite' : undefined)
  return `${key}: ${textOf(header, 'value') ?? textOf(header, 'raw_value') ?? ''}${action === undefined ? '' : ` (${action})`}`
}

export const matcher: Read = listed(line(matcherText))
export const header: Read = listed(line(headerText))
export const percent: Read = line(percentText)
export const runtime: Read = line(runtimeText)
export const ranges: Read = listed(line(rangeText))
export const headerOptions: Read = listed(line(headerOptionText))
export const cluster = rowsOf('clusters')

/** `{"seconds": 1}` of a status and the like: `{"code": "Forbidden"}`. */
export const status: Read = line((value) => plainText(fieldOf(value, 'code') ?? null) ?? 'OK')

/** A list of string matchers: `{"patterns": [...]}`. */
export const patterns: Read = (value, word, types) =>
  isObject(value) ? matcher(listOf(value, 'patterns'), word, types) : plain(value, word, types)

/** A `DataSource`: what it holds as code, or the file or variable that it names. */
export const source: Read = (value, word) => {
  const holder = isObject(value) ? value : undefined
  const inline = textOf(holder, 'inline_string')
  if (inline !== undefined) return [{ word, code: inline }]
  const bytes = textOf(holder, 'inline_bytes')
  if (bytes !== undefined) return [{ word, text: `inline, ${Math.floor((bytes.length * 3) / 4)} B` }]
  const file = textOf(holder, 'filename')
  const variable = textOf(holder, 'environment_variable')
  const text = file ?? (variable === undefined ? undefined : `$${variable}`)
  return [text === undefined ? { word, code: JSON.stringify(value) } : { word, text }]
}

const upstreamUri: MessageShape = [
  ['uri', 'filter.uri', plain],
  ['cluster', 'filter.cluster', cluster],
  ['timeout', 'filter.timeout', plain],
]
/** A server that Envoy asks over HTTP through one of its clusters. */
export const httpUri: Read = nested(upstreamUri, (message) => textOf(message, 'uri'))

const grpcFields: MessageShape = [
  [
    'envoy_grpc',
    'filter.grpc',
    nested([
      ['cluster_name', 'filter.cluster', cluster],
      ['authority', 'filter.authority', plain],
    ]),
  ],
  [
    'google_grpc',
    'filter.grpc',
    nested([
      ['target_uri', 'filter.uri', plain],
      ['stat_prefix', 'filter.stat-prefix', plain],
    ]),
  ],
  ['timeout', 'filter.timeout', plain],
  ['initial_metadata', 'filter.metadata', plain],
]
/** A server that Envoy asks over gRPC. */
export const grpcService: Read = nested(grpcFields, (message) =>
  textOf(messageOf(message, 'envoy_grpc'), 'cluster_name'),
)

export const tokenBucket: Read = line((bucket) => {
  const tokens = numberOf(bucket, 'max_tokens') ?? 0
  const fill = numberOf(bucket, 'tokens_per_fill') ?? 1
  return `max ${tokens}, +${fill} / ${textOf(bucket, 'fill_interval') ?? '?'}`
})

/** The keys and values of a descriptor: `path=/items, x-team`. */
export function descriptorText(descriptor: JsonObject): string {
  return messagesOf(descriptor, 'entries')
    .map((entry) => [textOf(entry, 'key') ?? '', textOf(entry, 'value')])
    .map(([key, value]) => (value === undefined ? key : `${key}=${value}`))
    .join(', ')
}

/** Metadata: a namespace each. */
export const metadata: Read = (value, word) =>
  entriesOf({ value }, 'value').map(([name, held]) => ({
    word,
    name,
    code: JSON.stringify(held, undefined, 2),
  }))

/** What a list of messages holds, where a line tells each. */
export function lines(says: (message: JsonObject) => string | undefined): Read {
  return listed(line(says))
}

/** The facts of a message that stands in a field, for reads that build their own fact. */
export function factsWithin(value: Json, shape: MessageShape, types: Parameters<Read>[2]) {
  return isObject(value) ? factsOf(value, shape, types) : []
}
