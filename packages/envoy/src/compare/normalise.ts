import { typeName } from '../json/any.ts'
import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import {
  byteFields,
  enumNames,
  factOf,
  isAmong,
  knownDefaults,
  mapFields,
  meaninglessWhenEmpty,
  structFields,
  unorderedLists,
  wideFields,
} from './field-facts.ts'
import { fieldName } from './field-name.ts'

/** Replaces what must differ in a text, such as a pod's own address. */
export type Hide = (text: string) => string

/** Proto messages nest no deeper than this; a document that does was made to use up the stack. */
const deepest = 100
const tooDeep = '(nested too deep to be compared)'

/**
 * Brings a resource into one form, whoever wrote it: fields by their names in the
 * proto, keys in one order, lists without an order sorted, values in one spelling,
 * known defaults left out. Keys of maps and all that a Struct holds stay as they are.
 */
export function normalised(resource: JsonObject, hide: Hide = (text) => text): JsonObject {
  return message(resource, '', hide, 0)
}

function message(object: JsonObject, heldBy: string, hide: Hide, depth: number): JsonObject {
  const owner = ownerOf(object, heldBy)
  const fields: [string, Json][] = []
  for (const [key, raw] of Object.entries(object)) {
    if (raw === undefined || raw === null) continue
    const field = fieldName(key)
    const value = valueOf(raw, owner, field, hide, depth + 1)
    if (Array.isArray(value) && value.length === 0) continue
    if (isDefault(value, owner, field)) continue
    fields.push([field, value])
  }
  return inOrder(fields)
}

function valueOf(value: Json, owner: string, field: string, hide: Hide, depth: number): Json {
  if (depth > deepest) return tooDeep
  if (isObject(value)) {
    if (isAmong(structFields, owner, field)) return free(value, hide, depth)
    if (!isAmong(mapFields, owner, field)) return message(value, field, hide, depth)
    const entries = Object.entries(value).flatMap(([key, one]): [string, Json][] =>
      one === undefined ? [] : [[hide(key), valueOf(one, field, '', hide, depth + 1)]],
    )
    return inOrder(entries)
  }
  if (isList(value)) {
    const items = value.map((item) => valueOf(item, owner, field, hide, depth + 1))
    return isAmong(unorderedLists, owner, field) ? sorted(items) : items
  }
  return leaf(value, owner, field, hide)
}

function leaf(value: Json, owner: string, field: string, hide: Hide): Json {
  if (typeof value === 'number') return factOf(enumNames, owner, field)?.[value] ?? value
  if (typeof value !== 'string') return value
  if (isAmong(wideFields, owner, field) && /^\d{1,15}$/.test(value)) return Number(value)
  if (isAmong(byteFields, owner, field)) {
    return hide(value).replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  }
  if (field === '@type') return typeName(value) ?? value
  const duration = /^(-?\d{1,12})(?:\.(\d{1,9}))?s$/.exec(value)
  if (duration === null) return hide(value)
  const fraction = duration[2]?.replace(/0+$/, '') ?? ''
  return `${duration[1]}${fraction === '' ? '' : `.${fraction}`}s`
}

/** The content of a Struct, in which only the order of keys says nothing. */
function free(value: Json, hide: Hide, depth: number): Json {
  if (typeof value === 'string') return hide(value)
  if (depth > deepest) return tooDeep
  if (isList(value)) return value.map((item) => free(item, hide, depth + 1))
  if (!isObject(value)) return value
  return inOrder(
    Object.entries(value).flatMap(([key, one]): [string, Json][] =>
      one === undefined ? [] : [[hide(key), free(one, hide, depth + 1)]],
    ),
  )
}

function isDefault(value: Json, owner: string, field: string): boolean {
  if (isObject(value)) return isAmong(meaninglessWhenEmpty, owner, field) && Object.keys(value).length === 0
  return factOf(knownDefaults, owner, field) === value
}

/** The type and the name first, the rest by name. No key of a document becomes one of JavaScript's own. */
function inOrder(fields: [string, Json][]): JsonObject {
  fields.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(fields)
}

function rank(field: string): number {
  return field === '@type' ? 0 : field === 'name' ? 1 : 2
}

function sorted(items: readonly Json[]): readonly Json[] {
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item)
}

/** What the tables of fields call the holder of a message's fields. */
export function ownerOf(object: JsonObject, heldBy: string): string {
  const type = object['@type']
  return typeof type === 'string' ? lastPart(type) : heldBy
}

function lastPart(type: string): string {
  return type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
