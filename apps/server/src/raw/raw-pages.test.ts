import type { RequestListener } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { rawRequest } from '../testing/raw-request.ts'
import type { RawAnswer } from '../testing/raw-request.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

/** Portolan with one original page opened, and what arrived at its port. */
type OpenedPage = AsyncDisposable & {
  readonly portolan: PortolanOnSandbox
  /** `/raw/TOKEN` */
  readonly root: string
  readonly get: (
    path: string,
    headers?: Record<string, string>,
    method?: string,
    body?: string,
  ) => Promise<RawAnswer>
  readonly arrived: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders }[]
}

async function openPage(
  handler: RequestListener | undefined,
  { pod = 'shop/frontend', port = 15000 }: { pod?: `${string}/${string}`; port?: number } = {},
): Promise<OpenedPage> {
  const portolan = await portolanOnSandbox()
  const switches = portolan.sandbox.pod(pod)
  const arrived: OpenedPage['arrived'] = []
  if (handler !== undefined) {
    switches.open(port, {
      container: 'istio-proxy',
      kind: 'http',
      handler: (request, response) => {
        const { method = '', url = '', headers } = request
        // The chart asks Envoy for its listeners on the side.
        if (headers['user-agent'] === 'portolan' || method !== 'GET') arrived.push({ method, url, headers })
        handler(request, response)
      },
    })
  }
  const { namespace = '', name } = switches.object.metadata
  const root = await openRaw(portolan, `${namespace}/pods/${name}`.replace('/pods/', '/'), port)
  const number = Number(new URL(portolan.origin).port)
  return {
    portolan,
    root,
    arrived,
    get: (path, headers = { accept: 'text/html' }, method = 'GET', body?: string) =>
      rawRequest(number, {
        path: `${root}${path}`,
        headers,
        method,
        ...(body === undefined ? {} : { body }),
      }),
    [Symbol.asyncDispose]: () => portolan[Symbol.asyncDispose](),
  }
}

async function openRaw(portolan: PortolanOnSandbox, pod: string, port: number): Promise<string> {
  const { body } = await portolan.post(`${portolan.cluster}/pods/${pod}/raw/${port}`, {})
  return z.parse(z.object({ path: z.string() }), body).path.replace(/\/$/, '')
}

function greetAsSmtp(socket: { end(text: string): void }): void {
  socket.end('220 <b>smtp</b> ready\r\n')
}

const html =
  (page: string): RequestListener =>
  (_request, response) =>
    void response.setHeader('content-type', 'text/html; charset=utf-8').end(page)

test('an Envoy page comes through with its relative links untouched', async () => {
  await using page = await openPage(undefined)
  const { status, headers, text } = await page.get('/server_info')
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('json')
  expect(JSON.parse(text)).toHaveProperty('state')
})

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

test('root-absolute links of a page stay below its capability, and links to other hosts are left alone', async () => {
  await using page = await openPage(
    html(
      '<a href="/debug/syncz">s</a> <a href=heap?debug=1>h</a> <img srcset="/a 1x, /b 2x"> <a href="https://istio.io/x">i</a> <a href="//evil.example/">e</a><form action=\'/debug/adsz\'>',
    ),
    { pod: 'istio-system/istiod', port: 8080 },
  )
  const { text } = await page.get('/debug')
  expect(text).toContain(`<a href="${page.root}/debug/syncz">s</a>`)
  expect(text).toContain('<a href=heap?debug=1>h</a>')
  expect(text).toContain(`srcset="${page.root}/a 1x, ${page.root}/b 2x"`)
  expect(text).toContain('<a href="https://istio.io/x">i</a>')
  expect(text).toContain('<a href="//evil.example/">e</a>')
  expect(text).toContain(`action="${page.root}/debug/adsz"`)
})

test('only pages are rewritten: the same bytes as text come through as they are', async () => {
  await using page = await openPage((_request, response) => {
    response.setHeader('content-type', 'text/plain').end('<a href="/debug/syncz">')
  })
  expect((await page.get('/stats')).text).toBe('<a href="/debug/syncz">')
})

test('a redirect inside the pod stays below the capability, one to another host is refused', async () => {
  const locations = [
    '/stats',
    'http://localhost:15000/stats',
    'clusters?x=1',
    'https://evil.example/',
    '//evil.example/',
    'http://localhost:9999/',
  ]
  let location = ''
  await using page = await openPage((_request, response) => void response.writeHead(302, { location }).end())
  const seen: (string | number | undefined)[] = []
  for (location of locations) {
    const { status, headers } = await page.get('/server_info')
    seen.push(status === 302 ? headers.location : status)
  }
  const inside = `${page.root}/stats`
  expect(seen).toEqual([inside, inside, `${page.root}/clusters?x=1`, 502, 502, 502])
})

test('the capability’s root and a directory of Go’s pprof get their slash by a redirect', async () => {
  await using page = await openPage(undefined, { port: 15020 })
  expect((await page.get('')).headers.location).toBe(`${page.root}/`)
  expect((await page.get('/debug/pprof')).headers.location).toBe(`${page.root}/debug/pprof/`)
})

test('a port without a start page gets one of ours, with links to what may be read and to nothing else', async () => {
  await using page = await openPage(html('reached'), { port: 15020 })
  const { status, text } = await page.get('/')
  expect(status).toBe(200)
  expect(text).toContain('<a href="debug/pprof/">/debug/pprof/</a>')
  expect(text).toContain('<a href="stats/prometheus">')
  expect(text).not.toContain('quitquitquit')
  expect(page.arrived).toEqual([])
})

test('HEAD gives the headers of the page and no body', async () => {
  await using page = await openPage(html('<p>hello'))
  const { status, text, headers } = await page.get('/', { accept: 'text/html' }, 'HEAD')
  expect([status, text]).toEqual([200, ''])
  expect(headers['content-type']).toContain('text/html')
})

test('a page too long to be rewritten becomes a download, whole', async () => {
  const long = '<a href="/x">'.repeat(500_000)
  await using page = await openPage(html(long))
  const { headers, text } = await page.get('/')
  expect(headers['content-disposition']).toContain('attachment')
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(text.length).toBe(long.length)
})

test('an answer whose length is past the cap is refused before its first byte', async () => {
  await using page = await openPage((_request, response) => {
    response.writeHead(200, { 'content-length': String(600 * 1024 * 1024) }).write('x')
  })
  const { status, text } = await page.get('/config_dump')
  expect(status).toBe(502)
  expect(text).toContain('answer-too-large')
})

test('a body that breaks off is not passed on as if it were whole', async () => {
  await using page = await openPage((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' }).write('half')
    setTimeout(() => response.destroy(), 50)
  })
  await expect(page.get('/stats')).rejects.toThrow(/aborted|hang up|ECONNRESET/)
})

test('a closed port says so in the runtime’s words, escaped', async () => {
  await using page = await openPage(undefined)
  page.portolan.sandbox.pod('shop/frontend').refuse(15000)
  const { status, text } = await page.get('/')
  expect(status).toBe(502)
  expect(text).toContain('connection refused')
  expect(text).toContain('namespace &quot;')
})

test('a port that speaks something else says so', async () => {
  await using page = await openPage(undefined)
  page.portolan.sandbox
    .pod('shop/frontend')
    .open(15000, { container: 'istio-proxy', kind: 'raw', connect: greetAsSmtp })
  page.portolan.sandbox.api.dropTunnels()
  const { status, text } = await page.get('/')
  expect(status).toBe(502)
  expect(text).toContain('not-http')
  expect(text).not.toContain('<b>smtp')
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
  await expect.poll(async () => (await page.get('/')).status).toBe(404)
  expect((await page.get('/')).text).toContain('pod-gone')
})
