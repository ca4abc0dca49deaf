import { expect, test } from 'vitest'
import { guardedApp } from './testing/guarded-app.ts'
import { rawRequest } from './testing/raw-request.ts'

test('an unknown path under /api is a problem that repeats nothing of the request', async () => {
  await using app = await guardedApp()
  const path = '/api/<script>alert(1)</script>?q=<b>'
  const answer = await rawRequest(app.port, {
    path,
    headers: { 'x-portolan-token': app.token, accept: 'text/html' },
  })
  expect(answer.status).toBe(404)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.text).not.toContain('script')
  expect(JSON.parse(answer.text)).toMatchObject({ status: 404, code: 'not-found' })
})

test('a bug is logged under the request’s id and hidden from the browser', async () => {
  await using app = await guardedApp()
  const answer = await rawRequest(app.port, { path: '/api/bug', headers: { 'x-portolan-token': app.token } })
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('hunter2')
  const { requestId } = JSON.parse(answer.text)
  expect(answer.headers['x-request-id']).toBe(requestId)
  const line = app.logged.find((entry) => entry.includes('hunter2'))
  expect(line).toContain(requestId)
})

test('every page of the workbench is the same page, and files that do not exist are no page', async () => {
  await using app = await guardedApp()
  const page = await rawRequest(app.port, { path: '/clusters/lab/pods', headers: { accept: 'text/html' } })
  expect(page.status).toBe(200)
  expect(page.headers['cache-control']).toBe('no-store')
  expect((await rawRequest(app.port, { path: '/assets/gone.js', headers: { accept: '*/*' } })).status).toBe(
    404,
  )
  expect(
    (await rawRequest(app.port, { path: '/assets/gone.js', headers: { accept: 'text/html' } })).status,
  ).toBe(404)
  expect((await rawRequest(app.port, { path: '/index.html/..%2f..%2fpackage.json' })).text).not.toContain(
    'workspace',
  )
})

test('hashed files are cached for ever', async () => {
  await using app = await guardedApp()
  const { headers } = await rawRequest(app.port, { path: '/assets/app-1234.js' })
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('health answers without a token and tells nothing', async () => {
  await using app = await guardedApp()
  for (const path of ['/healthz', '/readyz']) {
    const answer = await rawRequest(app.port, { path })
    expect(answer).toMatchObject({ status: 200, text: 'ok\n' })
  }
})

test('the log names no capability of an original page', async () => {
  await using app = await guardedApp()
  await rawRequest(app.port, { path: '/raw/secretcapability/' })
  expect(app.logged.join('')).toContain('/raw/…')
  expect(app.logged.join('')).not.toContain('secretcapability')
})

test('original pages need no token, and a page that asks without end is told to wait', async () => {
  await using app = await guardedApp({ requestsPerMinute: 3 })
  const ask = () => rawRequest(app.port, { path: '/raw/capability/' })
  for (let i = 0; i < 3; i++) expect(await ask()).toMatchObject({ status: 200, text: 'raw' })
  expect((await ask()).status).toBe(429)
  const api = await rawRequest(app.port, { path: '/api/reached', headers: { 'x-portolan-token': app.token } })
  expect(api.status).toBe(200)
})
