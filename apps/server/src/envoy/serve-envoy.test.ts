import { routes } from '@portolan/contract/routes'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { envoyPath, fetchFrom, holdEnvoy, replaceEnvoy } from '../testing/envoy-on-sandbox.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

const frontend = 'shop/frontend'

async function askedOfEnvoy(portolan: PortolanOnSandbox) {
  const { body } = await portolan.get('/api/requests')
  const { requests } = z.parse(routes.requests.answer, body)
  return requests.filter(({ why, target }) => why === 'envoy' && target.kind === 'port')
}

test('each question is answered with Envoy’s own words, and is in the list of requests', async () => {
  await using portolan = await portolanOnSandbox()
  const answers = []
  for (const question of ['server-info', 'clusters', 'listeners', 'certs', 'memory', 'runtime', 'help']) {
    const answer = await fetchFrom(portolan, `${envoyPath(portolan)}/${question}`)
    expect([question, answer.status, answer.headers.get('cache-control')]).toEqual([
      question,
      200,
      'no-store',
    ])
    answers.push([
      question,
      answer.headers.get('content-type')?.split(';')[0],
      (await answer.text()).length > 2,
    ])
  }
  expect(answers).toContainEqual(['clusters', 'application/json', true])
  expect(answers).toContainEqual(['help', 'text/plain', true])
  const asked = (await askedOfEnvoy(portolan)).map(({ method, path }) => `${method} ${path}`)
  expect(asked).toContain('GET /listeners?format=json')
  expect(asked).toContain('GET /server_info')
})

test('a question’s parameters go to Envoy as Envoy calls them', async () => {
  await using portolan = await portolanOnSandbox()
  const seen: string[] = []
  replaceEnvoy(portolan, frontend, (request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`)
    response.setHeader('content-type', 'application/json').end('{}')
  })
  for (const asked of [
    'config-dump?resource=dynamic_listeners&mask=name,error_state',
    'config-dump?includeEds=true&nameRegex=a%2Bb%26c',
    'config-dump?includeEds=false',
    'stats?filter=x%3By&type=Counters&usedonly=true&histogramBuckets=none',
    'logging',
  ]) {
    expect((await fetchFrom(portolan, `${envoyPath(portolan)}/${asked}`)).status).toBe(200)
  }
  expect(seen).toEqual([
    'GET /config_dump?resource=dynamic_listeners&mask=name%2Cerror_state',
    'GET /config_dump?name_regex=a%2Bb%26c&include_eds',
    'GET /config_dump',
    'GET /stats?format=json&filter=x%3By&type=Counters&usedonly&histogram_buckets=none',
    'POST /logging',
  ])
})

test.each([
  ['config-dump?resource=Bad-Name', 'resource'],
  ['config-dump?mask=a b', 'mask'],
  ['config-dump?includeEds=yes', 'includeEds'],
  ['config-dump?filter=a', 'config-dump takes no filter'],
  ['certs?mask=a', 'none but maxBytes'],
  ['stats?type=Everything', 'type'],
  ['stats?maxBytes=99999999999', 'maxBytes'],
  ['stats?filter=a%00b', 'filter'],
  ['stats?fliter=a', 'could not be read'],
  ['quitquitquit', 'path'],
])('%s is refused before anything is asked', async (asked, why) => {
  await using portolan = await portolanOnSandbox()
  const answer = await portolan.get(`${envoyPath(portolan)}/${asked}`)
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  expect(JSON.stringify(answer.body)).toContain(why)
  expect(await askedOfEnvoy(portolan)).toEqual([])
})

test.each([
  [404, 'not-found', 404, 'ecds_filters not found in config dump'],
  [403, 'endpoint-disabled', 403, 'request to path /config_dump not allowed'],
  [400, 'bad-request', 400, 'INVALID_ARGUMENT: no such field'],
  [503, 'answer-broken', 502, 'draining'],
])('what Envoy answers with %d is a problem in its own words', async (said, code, status, words) => {
  await using portolan = await portolanOnSandbox()
  replaceEnvoy(portolan, frontend, (_request, response) => void response.writeHead(said).end(words))
  expect(await portolan.get(`${envoyPath(portolan)}/config-dump?resource=ecds_filters`)).toMatchObject({
    status,
    body: { code, detail: words, evidence: { kind: 'http', status: said, said: words } },
  })
})

test('a page is handed on as text, never as a page', async () => {
  await using portolan = await portolanOnSandbox()
  replaceEnvoy(
    portolan,
    frontend,
    (_request, response) => void response.setHeader('content-type', 'text/html').end('<script>1</script>'),
  )
  const answer = await fetchFrom(portolan, `${envoyPath(portolan)}/help`)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('an answer that says that it is too long is refused, one that grows too long is broken off', async () => {
  await using portolan = await portolanOnSandbox()
  replaceEnvoy(portolan, frontend, (request, response) => {
    if (request.url === '/certs') return void response.end('x'.repeat(5_000))
    response.setHeader('content-type', 'application/json')
    response.write('y'.repeat(900))
    response.end('y'.repeat(900))
  })
  expect(await portolan.get(`${envoyPath(portolan)}/certs?maxBytes=1000`)).toMatchObject({
    status: 413,
    body: { code: 'answer-too-large', detail: expect.stringContaining('5000 bytes') },
  })
  const broken = await fetchFrom(portolan, `${envoyPath(portolan)}/memory?maxBytes=1000`)
  let received = 0
  const reading = async () => {
    for await (const piece of broken.body ?? []) received += piece.length
  }
  await expect(reading()).rejects.toThrow('terminated')
  expect(received).toBe(1_000)
  const whole = await fetchFrom(portolan, `${envoyPath(portolan)}/memory?maxBytes=1800`)
  expect((await whole.text()).length).toBe(1_800)
  await expect
    .poll(async () => (await askedOfEnvoy(portolan)).map(({ outcome }) => outcome))
    .toContainEqual(
      expect.objectContaining({ kind: 'failed', text: expect.stringContaining('longer than 1000') }),
    )
})

test('two who ask for the whole dump wait for each other, while light questions pass', async () => {
  await using portolan = await portolanOnSandbox()
  const envoy = holdEnvoy(portolan)
  const first = fetchFrom(portolan, `${envoyPath(portolan)}/config-dump`)
  await envoy.arrived(1)
  const second = fetchFrom(portolan, `${envoyPath(portolan)}/clusters`)
  const light = fetchFrom(portolan, `${envoyPath(portolan)}/config-dump?resource=dynamic_listeners`)
  await envoy.arrived(2)
  expect(envoy.asked.map(({ url }) => url)).toEqual([
    '/config_dump',
    '/config_dump?resource=dynamic_listeners',
  ])
  envoy.asked[1]?.response.end('{}')
  expect((await light).status).toBe(200)
  envoy.asked[0]?.response.end('{}')
  expect((await first).status).toBe(200)
  await envoy.arrived(3)
  expect(envoy.asked[2]?.url).toBe('/clusters?format=json')
  envoy.asked[2]?.response.end('{}')
  expect((await second).status).toBe(200)
})

test('who goes away gives up the place, and the request to the pod is broken off', async () => {
  await using portolan = await portolanOnSandbox()
  const envoy = holdEnvoy(portolan)
  const leaving = new AbortController()
  const first = fetchFrom(portolan, `${envoyPath(portolan)}/config-dump`, leaving.signal)
  await envoy.arrived(1)
  const waiting = new AbortController()
  const second = fetchFrom(portolan, `${envoyPath(portolan)}/stats`, waiting.signal)
  const third = fetchFrom(portolan, `${envoyPath(portolan)}/clusters`)
  waiting.abort()
  leaving.abort()
  await expect(first).rejects.toThrow('aborted')
  await expect(second).rejects.toThrow('aborted')
  const broken = envoy.asked[0]?.response
  await envoy.arrived(2)
  await expect.poll(() => broken?.destroyed).toBe(true)
  expect(envoy.asked[1]?.url).toBe('/clusters?format=json')
  envoy.asked[1]?.response.end('{}')
  expect((await third).status).toBe(200)
  expect((await askedOfEnvoy(portolan)).map(({ outcome }) => outcome.kind)).toContain('cancelled')
})

test('an answer is not taken faster than it is read', async () => {
  await using portolan = await portolanOnSandbox()
  const envoy = holdEnvoy(portolan)
  const asking = fetchFrom(portolan, `${envoyPath(portolan)}/memory`)
  await envoy.arrived(1)
  const { response } = envoy.asked[0] ?? {}
  if (response === undefined) throw new Error('nothing arrived')
  let sent = 0
  const piece = Buffer.alloc(256 * 1024, 'z')
  const send = () => {
    while (sent < 30_000_000 && response.write(piece)) sent += piece.length
  }
  response.on('drain', send)
  send()
  const answer = await asking
  // What fits into the buffers on the way is taken, and no more: wait until it stands still.
  let before = -1
  await expect
    .poll(() => {
      const stands = sent === before
      before = sent
      return stands
    })
    .toBe(true)
  expect(sent).toBeLessThan(20_000_000)
  await answer.body?.cancel()
})

test('an answer that breaks off in the middle is no whole answer to the browser, and the next in line goes on', async () => {
  await using portolan = await portolanOnSandbox()
  const envoy = holdEnvoy(portolan)
  const first = fetchFrom(portolan, `${envoyPath(portolan)}/config-dump`)
  await envoy.arrived(1)
  const second = fetchFrom(portolan, `${envoyPath(portolan)}/clusters`)
  envoy.asked[0]?.response.write('{"configs":')
  const begun = await first
  envoy.asked[0]?.response.destroy()
  await expect(begun.text()).rejects.toThrow('terminated')
  await envoy.arrived(2)
  envoy.asked[1]?.response.end('{}')
  expect((await second).status).toBe(200)
})

test('who breaks a request off in the list of requests ends its answer', async () => {
  await using portolan = await portolanOnSandbox()
  const envoy = holdEnvoy(portolan)
  const asking = fetchFrom(portolan, `${envoyPath(portolan)}/memory`)
  await envoy.arrived(1)
  envoy.asked[0]?.response.write('x'.repeat(100))
  const begun = await asking
  const running = (await askedOfEnvoy(portolan)).find(({ path }) => path === '/memory')
  expect(await portolan.post(`/api/requests/${running?.id}/cancel`, {})).toMatchObject({
    body: { cancelled: 1 },
  })
  await expect(begun.text()).rejects.toThrow('terminated')
  expect((await askedOfEnvoy(portolan)).map(({ outcome }) => outcome.kind)).toContain('cancelled')
})

test('who may not forward ports is told which right is missing, and Envoy is asked nothing', async () => {
  await using portolan = await portolanOnSandbox({ user: 'viewer' })
  expect(await portolan.get(`${envoyPath(portolan)}/server-info`)).toMatchObject({
    status: 403,
    body: { code: 'forbidden', evidence: { kind: 'access' } },
  })
  expect(await askedOfEnvoy(portolan)).toEqual([])
})

test('a pod without an Envoy, and one that is gone', async () => {
  await using portolan = await portolanOnSandbox()
  expect(await portolan.get(`${envoyPath(portolan, 'istio-system/istiod')}/server-info`)).toMatchObject({
    status: 404,
    body: { code: 'port-unknown' },
  })
  expect(await portolan.get(`${portolan.cluster}/pods/shop/gone-1/envoy/server-info`)).toMatchObject({
    status: 404,
    body: { code: 'pod-gone' },
  })
})
