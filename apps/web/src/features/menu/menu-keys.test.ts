import { expect, test } from 'vitest'
import { menuStep, menuTypeAhead } from './menu-keys.ts'

const labels = ['Close', 'Close others', 'Copy link', 'Split right']

test('arrow keys go around', () => {
  expect(menuStep('ArrowDown', 3, 4)).toBe(0)
  expect(menuStep('ArrowUp', 0, 4)).toBe(3)
  expect(menuStep('End', 0, 4)).toBe(3)
  expect(menuStep('a', 0, 4)).toBeUndefined()
})

test('one letter again and again visits every line that begins with it', () => {
  expect(menuTypeAhead(labels, 0, 'c')).toBe(1)
  expect(menuTypeAhead(labels, 1, 'cc')).toBe(2)
  expect(menuTypeAhead(labels, 2, 'ccc')).toBe(0)
})

test('more letters narrow it down', () => {
  expect(menuTypeAhead(labels, 1, 'cop')).toBe(2)
  expect(menuTypeAhead(labels, 0, 'x')).toBeUndefined()
})
