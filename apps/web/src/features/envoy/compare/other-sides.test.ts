import { expect, test } from 'vitest'
import { otherSides } from './other-sides.ts'

const known = {
  moments: [{ id: 3, name: 'cart-1', readAt: 5 }],
  files: [
    { id: 'a', name: 'dump.json' },
    { id: 'b shop/cart-1', name: 'cart-1.shop (report)' },
  ],
  clusters: [
    { name: 'lab (recorded)', pods: [{ kind: 'sidecar', namespace: 'shop', name: 'cart-1' }] },
    {
      name: 'prod',
      pods: [
        { kind: 'sidecar', namespace: 'shop', name: 'cart-1' },
        { kind: 'gateway', namespace: 'gw', name: 'gate-1' },
        { kind: 'istiod', namespace: 'istio-system', name: 'istiod-1' },
      ],
    },
  ],
} as const

test('a pod is compared with istiod, moments, files, its neighbours, and pods of other clusters, the same name there too', () => {
  const source = { kind: 'pod', cluster: 'prod', namespace: 'shop', pod: 'cart-1' } as const
  const groups = otherSides(source, known)
  expect(groups.map(({ kind, of, options }) => [kind, of, options.map(({ name }) => name)])).toEqual([
    ['istiod', undefined, ['istiod']],
    ['moments', undefined, ['cart-1']],
    ['files', undefined, ['dump.json', 'cart-1.shop (report)']],
    ['pods', 'prod', ['gw/gate-1']],
    ['pods', 'lab (recorded)', ['shop/cart-1']],
  ])
})

test('a file has no istiod, and is not compared with itself', () => {
  const groups = otherSides({ kind: 'file', id: 'a', name: 'dump.json' }, { ...known, clusters: [] })
  expect(groups.flatMap(({ options }) => options.map(({ choice }) => choice))).toEqual([
    { kind: 'moment', id: 3 },
    { kind: 'now', source: { kind: 'file', id: 'b shop/cart-1', name: 'cart-1.shop (report)' } },
  ])
})
