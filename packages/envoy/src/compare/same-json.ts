import { isObject } from '../json/json.ts'
import type { Json } from '../json/json.ts'
import { isList } from './normalise.ts'

/** Nesting that is looked into; what goes deeper counts as another one. */
const deepest = 200

/** Whether two values are written the same, whatever the order of their keys. */
export function sameJson(a: Json | undefined, b: Json | undefined, depth = 0): boolean {
  if (a === b) return true
  if (depth > deepest) return false
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((item, place) => sameJson(item, b[place], depth + 1))
  }
  if (!isObject(a) || !isObject(b)) return sameLeaf(a, b)
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key], depth + 1))
  )
}

/** Whether two values mean the same: 5 is "5", because 64 bits are a text in proto JSON, and a wrapped 5. */
export function sameLeaf(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a === 'number' && typeof b === 'string') return isNumber(b) && Number(b) === a
  if (typeof b === 'number' && typeof a === 'string') return isNumber(a) && Number(a) === b
  if (isWrapped(a) && isPlain(b)) return sameLeaf(a['value'], b)
  if (isWrapped(b) && isPlain(a)) return sameLeaf(a, b['value'])
  return false
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}

function isPlain(value: Json | undefined): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** `{"value": 5}`, as a message of google/protobuf/wrappers.proto looks to who does not know it. */
function isWrapped(value: Json | undefined): value is { readonly value: Json | undefined } {
  return isObject(value) && isPlain(value['value']) && Object.keys(value).length === 1
}
