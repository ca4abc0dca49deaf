import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { podMatcher } from './pod-matches.ts'

const pods = [
  podSummary('istio-system/istiod-1', { kind: 'istiod' }),
  podSummary('istio-system/ingress-1', { kind: 'gateway' }),
  podSummary('shop/cart-1', { ip: '10.244.1.7' }),
  podSummary('shop/cart-2', { ready: { ready: 1, total: 2 } }),
  podSummary('shop/crasher-1', { status: 'CrashLoopBackOff', ready: { ready: 0, total: 2 } }),
  podSummary('shop/migrate-1', { phase: 'Succeeded', status: 'Completed', ready: { ready: 0, total: 1 } }),
  podSummary('legacy/mainframe-1', { kind: 'outside' }),
]
const found = (search: Parameters<typeof podMatcher>[0]) =>
  pods.filter(podMatcher(search)).map(({ name }) => name)

test('every word must be somewhere: namespace, workload, kind or status', () => {
  expect(found({ q: 'shop cart' })).toEqual(['cart-1', 'cart-2'])
  expect(found({ q: 'CRASHLOOP' })).toEqual(['crasher-1'])
  expect(found({ q: 'gateway' })).toEqual(['ingress-1'])
  expect(found({ q: 'shop istiod' })).toEqual([])
})

test('a pod is found by its address', () => {
  expect(found({ q: '10.244.1.7' })).toEqual(['cart-1'])
})

test('a finished job is not something that needs a look', () => {
  expect(found({ show: 'not-ready' })).toEqual(['cart-2', 'crasher-1'])
})

test('a proxy that is behind is trouble, though its pod is ready', () => {
  const behind = { namespace: 'shop', name: 'cart-1', state: 'stale' } as const
  const matches = podMatcher({ show: 'trouble' }, ({ name }) => (name === behind.name ? behind : undefined))
  expect(pods.filter(matches).map(({ name }) => name)).toEqual(['cart-1', 'cart-2', 'crasher-1'])
})

test('filters and words narrow together', () => {
  expect(found({ show: 'control-plane' })).toEqual(['istiod-1'])
  expect(found({ show: 'outside' })).toEqual(['mainframe-1'])
  expect(found({ show: 'not-ready', q: 'cart' })).toEqual(['cart-2'])
  expect(found({})).toHaveLength(pods.length)
})
