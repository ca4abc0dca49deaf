import type { ProxySync } from '@portolan/contract/sync'
import { expect, test } from 'vitest'
import { podSummary } from '../../testing/pod-summary.ts'
import { meshOverview } from './mesh-overview.ts'

const pods = [
  podSummary('shop/cart-1', { ready: { ready: 1, total: 2 } }),
  podSummary('shop/crasher-1', { status: 'CrashLoopBackOff', ready: { ready: 0, total: 2 } }),
  podSummary('shop/behind-1'),
  podSummary('shop/fine-1'),
  podSummary('istio-system/istiod-1', {
    kind: 'istiod',
    istioVersion: '1.30.3',
    ready: { ready: 0, total: 1 },
  }),
  podSummary('istio-system/ingress-1', { kind: 'gateway' }),
  podSummary('legacy/mainframe-1', { kind: 'outside', ready: { ready: 0, total: 1 } }),
]
const behind: ProxySync = { namespace: 'shop', name: 'behind-1', state: 'stale' }

test('what everything hangs on comes first among the troubles, a proxy that is behind last', () => {
  const { troubles } = meshOverview(pods, new Map([['shop/behind-1', behind]]))
  expect(troubles.map(({ name }) => name)).toEqual(['istiod-1', 'crasher-1', 'cart-1', 'behind-1'])
})

test('a mesh is counted without what is outside it', () => {
  expect(meshOverview(pods, new Map())).toMatchObject({
    pods: 6,
    outside: 1,
    workloads: 6,
    namespaces: 2,
    versions: ['1.30.3'],
    kinds: [
      { kind: 'sidecar', pods: 4 },
      { kind: 'gateway', pods: 1 },
      { kind: 'istiod', pods: 1 },
    ],
  })
})
