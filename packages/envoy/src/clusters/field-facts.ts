import { typedMessage } from '../json/any.ts'
import { fieldOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'

/** What a fact says, beside the word that calls it. */
export type FactBody = Omit<Fact, 'word'>

export type FieldReader = (value: Json) => FactBody | readonly FactBody[] | undefined

/** How one field of a message is called and read; as it stands when no reader is given. */
export type FieldRule = readonly [field: string, word: WordId, read?: FieldReader]

/** The rules of messages by their type, for fields that hold any of several. */
export type TypeRules = ReadonlyMap<string, readonly FieldRule[]>

/**
 * The facts of a message: what its rules name, in their order, and then every
 * other field under its own name, so that no field that Envoy or Istio adds
 * later is hidden. `other` is what these are called.
 */
export function messageFacts(
  message: JsonObject | undefined,
  rules: readonly FieldRule[],
  other: WordId = 'upstream.other',
): readonly Fact[] {
  if (message === undefined) return []
  const facts: Fact[] = []
  for (const [field, word, read = asItStands] of rules) {
    const value = fieldOf(message, field)
    if (value === undefined) continue
    const bodies = read(value)
    for (const body of bodies === undefined ? [] : [bodies].flat()) facts.push({ word, ...body })
  }
  const named = new Set(rules.map(([field]) => plainName(field)))
  for (const [name, value] of Object.entries(message)) {
    if (name === '@type' || value === undefined || value === null || named.has(plainName(name))) continue
    facts.push({ word: other, name, ...asItStands(value) })
  }
  return facts
}

/** The name of a field without what tells `route_config` from `routeConfig`. */
function plainName(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

/** Texts, numbers and flags as text, and lists of them; everything else as JSON. */
export function asItStands(value: Json): FactBody {
  if (!isScalar(value)) {
    if (Array.isArray(value)) {
      const list: readonly Json[] = value
      if (list.every(isScalar)) return { text: list.join(', ') }
    } else if (isObject(value) && Object.keys(value).length === 0) return { text: '{}' }
    return { code: jsonOf(value) }
  }
  return { text: String(value) }
}

function isScalar(value: Json): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** JSON to be read; a document nested deeper than the stack says so instead. */
export function jsonOf(value: Json): string {
  try {
    return JSON.stringify(value, null, 2)
  } catch {
    return '…'
  }
}

/** A field that something else shows. */
export const elsewhere: FieldReader = () => undefined

/** A message within the message, or a list of them: facts of their own. */
export function nested(
  rules: readonly FieldRule[],
  head: (message: JsonObject) => FactBody = () => ({}),
): FieldReader {
  const read = (value: Json): FactBody =>
    isObject(value) ? { ...head(value), facts: messageFacts(value, rules) } : asItStands(value)
  return (value) => (Array.isArray(value) ? (value as readonly Json[]).map(read) : read(value))
}

/** One line per message, or for one message: what `line` makes of it. */
export function lines(line: (message: JsonObject) => FactBody): FieldReader {
  const read = (value: Json): FactBody => (isObject(value) ? line(value) : asItStands(value))
  return (value) => (Array.isArray(value) ? (value as readonly Json[]).map(read) : read(value))
}

/** A `google.protobuf.Any`: read by the rules of its type, or shown raw. */
export function anyBody(any: JsonObject, rules: TypeRules): FactBody {
  const typed = typedMessage(any)
  if (typed === undefined) return asItStands(any)
  const known = rules.get(typed.type)
  if (known !== undefined) return { text: typed.type, facts: messageFacts(typed.message, known) }
  const { '@type': _, ...fields } = typed.message
  return Object.keys(fields).length === 0 ? { text: typed.type } : { text: typed.type, code: jsonOf(fields) }
}

/** Extensions, `{ name, typed_config }`: one fact each, by the rules of their types. */
export function extensions(rules: TypeRules): FieldReader {
  return lines((extension) => {
    const name = fieldOf(extension, 'name')
    const config = fieldOf(extension, 'typed_config')
    return {
      ...(typeof name === 'string' && { name }),
      ...(isObject(config) ? anyBody(config, rules) : asItStands(extension)),
    }
  })
}

/** A map whose values are `Any`s, such as `typed_per_filter_config`. */
export function anyByName(rules: TypeRules): FieldReader {
  return (value) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, any]) =>
          any === undefined ? [] : [{ name, ...(isObject(any) ? anyBody(any, rules) : asItStands(any)) }],
        )
      : asItStands(value)
}

/** A named link to the rows of another table. */
export function linked(table: 'clusters' | 'secrets' | 'routes'): FieldReader {
  return (value) =>
    typeof value === 'string' ? { text: value, link: { kind: 'row', table, name: value } } : asItStands(value)
}
