import { expect, test } from 'vitest'
import { CapabilityStore } from './capability-store.ts'
import type { RawGrant } from './capability-store.ts'

const minute = 60_000

function grant(identity = 'me'): RawGrant {
  return {
    cluster: 'demo',
    identity,
    pod: { namespace: 'shop', name: 'frontend' },
    uid: 'u-1',
    port: {
      key: 'envoy-admin',
      id: 'envoy-admin',
      process: 'envoy',
      number: { kind: 'known', value: 15000, source: { kind: 'default' } },
      transports: ['tcp'],
      protocol: 'http',
      binds: 'loopback',
      purpose: 'debug',
      presence: { kind: 'expected' },
      probe: { kind: 'accept' },
      configuredBy: [],
      endpoints: [],
    },
  }
}

test('a capability opens what it was issued for, as the identity that it was issued to', () => {
  const store = new CapabilityStore()
  const [mine, theirs] = [grant('me'), grant('them')]
  const [a, b] = [store.issue(mine), store.issue(theirs)]
  expect(a.token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(store.resolve(a.token)).toBe(mine)
  expect(store.resolve(b.token)).toBe(theirs)
  expect(store.resolve(`${a.token.slice(0, -1)}!`)).toBeUndefined()
})

test('it lives ten minutes after its last use', () => {
  let now = 0
  const store = new CapabilityStore(() => now)
  const { token, expiresAt } = store.issue(grant())
  expect(expiresAt.getTime()).toBe(10 * minute)
  now = 9 * minute
  expect(store.resolve(token)).toBeDefined()
  now = 18 * minute
  expect(store.resolve(token)).toBeDefined()
  now = 28 * minute
  expect(store.resolve(token)).toBeUndefined()
  expect(store.resolve(token)).toBeUndefined()
})

test('there is room for many, and the one unused for longest makes room', () => {
  const store = new CapabilityStore()
  const first = store.issue(grant())
  const second = store.issue(grant())
  store.resolve(first.token)
  for (let index = 0; index < 255; index += 1) store.issue(grant())
  expect(store.resolve(second.token)).toBeUndefined()
  expect(store.resolve(first.token)).toBeDefined()
})
