import { messageOf, textOf } from '../json/field.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import type { Link, TableId } from '../table/resource-table.ts'
import { factsOf, written } from './message-shape.ts'
import type { MessageShape, Read } from './message-shape.ts'
import { plainText } from './value-text.ts'

/** Texts, numbers, flags, durations and enums as they are written; lists of them in one line. */
export const plain: Read = (value, word) => {
  const text = plainText(value)
  return [text === undefined ? { word, code: written(value) } : { word, text }]
}

/** As it is written, in a block of its own. */
export const code: Read = (value, word) => [
  { word, code: typeof value === 'string' ? value : written(value) },
]

/** A message within the message. */
export function nested(shape: MessageShape, says?: (message: JsonObject) => string | undefined): Read {
  return (value, word, types) =>
    isObject(value)
      ? [{ word, ...textFact(says?.(value)), facts: factsOf(value, shape, types) }]
      : plain(value, word, types)
}

/** A message that deserves no level of its own: its facts stand among those of its holder. */
export function flat(shape: MessageShape): Read {
  return (value, word, types) => (isObject(value) ? factsOf(value, shape, types) : plain(value, word, types))
}

/** Each message of a list; what tells one from the others is its name. */
export function each(
  shape: MessageShape,
  nameOf: (message: JsonObject) => string | undefined = (message) => textOf(message, 'name'),
): Read {
  return (value, word, types) =>
    !Array.isArray(value)
      ? plain(value, word, types)
      : (value as readonly Json[]).flatMap((one) => {
          if (!isObject(one)) return plain(one, word, types)
          const name = nameOf(one)
          return [{ word, ...(name === undefined ? {} : { name }), facts: factsOf(one, shape, types) }]
        })
}

/** Each entry of a map, by its key. */
export function mapped(shape: MessageShape): Read {
  return (value, word, types) =>
    !isObject(value)
      ? plain(value, word, types)
      : Object.entries(value).flatMap(([name, one]) =>
          isObject(one) ? [{ word, name, facts: factsOf(one, shape, types) }] : [],
        )
}

/** The same read for each value of a list. */
export function listed(read: Read): Read {
  return (value, word, types) =>
    Array.isArray(value)
      ? (value as readonly Json[]).flatMap((one) => read(one, word, types))
      : read(value, word, types)
}

/** A name that stands for rows of another table of this proxy. */
export function rowsOf(table: TableId): Read {
  return (value, word, types) =>
    typeof value === 'string' && value !== ''
      ? [{ word, text: value, link: { kind: 'row', table, name: value } }]
      : plain(value, word, types)
}

/** A message that one line tells whole; as it is written where it does not. */
export function line(says: (message: JsonObject) => string | undefined, link?: (text: string) => Link): Read {
  return (value, word) => {
    const text = typeof value === 'string' ? value : isObject(value) ? says(value) : undefined
    if (text === undefined) return [{ word, code: written(value) }]
    return [{ word, text, ...(link === undefined ? {} : { link: link(text) }) }]
  }
}

/** The one field of a wrapper message: `{"value": 1}`, `{"inline_string": "..."}`. */
export function inside(field: string, read: Read): Read {
  return (value, word, types) => {
    const inner = isObject(value) ? (messageOf(value, field) ?? textOf(value, field)) : undefined
    return inner === undefined ? plain(value, word, types) : read(inner, word, types)
  }
}

function textFact(text: string | undefined): { readonly text?: string } {
  return text === undefined ? {} : { text }
}
