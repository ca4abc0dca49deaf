import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { clusterTree } from './mesh-tree.ts'
import { treeRows } from './tree-rows.ts'

const lab = { name: 'lab', current: true }

test('the control plane comes first, what is outside the mesh last, the rest by name', () => {
  const tree = clusterTree(lab, [
    podSummary('kube-system/coredns-1', { kind: 'outside' }),
    podSummary('shop/cart-1'),
    podSummary('backend/payments-1'),
    podSummary('istio-system/istiod-1', { kind: 'istiod' }),
  ])
  expect(tree.children.map(({ label, outside }) => [label, outside])).toEqual([
    ['istio-system', false],
    ['backend', false],
    ['shop', false],
    ['kube-system', true],
  ])
})

test('a workload counts the pods that are ready; what is done counts neither way', () => {
  const tree = clusterTree(lab, [
    podSummary('shop/cart-1'),
    podSummary('shop/cart-2', { ready: { ready: 1, total: 2 } }),
    podSummary('shop/cart-3', { phase: 'Succeeded', status: 'Completed', ready: { ready: 0, total: 2 } }),
  ])
  expect(tree.children[0]?.children[0]).toMatchObject({ label: 'cart', ready: 1, total: 2 })
})

test('two workloads of one name but of different kinds stay apart', () => {
  const tree = clusterTree(lab, [
    podSummary('shop/db-1', { workload: { kind: 'StatefulSet', name: 'db' } }),
    podSummary('shop/db-2', { workload: { kind: 'Deployment', name: 'db' } }),
  ])
  const ids = tree.children[0]?.children.map(({ id }) => id)
  expect(new Set(ids).size).toBe(2)
})

test('ids hold no white space, whatever a context is called', () => {
  const tree = clusterTree({ name: 'my cluster/prod', current: false }, [podSummary('shop/cart-1')])
  const ids = treeRows([tree], () => true).map(({ node }) => node.id)
  expect(ids.filter((id) => /\s/.test(id))).toEqual([])
})

test('closed branches hide what is in them, and every line knows its place', () => {
  const tree = clusterTree(lab, [
    podSummary('shop/cart-1'),
    podSummary('shop/cart-2'),
    podSummary('backend/pay-1'),
  ])
  const rows = treeRows([tree], (node) => node.label !== 'backend')
  expect(
    rows.map(({ node, level, position, siblings, expanded }) => [
      node.label,
      level,
      position,
      siblings,
      expanded,
    ]),
  ).toEqual([
    ['lab', 1, 1, 1, true],
    ['backend', 2, 1, 2, false],
    ['shop', 2, 2, 2, true],
    ['cart', 3, 1, 1, true],
    ['cart-1', 4, 1, 2, undefined],
    ['cart-2', 4, 2, 2, undefined],
  ])
})
