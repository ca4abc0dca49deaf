import { expect, test } from 'vitest'
import { errorChannelFailure, upgradeFailure } from './port-forward-failure.ts'

const status = (code: number, message: string, reason: string) =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code })

test.each([
  [401, status(401, 'Unauthorized', 'Unauthorized'), 'unauthorized'],
  [
    403,
    status(403, 'pods "x" is forbidden: User "u" cannot create resource "pods/portforward"', 'Forbidden'),
    'forbidden',
  ],
  [403, 'Forbidden by the gateway', 'forbidden'],
  [403, '', 'protocol-refused'],
  [404, status(404, 'pods "x" not found', 'NotFound'), 'pod-not-found'],
  [404, '<html>no such route</html>', 'upgrade-failed'],
  [400, status(400, 'pod x does not have a host assigned', 'BadRequest'), 'pod-not-scheduled'],
  [400, 'query parameter "port" is required', 'upgrade-failed'],
  [500, 'pod not found ("migrate-jj2ps_shop")', 'pod-not-running'],
  [500, status(500, 'unable to upgrade connection: pod does not exist', ''), 'pod-not-running'],
  [
    500,
    status(500, 'error dialing backend: dial tcp 10.244.0.1:10250: connect: connection refused', ''),
    'kubelet-unreachable',
  ],
  [502, 'Bad Gateway', 'api-unreachable'],
  [503, status(503, 'apiserver is shutting down', 'ServiceUnavailable'), 'api-unreachable'],
  [200, '<html>welcome</html>', 'protocol-refused'],
  [500, 'something new', 'upgrade-failed'],
])('an upgrade answered with %i %s is %s', (code, body, expected) => {
  const error = upgradeFailure(code, body)
  expect([error.code, error.status]).toEqual([expected, code])
  expect(error.text).not.toBe('')
})

test('a Status gives its message and reason, any other text is quoted', () => {
  const error = upgradeFailure(404, status(404, 'pods "x" not found', 'NotFound'))
  expect([error.text, error.reason]).toEqual(['pods "x" not found', 'NotFound'])
  expect(upgradeFailure(502, 'Bad Gateway\n').text).toBe('Bad Gateway')
  expect(upgradeFailure(500, `{"kind":"Status","message":${'x'.repeat(10)}`).code).toBe('upgrade-failed')
})

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
