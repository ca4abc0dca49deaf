import { expect, test } from 'vitest'
import { guardedApp } from '../testing/guarded-app.ts'
import { rawRequest } from '../testing/raw-request.ts'

test('each page has its own nonce, in the policy and in the page', async () => {
  await using app = await guardedApp()
  const nonces = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const { headers, text } = await rawRequest(app.port, { path: '/', headers: { accept: 'text/html' } })
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(
      headers['content-security-policy']?.toString() ?? '',
    )?.[1]
    expect(nonce).toBeDefined()
    expect(text).toBe(
      `<meta property="csp-nonce" nonce="${nonce}"><script nonce="${nonce}" src="/assets/app-1234.js"></script>`,
    )
    nonces.add(nonce ?? '')
  }
  expect(nonces.size).toBe(3)
})

test('the policy lets nothing in from outside and frames only the original pages', async () => {
  await using app = await guardedApp()
  for (const path of ['/', '/api/reached', '/nothing', '/assets/app-1234.js']) {
    const { headers } = await rawRequest(app.port, { path, headers: { accept: 'text/html' } })
    const policy = headers['content-security-policy']?.toString() ?? ''
    const directives = new Map(
      policy.split(';').map((directive) => {
        const [name, ...values] = directive.trim().split(' ')
        return [name, values.join(' ')]
      }),
    )
    expect(directives.get('default-src')).toBe("'self'")
    expect(directives.get('connect-src')).toBe("'self'")
    expect(directives.get('worker-src')).toBe("'self'")
    expect(directives.get('object-src')).toBe("'none'")
    expect(directives.get('base-uri')).toBe("'none'")
    expect(directives.get('frame-ancestors')).toBe("'none'")
    expect(directives.get('frame-src')).toBe(`http://127.0.0.1:${app.port}/raw/`)
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('a preflight is never answered with permission', async () => {
  await using app = await guardedApp()
  const { headers, status } = await rawRequest(app.port, {
    method: 'OPTIONS',
    path: '/api/reached',
    headers: { origin: 'https://evil.example', 'access-control-request-headers': 'x-portolan-token' },
  })
  expect(status).toBe(403)
  expect(headers['access-control-allow-headers']).toBeUndefined()
})
