import type { Pod } from '@portolan/catalog/chart-inputs'
import { describe, expect, test } from 'vitest'
import { podStatusText, readyCount, restartCount } from './pod-status.ts'

const running = { running: { startedAt: '2026-11-23T00:00:00Z' } }
const waiting = (reason: string) => ({ waiting: { reason } })
const ended = (exitCode: number, reason?: string) => ({
  terminated: { exitCode, ...(reason ? { reason } : {}) },
})

const meshPod: Pod = {
  spec: {
    initContainers: [{ name: 'istio-init' }, { name: 'istio-proxy', restartPolicy: 'Always' }],
    containers: [{ name: 'app' }],
  },
  status: {
    phase: 'Running',
    initContainerStatuses: [
      { name: 'istio-init', ready: true, restartCount: 1, state: ended(0, 'Completed') },
      { name: 'istio-proxy', ready: true, started: true, restartCount: 2, state: running },
    ],
    containerStatuses: [{ name: 'app', ready: true, restartCount: 3, state: running }],
  },
}

function podWith(status: Pod['status']): Pod {
  return { ...meshPod, status: { ...meshPod.status, ...status } }
}

describe('the status is what kubectl prints', () => {
  test.each<[string, Pod]>([
    ['Running', meshPod],
    ['Pending', { status: { phase: 'Pending' } }],
    [
      'CrashLoopBackOff',
      podWith({ containerStatuses: [{ name: 'app', state: waiting('CrashLoopBackOff') }] }),
    ],
    [
      'ImagePullBackOff',
      podWith({ containerStatuses: [{ name: 'app', state: waiting('ImagePullBackOff') }] }),
    ],
    ['Error', podWith({ containerStatuses: [{ name: 'app', state: ended(1, 'Error') }] })],
    ['ExitCode:137', podWith({ containerStatuses: [{ name: 'app', state: ended(137) }] })],
    [
      'Completed',
      { status: { phase: 'Succeeded', containerStatuses: [{ name: 'job', state: ended(0, 'Completed') }] } },
    ],
    ['Evicted', { status: { phase: 'Failed', reason: 'Evicted' } }],
    ['Terminating', { ...meshPod, metadata: { deletionTimestamp: '2026-11-23T00:00:00Z' } }],
    ['Unknown', {}],
    ['Init:0/2', podWith({ initContainerStatuses: [{ name: 'istio-init', state: running }] })],
    [
      'Init:CrashLoopBackOff',
      podWith({ initContainerStatuses: [{ name: 'istio-init', state: waiting('CrashLoopBackOff') }] }),
    ],
    ['Init:Error', podWith({ initContainerStatuses: [{ name: 'istio-init', state: ended(1, 'Error') }] })],
    [
      'Init:1/2',
      podWith({
        initContainerStatuses: [
          { name: 'istio-init', state: ended(0) },
          { name: 'istio-proxy', started: false, state: running },
        ],
      }),
    ],
    [
      'NotReady',
      {
        status: {
          phase: 'Running',
          containerStatuses: [
            { name: 'job', state: ended(0, 'Completed') },
            { name: 'side', ready: true, state: running },
          ],
        },
      },
    ],
  ])('%s', (expected, pod) => {
    expect(podStatusText(pod)).toBe(expected)
  })
})

test('native sidecars count as containers, other init containers do not', () => {
  expect(readyCount(meshPod)).toEqual({ ready: 2, total: 2 })
  expect(restartCount(meshPod)).toBe(5)
  expect(readyCount({ spec: { containers: [{ name: 'app' }] } })).toEqual({ ready: 0, total: 1 })
})
