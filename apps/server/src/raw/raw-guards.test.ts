import { once } from 'node:events'
import express from 'express'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { ClusterSession } from '../cluster/cluster-session.ts'
import { createLog } from '../log.ts'
import { html, openPage, openRaw } from '../testing/opened-page.ts'
import { PodOnSandbox } from '../testing/pod-on-sandbox.ts'
import { rawRequest } from '../testing/raw-request.ts'
import { CapabilityStore } from './capability-store.ts'
import { rawPages } from './raw-pages.ts'

test('the sandbox stands on every answer: pages, redirects, refusals and unknown links', async () => {
  await using page = await openPage(html('<p>hello'))
  const number = Number(new URL(page.portolan.origin).port)
  const answers = [
    await page.get('/'),
    await page.get(''),
    await page.get('/quitquitquit'),
    await page.get('/', {}, 'POST'),
    await page.get('/', { origin: 'null' }),
    await rawRequest(number, { path: `/raw/${'A'.repeat(43)}/` }),
    await rawRequest(number, { path: '/raw/' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 302, 403, 405, 403, 404, 404])
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action /,
    )
    expect(headers['content-security-policy']).toMatch(/sandbox allow-forms allow-downloads$/)
    expect(headers['content-security-policy']).not.toMatch(
      /allow-scripts|allow-same-origin|allow-top-navigation|allow-popups/,
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['x-frame-options']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('forms of a page may go back into its own capability and nowhere else', async () => {
  await using page = await openPage(html('<form action="/api/session">'))
  const { headers } = await page.get('/')
  const host = new URL(page.portolan.origin).host
  expect(headers['content-security-policy']).toContain(`form-action http://${host}${page.root}/;`)
})

test('nothing that acts in a browser comes through from the pod', async () => {
  const hostile = {
    'set-cookie': 'portolan=stolen',
    'content-security-policy': 'default-src *; sandbox allow-scripts allow-same-origin',
    'content-security-policy-report-only': 'default-src *',
    'x-frame-options': 'ALLOWALL',
    'access-control-allow-origin': '*',
    'strict-transport-security': 'max-age=31536000',
    'clear-site-data': '"*"',
    'service-worker-allowed': '/',
    refresh: '0; url=https://evil.example/',
    link: '<https://evil.example/a.css>; rel=stylesheet',
    'reporting-endpoints': 'x="https://evil.example"',
    nel: '{}',
    'alt-svc': 'h2="evil.example:443"',
    'www-authenticate': 'Basic realm="your password please"',
    sourcemap: 'https://evil.example/map',
    server: 'envoy',
    'cache-control': 'public, max-age=999',
    'referrer-policy': 'unsafe-url',
  }
  await using page = await openPage((_request, response) => {
    response.writeHead(200, { ...hostile, 'content-type': 'text/html' }).end('<script>alert(1)</script>')
  })
  const { headers } = await page.get('/')
  const ours = new Set(['content-security-policy', 'cache-control', 'referrer-policy'])
  expect(Object.keys(headers).filter((name) => name in hostile && !ours.has(name))).toEqual([])
  // Two policies would both hold, and a second value is how one slips in (grafana#46456).
  expect(headers['content-security-policy']).not.toContain('allow-scripts')
  expect(headers['content-security-policy']).not.toContain('default-src *')
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['referrer-policy']).toBe('no-referrer')
})

test('nothing of the browser reaches the pod but the question itself', async () => {
  await using page = await openPage(html('ok'))
  await page.get('/', {
    accept: 'application/vnd.google.protobuf',
    'accept-encoding': 'gzip',
    'accept-language': 'zh',
    cookie: 'session=1',
    authorization: 'Bearer secret',
    'x-portolan-token': 'the-token',
    referer: 'http://127.0.0.1/secret',
    'x-forwarded-for': '1.2.3.4',
    forwarded: 'for=1.2.3.4',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'iframe',
    expect: '100-continue',
    'if-none-match': '"x"',
    range: 'bytes=0-1',
  })
  expect(page.arrived).toHaveLength(1)
  const headers = page.arrived[0]?.headers ?? {}
  expect(Object.keys(headers).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ])
  expect(headers).toMatchObject({ host: 'localhost:15000', 'accept-encoding': 'identity' })
  expect(headers.accept).not.toContain('protobuf')
})

test('path and query arrive byte for byte', async () => {
  await using page = await openPage(html('ok'))
  const query = '?filter=%5E(a%7Cb)%2B|c+d%20e&format=json&usedonly'
  await page.get(`/stats${query}`)
  expect(page.arrived.map(({ url }) => url)).toEqual([`/stats${query}`])
})

test.each([
  ['a climb', '/../../api/session'],
  ['an encoded climb', '/%2e%2e/api/session'],
  ['half an encoded climb', '/.%2e/x'],
  ['an encoded slash', '/debug%2fpprof'],
  ['an encoded backslash', '/debug%5cpprof'],
  ['a doubled slash', '//quitquitquit'],
  ['a doubled slash inside', '/debug//pprof/'],
  ['a path parameter', '/stats;/quitquitquit'],
  ['an encoded semicolon', '/stats%3b'],
  ['a backslash', '/\\quitquitquit'],
  ['a double encoding', '/%252e%252e/'],
  ['an encoded line break', '/stats%0d%0aX:%20y'],
  ['a broken escape', '/stats%'],
  ['a single dot', '/./stats'],
])('%s in the path is refused before anything is asked', async (_name, path) => {
  await using page = await openPage(html('reached'))
  const { status } = await page.get(path)
  expect(status).toBe(400)
  expect(page.arrived).toEqual([])
})

test('a request line with a whole URL is refused', async () => {
  await using page = await openPage(html('reached'))
  const number = Number(new URL(page.portolan.origin).port)
  const answer = await rawRequest(number, { path: `http://127.0.0.1:${number}${page.root}/` })
  expect(answer.status).not.toBe(200)
  expect(page.arrived).toEqual([])
})

test.each([
  ['/quitquitquit', 'endpoint-disruptive'],
  ['/healthcheck/fail', 'endpoint-disruptive'],
  ['/logging', 'endpoint-disruptive'],
  ['/stats?format=html&evil=1', 'query-refused'],
  ['/nowhere', 'endpoint-not-listed'],
])('%s is refused with a page that says why', async (path, code) => {
  await using page = await openPage(html('reached'))
  const { status, headers, text } = await page.get(path)
  expect(status).toBe(403)
  expect(headers['content-type']).toContain('text/html')
  expect(text).toContain(code)
  expect(page.arrived).toEqual([])
})

test('istiod’s links that would act on a GET stay refused', async () => {
  await using page = await openPage(html('reached'), { pod: 'istio-system/istiod', port: 8080 })
  for (const path of [
    '/debug/adsz?push=true',
    '/debug/cachez?clear=true',
    '/debug/adsz?push',
    '/debug/force_disconnect?proxyID=x',
  ]) {
    const { status, text } = await page.get(path)
    expect([path, status]).toEqual([path, 403])
    expect(text).toContain('endpoint-disruptive')
  }
  expect(page.arrived).toEqual([])
})

test('a refusal is a page for people and a problem document for programs, and repeats nothing of the request', async () => {
  await using page = await openPage(html('reached'))
  const forPeople = await page.get('/quitquitquit?<script>alert(1)</script>', {
    accept: 'text/html',
    'accept-language': 'zh-CN,zh',
  })
  expect(forPeople.text).not.toContain('<script>')
  expect(forPeople.text).toContain('lang="zh-CN"')
  const forPrograms = await page.get('/quitquitquit', { accept: 'application/json' })
  expect(forPrograms.headers['content-type']).toContain('application/problem+json')
  expect(JSON.parse(forPrograms.text)).toMatchObject({ code: 'endpoint-disruptive', status: 403 })
})

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
  '%s never reaches the pod',
  async (method) => {
    await using page = await openPage(html('reached'))
    const { status, headers } = await page.get('/stats', { accept: 'text/html' }, method)
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
    expect(page.arrived).toEqual([])
  },
)

test('a GET with a body is refused, because the body could be read as a second request', async () => {
  await using page = await openPage(html('reached'))
  const smuggled = 'POST /quitquitquit HTTP/1.1\r\nHost: x\r\n\r\n'
  const withLength = await page.get('/stats', { 'content-length': String(smuggled.length) }, 'GET', smuggled)
  const chunked = await page.get('/stats', { 'transfer-encoding': 'chunked' }, 'GET', smuggled)
  expect([withLength.status, chunked.status]).toEqual([400, 400])
  expect(page.arrived).toEqual([])
})

test('an upgrade is refused', async () => {
  await using page = await openPage(html('reached'))
  const { status } = await page.get('/stats', { connection: 'Upgrade', upgrade: 'websocket' })
  expect(status).toBe(400)
  expect(page.arrived).toEqual([])
})

test.each([
  [
    'an image on another page',
    { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site' },
  ],
  [
    'a fetch of the sandboxed page',
    { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'cross-site', origin: 'null' },
  ],
  [
    'a script of another port of localhost',
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-site' },
  ],
  ['a fetch with CORS and no metadata', { origin: 'http://evil.example' }],
  [
    'an embedded object',
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object', 'sec-fetch-site': 'cross-site' },
  ],
])('%s gets nothing', async (_name, headers) => {
  await using page = await openPage(html('reached'))
  expect((await page.get('/stats', headers)).status).toBe(403)
  expect(page.arrived).toEqual([])
})

test('a link followed inside the sandboxed frame is let in, although it comes from an opaque origin', async () => {
  await using page = await openPage(html('reached'))
  const { status } = await page.get('/stats', {
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'iframe',
    'sec-fetch-site': 'cross-site',
  })
  expect(status).toBe(200)
})

test('a capability opens one port only, dies with its pod, and cannot be guessed', async () => {
  await using page = await openPage(html('envoy'))
  const number = Number(new URL(page.portolan.origin).port)
  const other = page.portolan.sandbox.pod('shop/frontend')
  other.open(15090, { container: 'istio-proxy', kind: 'http', handler: html('metrics') })
  const { namespace = '', name } = other.object.metadata
  const metrics = await openRaw(page.portolan, `${namespace}/${name}`, 15090)
  // The listed paths of one port are not those of the other, and the bytes come from the port of the capability.
  expect((await page.get('/stats')).text).toBe('envoy')
  expect((await rawRequest(number, { path: `${metrics}/stats/prometheus` })).text).toBe('metrics')
  expect((await rawRequest(number, { path: `${metrics}/server_info` })).status).toBe(403)
  expect((await rawRequest(number, { path: `${page.root.slice(0, -1)}_/` })).status).toBe(404)
  other.replace()
  await expect.poll(async () => (await page.get('/')).status, { timeout: 10_000 }).toBe(404)
  expect((await page.get('/')).text).toContain('pod-gone')
})

test('a capability that was issued to another identity opens nothing', async () => {
  await using pod = await PodOnSandbox.start()
  const { access } = pod
  const log = createLog('silent')
  const only = { fallback: ['shop'], only: undefined, clock: systemClock, log }
  await using session = new ClusterSession({ name: 'demo', server: pod.sandbox.url, access, ...only })
  const capabilities = new CapabilityStore()
  const { namespace = '', name, uid } = pod.pod.object.metadata
  const grant = { cluster: 'demo', pod: { namespace, name }, uid, port: pod.port(15000) }
  const [mine, theirs] = [access.identity, 'somebody else'].map(
    (identity) => capabilities.issue({ ...grant, identity }).token,
  )
  const server = express()
    .use('/raw', rawPages({ capabilities, clusters: { get: () => session }, log }))
    .listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const statuses: number[] = []
  for (const token of [mine, theirs])
    statuses.push((await rawRequest(port, { path: `/raw/${token}/server_info` })).status)
  server.closeAllConnections()
  server.close()
  expect(statuses).toEqual([200, 404])
})
