import { expect, test } from 'vitest'
import { hostOfTarget, portForwardPath, targetOfHost } from './tunnel-target.ts'

const uid = '3e8d7800-22ca-41f8-81d8-99ffffb809b0'

test.each([
  { namespace: 'shop', pod: 'cart-7d8d5b4df6-tv225', uid, port: 15000 },
  {
    namespace: 'kube-system',
    pod: 'kube-proxy-node.example.com',
    uid: '12345678901234567890123456789012',
    port: 1,
  },
  { namespace: 'a', pod: '1', uid: '0x1', port: 65535 },
])('the target $pod goes through a URL and back', (target) => {
  const url = new URL(`http://${hostOfTarget(target)}:${target.port}/`)
  expect(targetOfHost(url.hostname, Number(url.port || 80))).toEqual(target)
})

test.each([
  { namespace: 'Shop', pod: 'a', uid },
  { namespace: 'shop.evil', pod: 'a', uid },
  { namespace: 'shop', pod: '../a', uid },
  { namespace: 'shop', pod: 'a', uid: 'u/../../' },
  { namespace: 'shop', pod: '', uid },
])('$namespace/$pod ($uid) is no target', (target) => {
  expect(() => hostOfTarget(target)).toThrow(RangeError)
})

test.each([
  'example.com',
  'localhost',
  'pod.tunnel',
  'a.b.pod.tunnel',
  'a.b.c.pod.tunnel.evil.com',
  'A.b.c.pod.tunnel',
])('the host %s is no tunnel', (host) => {
  expect(() => targetOfHost(host, 80)).toThrow(RangeError)
})

test('a port must be a TCP port', () => {
  for (const port of [0, 65_536, 1.5, Number.NaN, -1])
    expect(() => portForwardPath({ namespace: 'a', pod: 'b', uid, port })).toThrow(RangeError)
})
