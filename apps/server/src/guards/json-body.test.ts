import { expect, test } from 'vitest'
import { guardedApp } from '../testing/guarded-app.ts'
import type { GuardedApp } from '../testing/guarded-app.ts'
import { rawRequest } from '../testing/raw-request.ts'

function post(app: GuardedApp, type: string | undefined, body: string) {
  return rawRequest(app.port, {
    method: 'POST',
    path: '/api/reached',
    headers: {
      'x-portolan-token': app.token,
      origin: `http://127.0.0.1:${app.port}`,
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    body,
  })
}

test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a body that a form could send is refused: %s',
  async (type) => {
    await using app = await guardedApp()
    expect((await post(app, type, '{}')).status).toBe(415)
  },
)

test('JSON with a charset is read', async () => {
  await using app = await guardedApp()
  expect((await post(app, 'application/json; charset=utf-8', '{}')).status).toBe(200)
})

test.each([
  ['no JSON', '{"confirmed"', 400],
  ['no object', '7', 400],
  ['too large', `{"x":"${'x'.repeat(100_000)}"}`, 413],
])('a body that is %s is a problem, not a crash', async (_name, body, status) => {
  await using app = await guardedApp()
  const answer = await post(app, 'application/json', body)
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
})
