import { fieldOf, listOf, messageOf, numberOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import type { MessageShape, Read } from './message-shape.ts'
import { line, listed, nested, plain, rowsOf } from './read.ts'
import {
  headerOptionText,
  headerText,
  matcherText,
  percentText,
  plainText,
  rangeText,
  runtimeText,
} from './value-text.ts'

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
  if (bytes !== undefined)
    return [{ word, text: `inline, ${Math.floor((bytes.replace(/=+$/, '').length * 3) / 4)} B` }]
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

/** What a list of messages holds, where a line tells each. */
export function lines(says: (message: JsonObject) => string | undefined): Read {
  return listed(line(says))
}
