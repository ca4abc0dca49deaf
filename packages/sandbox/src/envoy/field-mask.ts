import { isJsonObject, type JsonObject } from '../json-value.ts'
import { fieldsOf, messageOf, type FieldKind } from './dump-messages.ts'

/** A field mask: paths of field names, as `mask=` gives them. */
export type FieldMask = readonly (readonly string[])[]

/** Reads `a.b,c`; empty paths are left out, as protobuf does. */
export function readMask(text: string): FieldMask {
  return text
    .split(',')
    .filter((path) => path !== '')
    .map((path) => path.split('.'))
}

/** As protobuf prints a mask for people. */
export function maskText(mask: FieldMask): string {
  return mask.map((path) => `paths: "${path.join('.')}"\n`).join('')
}

/**
 * Keeps of a message what a mask names; `undefined` when a path does not exist
 * in it. A list cannot be looked into. A message on the way to a named field is
 * kept even if nothing of it is left.
 * @param message its full name; one that is not described is looked into as its JSON allows
 * @see protobuf: FieldMaskUtil::GetFieldDescriptors, FieldMaskUtil::TrimMessage
 */
export function trimMessage(value: JsonObject, message: string, mask: FieldMask): JsonObject | undefined {
  return mask.every((path) => exists(value, message, path)) ? trim(value, mask) : undefined
}

/**
 * The same for an element of a dump, whose resource is packed into a field of
 * any type: a path through it continues inside, and must name something there.
 * @see envoy: source/server/admin/config_dump_handler.cc, trimResourceMessage
 */
export function trimElement(value: JsonObject, mask: FieldMask): JsonObject | undefined {
  const message = messageOf(value['@type'])
  const packed = mask.find(([first = '']) => fieldsOf(message)?.get(first) === 'any')?.[0]
  if (packed === undefined) return trimMessage(value, message, mask)
  const inside = mask.filter(([first]) => first === packed).map(([, ...rest]) => rest)
  const outer = mask.map((path) => (path[0] === packed ? [packed] : path))
  const resource = value[packed]
  if (!isJsonObject(resource)) return trimMessage(value, message, outer)
  if (inside.some((path) => path.length === 0)) return undefined
  const trimmed = trimMessage(resource, messageOf(resource['@type']), inside)
  return trimmed && trimMessage({ ...value, [packed]: trimmed }, message, outer)
}

function exists(value: unknown, message: string | undefined, path: readonly string[]): boolean {
  const [first, ...rest] = path
  if (first === undefined || first === '') return false
  const fields = message === undefined ? undefined : fieldsOf(message)
  const kind: FieldKind | undefined = fields ? fields.get(first) : 'message'
  if (kind === undefined) return false
  if (rest.length === 0) return true
  if (kind === 'plain' || kind === 'list') return false
  if (kind === 'any') return rest.length === 1 && (rest[0] === 'type_url' || rest[0] === 'value')
  const inner = isJsonObject(value) ? value[first] : undefined
  // Of a message that is not described, the JSON says what cannot be looked into.
  if (kind === 'message' && inner !== undefined && !isJsonObject(inner)) return false
  return exists(inner, kind === 'message' ? undefined : kind.message, rest)
}

function trim(value: JsonObject, mask: FieldMask): JsonObject {
  const kept = Object.entries(value).flatMap(([name, held]): readonly (readonly [string, unknown])[] => {
    if (name === '@type') return [[name, held]]
    const paths = mask.filter(([first]) => first === name).map(([, ...rest]) => rest)
    if (paths.length === 0) return []
    const whole = paths.some((path) => path.length === 0) || !isJsonObject(held)
    return [[name, whole ? held : trim(held, paths)]]
  })
  return Object.fromEntries(kept)
}
