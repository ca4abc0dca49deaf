import { expect, test } from 'vitest'
import type { Match } from './find-in-line.ts'
import { foundPlaces, nextPlace, numberOf } from './found-places.ts'

// Ids count up as lines come, which is not the order in which they stand.
const lines = [7, 3, 9, 4].map((id) => ({ id }))
const [one, two]: readonly Match[][] = [
  [[0, 1]],
  [
    [0, 1],
    [4, 5],
  ],
]
const found = foundPlaces(
  lines,
  new Map([
    [3, two ?? []],
    [4, one ?? []],
    [1_000, one ?? []],
  ]),
)

test('places are counted in the order of the lines; those of lines that are gone are not', () => {
  expect(found.count).toBe(3)
  expect(numberOf(found, { id: 3, place: 1 })).toBe(2)
  expect(numberOf(found, { id: 4, place: 0 })).toBe(3)
  expect(numberOf(found, { id: 1_000, place: 0 })).toBeUndefined()
})

test('from place to place, and round at either end', () => {
  expect(nextPlace(found, { id: 3, place: 0 }, 1)).toEqual({ id: 3, place: 1 })
  expect(nextPlace(found, { id: 3, place: 1 }, 1)).toEqual({ id: 4, place: 0 })
  expect(nextPlace(found, { id: 4, place: 0 }, 1)).toEqual({ id: 3, place: 0 })
  expect(nextPlace(found, { id: 3, place: 0 }, -1)).toEqual({ id: 4, place: 0 })
})

test('the first step goes to what stands nearest to where one looks', () => {
  expect(nextPlace(found, { index: 2 }, 1)).toEqual({ id: 4, place: 0 })
  expect(nextPlace(found, { index: 2 }, -1)).toEqual({ id: 3, place: 1 })
  expect(nextPlace(found, { index: 0 }, -1)).toEqual({ id: 4, place: 0 })
})

test('where nothing was found there is nowhere to go', () => {
  expect(nextPlace(foundPlaces(lines, new Map()), { index: 0 }, 1)).toBeUndefined()
})
