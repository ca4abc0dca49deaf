import { expect, test } from 'vitest'
import { guardedApp } from '../testing/guarded-app.ts'
import { rawRequest } from '../testing/raw-request.ts'

test('a script gone wild is told to wait, and attempts without the token do not count', async () => {
  await using app = await guardedApp({ requestsPerMinute: 3 })
  const ask = (token: string) =>
    rawRequest(app.port, { path: '/api/reached', headers: { 'x-portolan-token': token } })
  for (let i = 0; i < 5; i++) expect((await ask('wrong')).status).toBe(401)
  for (let i = 0; i < 3; i++) expect((await ask(app.token)).status).toBe(200)
  const refused = await ask(app.token)
  expect(refused.status).toBe(429)
  expect(refused.text).toContain('too-many-requests')
  expect(refused.headers['retry-after']).toBeDefined()
})
