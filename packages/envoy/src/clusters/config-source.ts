import { fieldOf, messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { jsonOf, lines } from './field-facts.ts'
import type { FactBody, FieldReader } from './field-facts.ts'

/**
 * Where Envoy gets a resource from: `ADS`, a file, or the cluster that it asks.
 * @see envoy: api/envoy/config/core/v3/config_source.proto
 */
export const configSource: FieldReader = lines(sourceBody)

function sourceBody(source: JsonObject): FactBody {
  if (fieldOf(source, 'ads') !== undefined) return { text: 'ADS' }
  if (fieldOf(source, 'self') !== undefined) return { text: 'self' }
  const path = textOf(messageOf(source, 'path_config_source'), 'path') ?? textOf(source, 'path')
  if (path !== undefined) return { text: path }
  const api = messageOf(source, 'api_config_source')
  const grpc = messagesOf(api, 'grpc_services').map(
    (service) => textOf(messageOf(service, 'envoy_grpc'), 'cluster_name') ?? 'google_grpc',
  )
  const clusters = [...grpc, ...namesOf(api)]
  const name = clusters.length === 1 ? clusters[0] : undefined
  if (api === undefined || clusters.length === 0) return { code: jsonOf(source) }
  return {
    text: `${textOf(api, 'api_type') ?? 'REST'} ${clusters.join(', ')}`,
    ...(name !== undefined && { link: { kind: 'row', table: 'clusters', name } }),
  }
}

function namesOf(api: JsonObject | undefined): readonly string[] {
  const names = fieldOf(api, 'cluster_names')
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}
