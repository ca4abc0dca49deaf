import { isObject } from '../json/json.ts'
import type { Json } from '../json/json.ts'
import { align, numbered } from './align.ts'

/** Which elements of two lists belong together, by their places; alone where the other is `undefined`. */
export type Pair = { readonly a: number | undefined; readonly b: number | undefined }

/** Comparisons spent on one list of elements. */
const budget = 200_000

/**
 * Elements of lists whose order counts. Equal ones are found first; of what
 * is left between two of them, those of one name belong together, and then
 * those at one place, so that a changed element reads as its change.
 */
export function pairedInOrder(a: readonly Json[], b: readonly Json[]): readonly Pair[] {
  const numbers = numbered(a.map(textOf), b.map(textOf))
  const pairs: Pair[] = []
  let aloneA: number[] = []
  let aloneB: number[] = []
  let atA = 0
  let atB = 0
  for (const step of align(numbers.a, numbers.b, budget).steps) {
    if (step === 'a') aloneA.push(atA++)
    else if (step === 'b') aloneB.push(atB++)
    else {
      pairs.push(...leftOver(a, b, aloneA, aloneB), { a: atA++, b: atB++ })
      aloneA = []
      aloneB = []
    }
  }
  return [...pairs, ...leftOver(a, b, aloneA, aloneB)]
}

/** Elements of lists whose order says nothing. */
export function pairedInAnyOrder(a: readonly Json[], b: readonly Json[]): readonly Pair[] {
  const places = Map.groupBy(b.keys(), (place) => textOf(b[place]))
  const aloneA: number[] = []
  for (const [place, item] of a.entries()) {
    if (places.get(textOf(item))?.shift() === undefined) aloneA.push(place)
  }
  const aloneB = [...places.values()].flat().toSorted((one, other) => one - other)
  return leftOver(a, b, aloneA, aloneB)
}

function leftOver(
  a: readonly Json[],
  b: readonly Json[],
  aloneA: readonly number[],
  aloneB: readonly number[],
): readonly Pair[] {
  const byName = Map.groupBy(aloneB, (place) => nameOf(b[place]))
  const pairs: Pair[] = []
  const withoutPartner: number[] = []
  for (const place of aloneA) {
    const name = nameOf(a[place])
    const partner = name === undefined ? undefined : byName.get(name)?.shift()
    if (partner === undefined) withoutPartner.push(place)
    else pairs.push({ a: place, b: partner })
  }
  const rest = [...byName.values()].flat().toSorted((one, other) => one - other)
  const alone: Pair[] = []
  for (const place of withoutPartner) {
    // Two elements of different names are two elements, not one that was renamed.
    const partner =
      nameOf(a[place]) === undefined ? rest.findIndex((one) => nameOf(b[one]) === undefined) : -1
    alone.push({ a: place, b: partner === -1 ? undefined : rest.splice(partner, 1)[0] })
  }
  return [...pairs, ...alone, ...rest.map((place) => ({ a: undefined, b: place }))]
}

function textOf(item: Json | undefined): string {
  return JSON.stringify(item) ?? ''
}

function nameOf(item: Json | undefined): string | undefined {
  const name = isObject(item) ? item['name'] : undefined
  return typeof name === 'string' && name !== '' ? name : undefined
}
