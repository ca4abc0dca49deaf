import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { treeOf } from './mesh-tree.ts'
import { treeRows } from './tree-rows.ts'

const lab = { name: 'lab', current: true }

test('what carries the mesh stands above the namespaces, what is outside it comes last', () => {
  const tree = treeOf(lab, [
    podSummary('kube-system/coredns-1', { kind: 'outside' }),
    podSummary('shop/cart-1'),
    podSummary('istio-system/ztunnel-1', { kind: 'ztunnel' }),
    podSummary('backend/payments-1'),
    podSummary('istio-system/ingress-1', { kind: 'gateway' }),
    podSummary('istio-system/istiod-1', { kind: 'istiod' }),
  ])
  expect(tree.children.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'group control-plane',
    'group gateways',
    'group ambient',
    'namespace backend',
    'namespace shop',
    'namespace kube-system',
  ])
})

test('a workload counts the pods that are ready; what is done counts neither way', () => {
  const tree = treeOf(lab, [
    podSummary('shop/cart-1'),
    podSummary('shop/cart-2', { ready: { ready: 1, total: 2 } }),
    podSummary('shop/cart-3', { phase: 'Succeeded', status: 'Completed', ready: { ready: 0, total: 2 } }),
  ])
  expect(tree.children[0]?.children[0]).toMatchObject({ label: 'cart', ready: 1, total: 2 })
})

test('a workload with one pod is one line', () => {
  const tree = treeOf(lab, [podSummary('shop/cart-1'), podSummary('shop/pay-1'), podSummary('shop/pay-2')])
  expect(tree.children[0]?.children.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'pod cart-1',
    'workload pay',
  ])
})

test('two workloads of one name but of different kinds or namespaces stay apart', () => {
  const gateway = { kind: 'gateway', workload: { kind: 'Deployment', name: 'gw' } } as const
  const tree = treeOf(lab, [
    podSummary('shop/db-1', { workload: { kind: 'StatefulSet', name: 'db' } }),
    podSummary('shop/db-2', { workload: { kind: 'Deployment', name: 'db' } }),
    podSummary('shop/gw-1', gateway),
    podSummary('other/gw-1', gateway),
  ])
  const ids = treeRows([tree], () => true).map(({ node }) => node.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(tree.children[0]?.children).toHaveLength(2)
})

test('ids hold no white space, whatever a context is called', () => {
  const tree = treeOf({ name: 'my cluster/prod', current: false }, [podSummary('shop/cart-1')])
  const ids = treeRows([tree], () => true).map(({ node }) => node.id)
  expect(ids.filter((id) => /\s/.test(id))).toEqual([])
})

test('closed branches hide what is in them, and every line knows its place', () => {
  const tree = treeOf(lab, [
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
