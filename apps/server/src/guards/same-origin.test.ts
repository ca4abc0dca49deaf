import { describe, expect, test } from 'vitest'
import { guardedApp } from '../testing/guarded-app.ts'
import { rawRequest } from '../testing/raw-request.ts'

describe('what another page sends', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame (Origin: null)', { origin: 'null' }],
    ['a name that begins like ours', { origin: 'http://127.0.0.1.evil.example' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
  ])('is refused although it knows the token: %s', async (_name, headers) => {
    await using app = await guardedApp()
    for (const method of ['GET', 'POST']) {
      const answer = await rawRequest(app.port, {
        method,
        path: '/api/reached',
        headers: { 'x-portolan-token': app.token, 'content-type': 'application/json', ...headers },
        body: method === 'POST' ? '{}' : '',
      })
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('origin-refused')
    }
  })

  test.each([
    ['GET', 'image'],
    ['GET', 'script'],
    ['GET', 'iframe'],
    ['POST', 'document'],
  ])('cannot embed our page or post to it: %s as %s', async (method, dest) => {
    await using app = await guardedApp()
    const headers = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': dest }
    expect((await rawRequest(app.port, { method, path: '/', headers })).status).toBe(403)
  })

  test('cannot navigate to the API, by whatever spelling', async () => {
    await using app = await guardedApp()
    const headers = {
      'x-portolan-token': app.token,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    for (const path of ['/api/reached', '/API/reached', '/api']) {
      expect((await rawRequest(app.port, { path, headers })).status).toBe(403)
    }
  })

  test('may link to the workbench, whose page is the same for everybody', async () => {
    await using app = await guardedApp()
    const answer = await rawRequest(app.port, {
      path: '/c/lab/shop/frontend',
      headers: {
        accept: 'text/html',
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })
})

test('a POST without an Origin is refused, a GET without one is normal', async () => {
  await using app = await guardedApp()
  const headers = { 'x-portolan-token': app.token, 'content-type': 'application/json' }
  expect(
    (await rawRequest(app.port, { method: 'POST', path: '/api/reached', headers, body: '{}' })).status,
  ).toBe(403)
  expect((await rawRequest(app.port, { path: '/api/reached', headers })).status).toBe(200)
})

test('our own page may ask and post', async () => {
  await using app = await guardedApp()
  const answer = await rawRequest(app.port, {
    method: 'POST',
    path: '/api/reached',
    headers: {
      'x-portolan-token': app.token,
      'content-type': 'application/json',
      origin: `http://127.0.0.1:${app.port}`,
      'sec-fetch-site': 'same-origin',
    },
    body: '{"confirmed":true}',
  })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toEqual({ reached: true, body: { confirmed: true } })
})
