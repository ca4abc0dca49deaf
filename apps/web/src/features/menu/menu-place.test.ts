import { expect, test } from 'vitest'
import { placeMenu } from './menu-place.ts'

const menu = { width: 200, height: 100 }
const window = { width: 1280, height: 720 }

test('a menu opens below and to the right of a point', () => {
  expect(placeMenu({ x: 40, y: 50, width: 0, height: 0 }, menu, window)).toEqual({ x: 40, y: 50 })
})

test('it hangs below a button', () => {
  expect(placeMenu({ x: 40, y: 50, width: 30, height: 20 }, menu, window)).toEqual({ x: 40, y: 70 })
})

test('at the lower right edge it opens the other way', () => {
  expect(placeMenu({ x: 1270, y: 700, width: 0, height: 0 }, menu, window)).toEqual({ x: 1070, y: 600 })
})

test('in a window that is too small it begins at the edge', () => {
  expect(placeMenu({ x: 90, y: 60, width: 0, height: 0 }, menu, { width: 150, height: 80 })).toEqual({
    x: 6,
    y: 6,
  })
})
