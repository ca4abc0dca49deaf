import type { Json, JsonObject } from './json.ts'
import { isObject } from './json.ts'

/**
 * Fields of proto messages as JSON shows them. Each is asked for by its name in
 * the proto (`route_config`): Envoy writes that one, istiod's Go writes
 * `routeConfig`; both are found. Proto JSON leaves defaults out, so an absent
 * list is empty, an absent text is '', an absent flag is false. A value of
 * another kind than the proto's counts as absent, so that no answer, however
 * broken, makes a reader throw.
 * @see protobuf: ProtoJSON format
 */
export function fieldOf(message: JsonObject | undefined, name: string): Json | undefined {
  if (message === undefined) return undefined
  const value = own(message, name)
  if (value !== undefined) return value === null ? undefined : value
  const camel = camelOf(name)
  return camel === name ? undefined : (own(message, camel) ?? undefined)
}

export function messageOf(message: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = fieldOf(message, name)
  return isObject(value) ? value : undefined
}

/** A message within messages: `messageAt(route, 'route', 'retry_policy')`. */
export function messageAt(
  message: JsonObject | undefined,
  ...names: readonly string[]
): JsonObject | undefined {
  return names.reduce<JsonObject | undefined>((inner, name) => messageOf(inner, name), message)
}

export function listOf(message: JsonObject | undefined, name: string): readonly Json[] {
  const value = fieldOf(message, name)
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

export function messagesOf(message: JsonObject | undefined, name: string): readonly JsonObject[] {
  const list = listOf(message, name)
  return list.every(isObject) ? list : list.filter(isObject)
}

export function textsOf(message: JsonObject | undefined, name: string): readonly string[] {
  return listOf(message, name).filter((one): one is string => typeof one === 'string')
}

/** An absent text is `undefined`, because most readers must tell it from an empty one that was written. */
export function textOf(message: JsonObject | undefined, name: string): string | undefined {
  const value = fieldOf(message, name)
  return typeof value === 'string' ? value : undefined
}

export function flagOf(message: JsonObject | undefined, name: string): boolean {
  return fieldOf(message, name) === true
}

/**
 * A number; 64-bit ones stand as strings in proto JSON, and wrapped ones
 * (`UInt32Value`) as plain numbers. Above 2^53 the last digits are lost: ask for
 * the text where they matter.
 */
export function numberOf(message: JsonObject | undefined, name: string): number | undefined {
  const value = fieldOf(message, name)
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isNaN(number) ? undefined : number
}

/** The entries of a map field, or of a Struct. */
export function entriesOf(
  message: JsonObject | undefined,
  name: string,
): readonly (readonly [string, Json])[] {
  const map = messageOf(message, name)
  if (map === undefined) return []
  return Object.entries(map).filter((entry): entry is [string, Json] => entry[1] !== undefined)
}

/** Only what the document itself says, never what every JavaScript object has. */
function own(message: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(message, name) ? message[name] : undefined
}

const camels = new Map<string, string>()

function camelOf(name: string): string {
  const known = camels.get(name)
  if (known !== undefined) return known
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  camels.set(name, camel)
  return camel
}
