import { expect, test } from 'vitest'
import { guardedApp } from '../testing/guarded-app.ts'
import { rawRequest } from '../testing/raw-request.ts'

test('the API asks for the launch token, on paths that exist and on those that do not', async () => {
  await using app = await guardedApp()
  for (const path of ['/api/reached', '/api/nothing', '/API/reached', '/api']) {
    const answer = await rawRequest(app.port, { path })
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('token-missing')
  }
})

test.each([
  ['another token', 'the-wrong-token'],
  ['a longer one', 'the-right-token-and-more'],
  ['a shorter one', 'the-right'],
  ['one that differs in case', 'The-Right-Token'],
])('%s is refused', async (_name, token) => {
  await using app = await guardedApp()
  const answer = await rawRequest(app.port, { path: '/api/reached', headers: { 'x-portolan-token': token } })
  expect(answer.status).toBe(401)
  expect(answer.text).toContain('token-wrong')
})

test('a token in the query, a cookie or an Authorization header opens nothing', async () => {
  await using app = await guardedApp()
  const elsewhere = { cookie: `x-portolan-token=${app.token}`, authorization: `Bearer ${app.token}` }
  const path = `/api/reached?token=${app.token}&x-portolan-token=${app.token}`
  expect((await rawRequest(app.port, { path, headers: elsewhere })).status).toBe(401)
})

test('the right token opens the API, and no line of the log holds it', async () => {
  await using app = await guardedApp()
  const answer = await rawRequest(app.port, {
    path: '/api/reached',
    headers: { 'x-portolan-token': app.token },
  })
  expect(answer.status).toBe(200)
  expect(app.logged.join('\n')).toContain('/api/reached')
  expect(app.logged.join('\n')).not.toContain(app.token)
})
