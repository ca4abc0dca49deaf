import { expect, test } from 'vitest'
import { upgradeFailure } from './upgrade-failure.ts'

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
  [400, status(400, 'container nosuch is not valid for pod x', 'BadRequest'), 'no-such-container'],
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
  const error = upgradeFailure(code, body, 'port-forward')
  expect([error.code, error.status]).toEqual([expected, code])
  expect(error.text).not.toBe('')
})

test('a Status gives its message and reason, any other text is quoted', () => {
  const error = upgradeFailure(404, status(404, 'pods "x" not found', 'NotFound'), 'port-forward')
  expect([error.text, error.reason]).toEqual(['pods "x" not found', 'NotFound'])
  expect(upgradeFailure(502, 'Bad Gateway\n', 'port-forward').text).toBe('Bad Gateway')
  const broken = `{"kind":"Status","message":${'x'.repeat(10)}`
  expect(upgradeFailure(500, broken, 'port-forward').code).toBe('upgrade-failed')
})

test('a refusal without a word names what was refused', () => {
  expect(upgradeFailure(403, '', 'exec').text).toContain('refused exec over WebSocket')
})
