import { fieldOf } from '../json/field.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Fact, Link } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'

/** Reads the value of one field, which the document has, into facts; several for a list. */
export type Read = (value: Json, word: WordId, types: KnownTypes) => readonly Fact[]

/** A field by its name in the proto, what it is called, and how it reads. */
export type FieldShape = readonly [field: string, word: WordId, read: Read]

/** The fields of a message in the order in which they are read to somebody. */
export type MessageShape = readonly FieldShape[]

/** How a message of one type reads. */
export type TypeShape = {
  /** Full names without the host; several when a type moved and stayed the same. */
  readonly types: readonly string[]
  /** The one line that tells what it does here. */
  readonly says?: (message: JsonObject) => string | undefined
  readonly link?: (message: JsonObject) => Link | undefined
  readonly tone?: (message: JsonObject) => Fact['tone']
  readonly fields: MessageShape
}

export type KnownTypes = ReadonlyMap<string, TypeShape>

/**
 * The facts of a message: the fields that are known, in their order, and all
 * others as they are written, so that nothing in the document stays unsaid.
 */
export function factsOf(
  message: JsonObject | undefined,
  shape: MessageShape,
  types: KnownTypes,
): readonly Fact[] {
  if (message === undefined) return []
  const known = shape.flatMap(([field, word, read]) => {
    const value = fieldOf(message, field)
    return value === undefined ? [] : read(value, word, types)
  })
  const rest = restOf(message, shape)
  return rest === undefined ? known : [...known, { word: 'filter.rest', code: written(rest) }]
}

/** A value as JSON that a person can read. */
export function written(value: Json): string {
  return JSON.stringify(value, undefined, 2)
}

function restOf(message: JsonObject, shape: MessageShape): JsonObject | undefined {
  const known = spellingsOf(shape)
  const rest = Object.entries(message).filter(
    ([name, value]) => name !== '@type' && value !== undefined && !known.has(name),
  )
  return rest.length === 0 ? undefined : Object.fromEntries(rest)
}

const spellings = new WeakMap<MessageShape, ReadonlySet<string>>()

/** The names of a shape's fields, as Envoy writes them and as istiod does. */
function spellingsOf(shape: MessageShape): ReadonlySet<string> {
  const known = spellings.get(shape)
  if (known !== undefined) return known
  const names = new Set(shape.flatMap(([field]) => [field, camelOf(field)]))
  spellings.set(shape, names)
  return names
}

function camelOf(field: string): string {
  return field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
