import type { Trace, TracedRequest } from '@portolan/envoy/trace/trace'
import { expect, test } from 'vitest'
import { podSummary } from '../../../testing/pod-summary.ts'
import { nextHosts } from './next-proxy.ts'

const sent: TracedRequest = {
  direction: 'inbound',
  protocol: 'http',
  destination: { ip: undefined, port: 80 },
  source: { ip: undefined, principal: 'spiffe://cluster.local/ns/shop/sa/frontend' },
  serverName: '',
  host: 'cart',
  method: 'GET',
  path: '/',
  headers: [],
}
const traceTo = (...addresses: readonly string[]): Trace => ({
  steps: [],
  outcomes: [
    {
      kind: 'forwarded',
      percent: undefined,
      cluster: 'cart',
      hosts: addresses.map((address) => ({ address, workload: undefined })),
      tls: { mode: 'mutual', serverName: undefined },
      sent,
      delay: undefined,
    },
  ],
})
const source = { kind: 'pod', cluster: 'demo', namespace: 'shop', pod: 'frontend-1' } as const
const pods = [
  podSummary('shop/frontend-1', { ip: '10.0.0.1' }),
  podSummary('shop/cart-1', { ip: '10.0.0.2' }),
  podSummary('legacy/bare-1', { ip: '10.0.0.3', kind: 'outside' }),
  podSummary('shop/six-1', { ip: 'fd00::6' }),
]
const followed = (address: string) => nextHosts(traceTo(address), source, pods)[0]

test('a host that is a pod with an Envoy is followed with its own address; the caller is this pod', () => {
  expect(followed('10.0.0.2:8080')).toMatchObject({
    next: { cluster: 'demo', namespace: 'shop', pod: 'cart-1' },
    request: {
      ...sent,
      destination: { ip: '10.0.0.2', port: 8080 },
      source: { ...sent.source, ip: '10.0.0.1' },
    },
  })
  expect(followed('[fd00::6]:80')).toMatchObject({ next: { pod: 'six-1' } })
})

test('a pod without Envoy, the pod itself, and what is no address are not followed', () => {
  for (const address of ['10.0.0.3:80', '10.0.0.1:80', '10.0.0.9:80', '/var/run/app.sock'])
    expect(followed(address)).toMatchObject({ address, next: undefined })
})

test('a pod that stands on the network of its node is told from another there by its Envoy', () => {
  const onNode = [podSummary('kube-system/proxy-1', { ip: '10.0.0.2', kind: 'outside' }), ...pods]
  expect(nextHosts(traceTo('10.0.0.2:80'), source, onNode)[0]?.next).toMatchObject({ pod: 'cart-1' })
})

test('of a file nobody knows the pods', () => {
  const file = { kind: 'file', id: '1', name: 'dump.json' } as const
  expect(nextHosts(traceTo('10.0.0.2:80'), file, pods)).toMatchObject([{ next: undefined }])
})
