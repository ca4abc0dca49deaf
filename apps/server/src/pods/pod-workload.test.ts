import { expect, test } from 'vitest'
import { workloadOf } from './pod-workload.ts'

const hash = { 'pod-template-hash': '7d8d5b4df6' }

test.each([
  ['a Deployment', 'ReplicaSet', 'cart-7d8d5b4df6', hash, { kind: 'Deployment', name: 'cart' }],
  ['a ReplicaSet of its own', 'ReplicaSet', 'cart', {}, { kind: 'ReplicaSet', name: 'cart' }],
  ['a StatefulSet', 'StatefulSet', 'inventory', {}, { kind: 'StatefulSet', name: 'inventory' }],
  ['a Job', 'Job', 'migrate', {}, { kind: 'Job', name: 'migrate' }],
  ['a DaemonSet', 'DaemonSet', 'ztunnel', {}, { kind: 'DaemonSet', name: 'ztunnel' }],
])('a pod of %s', (_name, kind, name, labels, expected) => {
  const ownerReferences = [
    { kind: 'Other', name: 'not-the-controller' },
    { kind, name, controller: true },
  ]
  expect(workloadOf({ metadata: { name: 'x', labels, ownerReferences } })).toEqual(expected)
})

test('a pod that nobody owns is its own workload', () => {
  expect(workloadOf({ metadata: { name: 'lonely' } })).toEqual({ kind: 'Pod', name: 'lonely' })
})
