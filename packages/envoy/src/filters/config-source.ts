import { fieldOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { JsonObject } from '../json/json.ts'
import { factsOf, written } from './message-shape.ts'
import type { MessageShape, Read } from './message-shape.ts'
import { plain } from './read.ts'

/** What is asked for by a source that says no more than where: of little interest, and not worth a block. */
const ordinary: MessageShape = [
  ['ads', 'filter.config-source', () => []],
  ['self', 'filter.config-source', () => []],
  ['path', 'filter.config-source', () => []],
  ['path_config_source', 'filter.config-source', () => []],
  ['api_config_source', 'filter.config-source', () => []],
  ['initial_fetch_timeout', 'filter.fetch-timeout', plain],
  ['resource_api_version', 'filter.api-version', plain],
]

/**
 * Where Envoy gets something that is delivered: the aggregated stream (ADS), a
 * cluster that it asks, or a file.
 * @see envoy: api/envoy/config/core/v3/config_source.proto
 */
export const configSource: Read = (value, word, types) => {
  if (!isObject(value)) return [{ word, code: written(value) }]
  const cluster = clusterOf(value)
  const text = cluster ?? placeOf(value)
  if (text === undefined) return [{ word, code: written(value) }]
  return [
    {
      word,
      text,
      ...(cluster === undefined ? {} : { link: { kind: 'row', table: 'clusters', name: cluster } as const }),
      facts: factsOf(value, ordinary, types),
    },
  ]
}

function clusterOf(source: JsonObject): string | undefined {
  const api = messageOf(source, 'api_config_source')
  const [service] = messagesOf(api, 'grpc_services')
  return textOf(messageOf(service, 'envoy_grpc'), 'cluster_name')
}

function placeOf(source: JsonObject): string | undefined {
  if (fieldOf(source, 'ads') !== undefined) return 'ADS'
  if (fieldOf(source, 'self') !== undefined) return 'self'
  const watched = messageOf(source, 'path_config_source')
  return textOf(source, 'path') ?? textOf(watched, 'path')
}
