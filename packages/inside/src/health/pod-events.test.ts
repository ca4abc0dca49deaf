import { expect, test } from 'vitest'
import { podEvents } from './pod-events.ts'

test('older and newer events are read alike, latest first, without those of an earlier pod of the name', () => {
  const involvedObject = { uid: 'now', fieldPath: 'spec.initContainers{istio-proxy}' }
  const events = podEvents(
    [
      {
        type: 'Normal',
        reason: 'Scheduled',
        message: 'Successfully assigned shop/cart-1 to lab',
        eventTime: '2026-11-23T05:00:00.000001Z',
        firstTimestamp: null,
        lastTimestamp: null,
        source: {},
        reportingComponent: 'default-scheduler',
        involvedObject: { uid: 'now' },
      },
      { reason: 'Killing', lastTimestamp: '2026-11-23T06:00:00Z', involvedObject: { uid: 'before' } },
      {
        type: 'Warning',
        reason: 'Unhealthy',
        message: 'Startup probe failed: connect: connection refused',
        count: 7,
        firstTimestamp: '2026-11-23T05:00:01Z',
        lastTimestamp: '2026-11-23T05:00:09Z',
        source: { component: 'kubelet' },
        involvedObject,
      },
    ],
    'now',
  )
  expect(events).toMatchObject([
    {
      reason: 'Unhealthy',
      count: 7,
      by: 'kubelet',
      container: 'istio-proxy',
      lastAt: '2026-11-23T05:00:09Z',
    },
    { reason: 'Scheduled', count: 1, by: 'default-scheduler', lastAt: '2026-11-23T05:00:00.000001Z' },
  ])
})
