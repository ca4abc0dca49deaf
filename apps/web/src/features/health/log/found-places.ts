import type { Match } from './find-in-line.ts'

/** One place that was found: the line's id, and which of the line's places it is. */
export type FoundPlace = { readonly id: number; readonly place: number }

/** A line with places, by its index among the shown ones, and how many places stand before it. */
type FoundLine = {
  readonly index: number
  readonly id: number
  readonly places: number
  readonly before: number
}

/** All places in the order in which they stand. */
export type FoundPlaces = { readonly lines: readonly FoundLine[]; readonly count: number }

export function foundPlaces(
  lines: readonly { readonly id: number }[],
  matches: ReadonlyMap<number, readonly Match[]>,
): FoundPlaces {
  if (matches.size === 0) return { lines: [], count: 0 }
  const found: FoundLine[] = []
  let count = 0
  for (const [index, { id }] of lines.entries()) {
    const places = matches.get(id)?.length ?? 0
    if (places === 0) continue
    found.push({ index, id, places, before: count })
    count += places
  }
  return { lines: found, count }
}

/** Counted from one; `undefined` for a place that is not among them. */
export function numberOf({ lines }: FoundPlaces, { id, place }: FoundPlace): number | undefined {
  const line = lines.find((one) => one.id === id)
  return line === undefined || place >= line.places ? undefined : line.before + place + 1
}

/**
 * The place after or before another; behind the last one comes the first again.
 * @param from the place that one is at; without it, the index of the line that one looks at
 */
export function nextPlace(
  found: FoundPlaces,
  from: FoundPlace | { readonly index: number },
  direction: 1 | -1,
): FoundPlace | undefined {
  if (found.count === 0) return undefined
  return placeOf(found, (begin(found, from, direction) + found.count) % found.count)
}

/** Counted from zero; one beyond either end where it goes round. */
function begin(found: FoundPlaces, from: FoundPlace | { readonly index: number }, direction: 1 | -1): number {
  if ('id' in from) {
    const number = numberOf(found, from)
    return number === undefined ? 0 : number - 1 + direction
  }
  const later = found.lines.find(({ index }) => index >= from.index)?.before ?? found.count
  return direction === 1 ? later : later - 1
}

function placeOf({ lines }: FoundPlaces, number: number): FoundPlace | undefined {
  const line = lines.findLast(({ before }) => before <= number)
  return line && { id: line.id, place: number - line.before }
}
