import { expect, test } from 'vitest'
import { readSyncAnswer } from './sync-answer.ts'

const type = (name: string) => `type.googleapis.com/envoy.config.${name}`
const nonce = (push: number) => `2026-11-23T04:36:59Z/${push}71c0c26b-c110-4394-a82e-193662641f01`
const agreed = { sent: nonce(7), acked: nonce(7), sentTime: '2026-11-23T05:08:07.646107927Z' }

function readOne(row: object) {
  return readSyncAnswer(JSON.stringify([{ proxy: 'cart-7d8d5b4df6-tv225.shop', ...row }]), 'istiod-1')[0]
}

test('equal nonces are in sync; the proxy’s id names its pod', () => {
  expect(readOne({ resources: { [type('cluster.v3.Cluster')]: agreed } })).toEqual({
    namespace: 'shop',
    name: 'cart-7d8d5b4df6-tv225',
    istiod: 'istiod-1',
    state: 'synced',
  })
})

test('what is not acknowledged is named, with the time of the oldest and the pushes between', () => {
  const resources = {
    [type('cluster.v3.Cluster')]: { sent: nonce(9), acked: nonce(7), sentTime: '2026-11-23T05:08:09Z' },
    [type('listener.v3.Listener')]: { sent: nonce(8), acked: nonce(7), sentTime: '2026-11-23T05:08:08Z' },
    [type('route.v3.RouteConfiguration')]: agreed,
  }
  expect(readOne({ resources })).toMatchObject({
    state: 'stale',
    types: ['CDS', 'LDS'],
    since: '2026-11-23T05:08:08Z',
    behind: 2,
  })
})

test('a refusal is told in the proxy’s words, and only of the type that was refused', () => {
  const resources = {
    [type('cluster.v3.Cluster')]: { ...agreed, sent: nonce(8) },
    [type('listener.v3.Listener')]: { ...agreed, sent: nonce(8), lastError: 'Error adding listener\nbad' },
  }
  expect(readOne({ resources })).toMatchObject({
    state: 'rejected',
    types: ['LDS'],
    text: 'Error adding listener\nbad',
  })
})

test('before istiod had sent anything there is nothing to be behind of', () => {
  expect(readOne({ resources: { [type('cluster.v3.Cluster')]: {} } })?.state).toBe('not-sent')
})

test('a release without resources tells by its flat fields, and no age', () => {
  const row = { cluster_sent: 'b', cluster_acked: 'a', listener_sent: 'a', listener_acked: 'a' }
  expect(readOne(row)).toMatchObject({ state: 'stale', types: ['CDS'] })
  expect(readOne(row)).not.toHaveProperty('since')
})

test('an istiod without proxies says null', () => {
  expect(readSyncAnswer('null\n', 'istiod-1')).toEqual([])
})
