import { expect, test } from 'vitest'
import { errorChannelFailure } from './port-forward-failure.ts'

const prefix =
  'error forwarding port 15000 to pod ed9f57ec, uid : failed to execute portforward in network namespace "/var/run/netns/cni-5c1": '

test.each([
  [
    `${prefix}failed to connect to localhost:15000 inside namespace "ed9f57ec", IPv4: dial tcp4 127.0.0.1:15000: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found `,
    'refused',
  ],
  [`${prefix}read tcp4 127.0.0.1:40022->127.0.0.1:15000: read: connection reset by peer`, 'reset'],
  [`${prefix}write: broken pipe`, 'reset'],
  [
    'error forwarding port 80 to pod ed9f57ec, uid : network namespace for sandbox "ed9f57ec" is closed',
    'pod-not-running',
  ],
  ['an error occurred: sandbox ed9f57ec is not running', 'pod-not-running'],
  ['no forward found for port 15000 in pod shop/cart', 'refused'],
  [`${prefix}dial tcp4 127.0.0.1:15000: i/o timeout`, 'timeout'],
  ['unable to do port forwarding: socat not found', 'upgrade-failed'],
])('the error channel saying %s is %s', (text, code) => {
  expect(errorChannelFailure(text)).toMatchObject({ code, text: text.trim() })
})

test('a text without end is cut', () => {
  expect(errorChannelFailure('x'.repeat(100_000)).text.length).toBeLessThan(2_100)
})
