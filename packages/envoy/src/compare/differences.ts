import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { isAmong, unorderedLists } from './field-facts.ts'
import { isList, ownerOf } from './normalise.ts'
import { pairedInOrder, pairedInAnyOrder } from './paired-elements.ts'
import { sameJson, sameLeaf } from './same-json.ts'

/** One value that is not the same; what one side does not have is `undefined` there. */
export type Difference = {
  /**
   * `virtual_hosts[cart.shop].routes[2].route.timeout`: an element is called by its
   * name, where no other has it, or by its place in the normalised list.
   */
  readonly path: string
  readonly a: Json | undefined
  readonly b: Json | undefined
}

/** Where two normalised resources differ, in reading order; no more than `most`. */
export function differencesOf(a: JsonObject, b: JsonObject, most: number): readonly Difference[] {
  const walk: Walk = { found: [], most }
  visitObjects(a, b, '', '', walk)
  return walk.found
}

type Walk = { readonly found: Difference[]; readonly most: number }

/** @param owner what holds the field, for what is known of fields */
function visit(
  a: Json | undefined,
  b: Json | undefined,
  path: string,
  owner: string,
  field: string,
  walk: Walk,
): void {
  if (walk.found.length >= walk.most || sameLeaf(a, b)) return
  if (isObject(a) && isObject(b)) visitObjects(a, b, path, field, walk)
  else if (isList(a) && isList(b)) visitLists(a, b, path, owner, field, walk)
  else walk.found.push({ path, a, b })
}

function visitObjects(a: JsonObject, b: JsonObject, path: string, heldBy: string, walk: Walk): void {
  const owner = ownerOf(a, heldBy)
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    visit(own(a, key), own(b, key), innerPath(path, key), owner, key, walk)
  }
}

function visitLists(
  a: readonly Json[],
  b: readonly Json[],
  path: string,
  owner: string,
  field: string,
  walk: Walk,
): void {
  if (sameJson(a, b)) return
  const pairs = isAmong(unorderedLists, owner, field) ? pairedInAnyOrder(a, b) : pairedInOrder(a, b)
  const names = { a: namesOf(a), b: namesOf(b) }
  for (const pair of pairs) {
    const label = pair.a === undefined ? (names.b[pair.b ?? 0] ?? pair.b) : (names.a[pair.a] ?? pair.a)
    const left = pair.a === undefined ? undefined : a[pair.a]
    const right = pair.b === undefined ? undefined : b[pair.b]
    visit(left, right, `${path}[${label}]`, owner, field, walk)
  }
}

/** The names of elements; `undefined` for one that has none or shares it. */
function namesOf(list: readonly Json[]): readonly (string | undefined)[] {
  const names = list.map((item) => (isObject(item) ? item['name'] : undefined))
  const counts = Map.groupBy(names, (name) => name)
  return names.map((name) =>
    typeof name === 'string' && name !== '' && counts.get(name)?.length === 1 ? name : undefined,
  )
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function innerPath(path: string, key: string): string {
  if (!/^[\w@]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`
  return path === '' ? key : `${path}.${key}`
}
