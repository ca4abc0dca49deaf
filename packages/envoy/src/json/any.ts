import { messageOf, textOf } from './field.ts'
import type { JsonObject } from './json.ts'

/** A message of a type that its holder does not fix: filters, transport sockets, resources. */
export type TypedMessage = {
  /** The full name of its type without the host, `envoy.config.cluster.v3.Cluster`. */
  readonly type: string
  readonly message: JsonObject
}

/**
 * Unwraps a `google.protobuf.Any`; what a `TypedStruct` carries counts as the
 * message of its `type_url`, as it does for Envoy.
 * @see xds: xds/type/v3/typed_struct.proto
 */
export function typedMessage(any: JsonObject | undefined): TypedMessage | undefined {
  const type = typeName(textOf(any, '@type'))
  if (any === undefined || type === undefined) return undefined
  if (type !== 'xds.type.v3.TypedStruct' && type !== 'udpa.type.v1.TypedStruct') return { type, message: any }
  return { type: typeName(textOf(any, 'type_url')) ?? type, message: messageOf(any, 'value') ?? {} }
}

/** `type.googleapis.com/envoy.X` without its host. */
export function typeName(url: string | undefined): string | undefined {
  return url?.slice(url.lastIndexOf('/') + 1)
}
