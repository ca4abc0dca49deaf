import { expect, test } from 'vitest'
import { partsFor, snapshotRequest } from './snapshot-choice.ts'

const pod = { namespace: 'shop', name: 'cart-1' }
const nothing = { costly: false, lookInside: false, logs: false }

test('without a pod in front there is only the mesh to record', () => {
  expect(partsFor(undefined)).toEqual(['mesh'])
  expect(partsFor(pod)).toEqual(['mesh', 'namespace', 'pod'])
})

test('only what was chosen is asked for', () => {
  expect(snapshotRequest('mesh', pod, new Set(['costly']))).toEqual({ ...nothing, costly: true })
  expect(snapshotRequest('namespace', pod, new Set(['lookInside']))).toEqual({
    ...nothing,
    lookInside: true,
    namespaces: ['shop'],
  })
  expect(snapshotRequest('pod', pod, new Set(['logs']))).toEqual({ ...nothing, logs: true, pods: [pod] })
})

test('a pod that was closed meanwhile leaves the whole mesh', () => {
  expect(snapshotRequest('pod', undefined, new Set())).toEqual(nothing)
})
