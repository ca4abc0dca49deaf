import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { treeOf } from './mesh-tree.ts'
import { treeAction, typeAhead } from './tree-keys.ts'
import { treeRows } from './tree-rows.ts'

const tree = treeOf({ name: 'lab', current: true }, [
  podSummary('shop/cart-1'),
  podSummary('shop/cart-2'),
  podSummary('shop/catalog-1'),
  podSummary('shop/catalog-2'),
  podSummary('backend/payments-1'),
  podSummary('backend/payments-2'),
])
const rows = treeRows([tree], (node) => node.label !== 'catalog')
const idOf = (label: string) => rows.find(({ node }) => node.label === label)?.node.id ?? ''
const labelOf = (id: string | undefined) => rows.find(({ node }) => node.id === id)?.node.label
const moved = (from: string, key: string) => {
  const action = treeAction(rows, idOf(from), key, 3)
  return action?.kind === 'move' ? labelOf(action.to) : action
}

test('arrows go from line to line and stop at both ends', () => {
  expect(moved('lab', 'ArrowDown')).toBe('backend')
  expect(moved('backend', 'ArrowUp')).toBe('lab')
  expect(moved('lab', 'ArrowUp')).toBeUndefined()
  expect(moved('catalog', 'ArrowDown')).toBeUndefined()
  expect(moved('cart', 'Home')).toBe('lab')
  expect(moved('lab', 'End')).toBe('catalog')
  expect(moved('lab', 'PageDown')).toBe('payments-1')
})

test('right opens a branch, then goes into it; left closes it, then goes to its parent', () => {
  expect(moved('catalog', 'ArrowRight')).toEqual({ kind: 'expand', id: idOf('catalog') })
  expect(moved('cart', 'ArrowRight')).toBe('cart-1')
  expect(moved('cart-1', 'ArrowRight')).toBeUndefined()
  expect(moved('cart', 'ArrowLeft')).toEqual({ kind: 'collapse', id: idOf('cart') })
  expect(moved('cart-1', 'ArrowLeft')).toBe('cart')
  expect(moved('catalog', 'ArrowLeft')).toBe('shop')
})

test('Enter opens a pod, and opens or closes anything else', () => {
  expect(moved('cart-1', 'Enter')).toEqual({ kind: 'open', id: idOf('cart-1') })
  expect(moved('cart', 'Enter')).toEqual({ kind: 'collapse', id: idOf('cart') })
  expect(moved('catalog', 'Enter')).toEqual({ kind: 'expand', id: idOf('catalog') })
})

test('a star opens every branch beside this one', () => {
  expect(moved('cart', '*')).toEqual({ kind: 'expand-siblings', ids: [idOf('catalog')] })
})

test('without an active line, an arrow finds the first', () => {
  const action = treeAction(rows, undefined, 'ArrowDown', 3)
  expect(action).toEqual({ kind: 'move', to: idOf('lab') })
  expect(treeAction([], undefined, 'ArrowDown', 3)).toBeUndefined()
})

test('typing finds names: a word from here on, the same letter again goes on', () => {
  expect(labelOf(typeAhead(rows, idOf('lab'), 'cat'))).toBe('catalog')
  expect(labelOf(typeAhead(rows, idOf('lab'), 'c'))).toBe('cart')
  expect(labelOf(typeAhead(rows, idOf('cart'), 'cc'))).toBe('cart-1')
  expect(labelOf(typeAhead(rows, idOf('catalog'), 'p'))).toBe('payments')
  expect(typeAhead(rows, idOf('lab'), 'zzz')).toBeUndefined()
})
