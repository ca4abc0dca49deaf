import { expect, test } from 'vitest'
import { html, openPage } from '../testing/opened-page.ts'

function greetAsSmtp(socket: { end(text: string): void }): void {
  socket.end('220 <b>smtp</b> ready\r\n')
}

test('an Envoy page comes through with its relative links untouched', async () => {
  await using page = await openPage(undefined)
  const { status, headers, text } = await page.get('/server_info')
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('json')
  expect(JSON.parse(text)).toHaveProperty('state')
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

test('a page on its way through gathers no listeners that look like a leak', async () => {
  const warnings: string[] = []
  const note = ({ name }: Error) => warnings.push(name)
  process.on('warning', note)
  await using page = await openPage(html('<a href="/x">'.repeat(500_000)))
  await page.get('/')
  process.off('warning', note)
  expect(warnings).toEqual([])
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

test('a page that died with its warm tunnel is asked for once more', async () => {
  await using page = await openPage(undefined)
  page.portolan.sandbox.pod('shop/frontend').closeRace(15000)
  const statuses: number[] = []
  for (let times = 0; times < 4; times += 1) statuses.push((await page.get('/server_info')).status)
  expect(statuses).toEqual([200, 200, 200, 200])
})
