import { expect, test } from 'vitest'
import { partsFor, snapshotRequest } from './snapshot-choice.ts'

const pod = { namespace: 'shop', name: 'cart-1' }

test('without a pod in front there is only the mesh to record', () => {
  expect(partsFor(undefined)).toEqual(['mesh'])
  expect(partsFor(pod)).toEqual(['mesh', 'namespace', 'pod'])
})

test('only what was chosen is asked for', () => {
  expect(snapshotRequest('mesh', pod, true)).toEqual({ costly: true })
  expect(snapshotRequest('namespace', pod, false)).toEqual({ namespaces: ['shop'], costly: false })
  expect(snapshotRequest('pod', pod, false)).toEqual({ pods: [pod], costly: false })
})

test('a pod that was closed meanwhile leaves the whole mesh', () => {
  expect(snapshotRequest('pod', undefined, false)).toEqual({ costly: false })
})
