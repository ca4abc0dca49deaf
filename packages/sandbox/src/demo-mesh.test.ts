import { once } from 'node:events'
import { statSync } from 'node:fs'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoMesh } from './demo-mesh.ts'
import { generatedSamples } from './generated-samples.ts'
import { openRecording } from '@portolan/recording/open-recording'
import { shippedRecording } from './shipped-recording.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'
import { openForward } from './testing/forward-client.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ mesh: await demoMesh(), lingerMilliseconds: 20 })
})
afterAll(() => sandbox[Symbol.asyncDispose]())

function nameOf(ref: `${string}/${string}`): `${string}/${string}` {
  const { namespace, name } = sandbox.pod(ref).object.metadata
  return `${namespace}/${name}`
}

async function get(ref: `${string}/${string}`, port: number, target: string, method = 'GET') {
  const tunnel = await openForward(sandbox, nameOf(ref), port)
  const asking = request({ path: target, method, createConnection: () => tunnel }).end()
  const [response] = await once(asking, 'response')
  const body: Buffer = await buffer(response)
  tunnel.destroy()
  return { status: Number(response.statusCode), type: String(response.headers['content-type']), body }
}

test('the demo says that it is a recording, from when and of what', () => {
  expect(sandbox.source).toMatchObject({
    kind: 'recorded',
    recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    from: 'lab',
    istioVersion: expect.stringMatching(/^1\./),
  })
})

test('Envoy answers as recorded', async () => {
  expect((await get('shop/cart', 15000, '/ready')).body.toString()).toBe('LIVE\n')
  expect(JSON.parse((await get('shop/cart', 15000, '/server_info')).body.toString())).toMatchObject({
    state: 'LIVE',
  })
  expect((await get('shop/cart', 15000, '/nothing')).body.toString()).toMatch(
    /^invalid path\. admin commands are:/,
  )
  expect((await get('shop/cart', 15000, '/quitquitquit')).status).toBe(405)
  expect((await get('backend/inventory-0', 19000, '/ready')).status).toBe(200)
})

test('statistics are filtered as Envoy filters them', async () => {
  const live = await get('shop/cart', 15000, `/stats?filter=${encodeURIComponent('^server\\.(live|state)$')}`)
  expect(live.body.toString()).toBe('server.live: 1\nserver.state: 0\n')
  const all = (await get('shop/cart', 15000, '/stats')).body.toString().split('\n')
  const used = (await get('shop/cart', 15000, '/stats?usedonly&filter=cluster')).body.toString().split('\n')
  expect(used.length).toBeGreaterThan(3)
  expect(used.length).toBeLessThan(all.length)
  expect(used.every((line) => line === '' || /cluster/.test(line))).toBe(true)
  const json: unknown = JSON.parse(
    (await get('shop/cart', 15000, '/stats?filter=server.live&format=json')).body.toString(),
  )
  expect(json).toEqual({ stats: [{ name: 'server.live', value: 1 }] })
  expect((await get('shop/cart', 15000, '/stats?filter=(')).status).toBe(400)
})

test('the agent, health and metrics ports answer as recorded', async () => {
  expect((await get('shop/frontend', 15020, '/healthz/ready')).status).toBe(200)
  expect((await get('shop/frontend', 15021, '/healthz/ready')).status).toBe(200)
  expect((await get('shop/frontend', 15090, '/')).status).toBe(404)
  expect((await get('shop/frontend', 15090, '/stats/prometheus')).body.toString()).toContain('envoy_')
})

test('istiod answers its debug endpoints on both ports, about each proxy, and about strangers', async () => {
  const { name } = sandbox.pod('shop/cart').object.metadata
  for (const port of [8080, 15014]) {
    expect(
      JSON.parse((await get('istio-system/istiod', port, '/debug/syncz')).body.toString()),
    ).toBeInstanceOf(Array)
    expect((await get('istio-system/istiod', port, `/debug/edsz?proxyID=${name}.shop`)).status).toBe(200)
  }
  expect((await get('istio-system/istiod', 8080, '/debug/edsz')).status).toBe(400)
  expect((await get('istio-system/istiod', 8080, '/debug/edsz?proxyID=somebody.else')).status).toBe(404)
  expect((await get('istio-system/istiod', 8080, '/metrics')).status).toBe(404)
  expect((await get('istio-system/istiod', 9876, '/scopej/')).status).toBe(200)
})

test("istiod's TLS ports have its names", async () => {
  for (const port of [15012, 15017]) {
    const secure = connectTls({
      socket: await openForward(sandbox, nameOf('istio-system/istiod'), port),
      rejectUnauthorized: false,
    })
    await once(secure, 'secureConnect')
    expect(secure.getPeerCertificate().subjectaltname).toContain('DNS:istiod.istio-system.svc')
    secure.destroy()
  }
})

test('what was broken when it was recorded is broken the same way', async () => {
  expect(await sandbox.pod('shop/notifications').listening()).not.toContain(8080)
  expect(await sandbox.pod('legacy/crasher').listening()).toEqual([])
  expect(await sandbox.pod('backend/inventory-0').listening()).not.toContain(15000)
  expect(await sandbox.pod('shop/cart').listening()).not.toContain(15053)
  expect(await sandbox.pod('shop/frontend').listening()).toContain(15053)
})

test('a pod that replaces a recorded one answers as it did', async () => {
  const pod = sandbox.pod('shop/catalog-v1')
  const name = `${pod.object.metadata.name.slice(0, -5)}abcde` as const
  pod.replace(name)
  expect((await get(`shop/${name}`, 15000, '/ready')).status).toBe(200)
})

test('the generated samples say that they are', () => {
  const { pods, namespaces } = generatedSamples().objects
  expect(pods.length).toBeGreaterThan(0)
  for (const pod of [...pods, ...namespaces])
    expect(pod.metadata.annotations).toHaveProperty('sandbox.portolan/generated')
})

test('its counters move from moment to moment, and no Envoy seems to begin again', async () => {
  const { clock } = sandbox
  if (!clock) throw new Error('the demo has no clock')
  expect(clock.moments).toBeGreaterThanOrEqual(3)
  const seen: number[][] = []
  for (let moment = 0; moment < clock.moments; moment += 1) {
    await clock.show(moment)
    const answer = await get(
      'istio-system/istio-ingressgateway',
      15000,
      '/stats?filter=^server.uptime$|^http.outbound_0.0.0.0_8080;?.downstream_rq_total$',
    )
    seen.push([...answer.body.toString().matchAll(/: (\d+)$/gm)].map(([, value]) => Number(value)))
  }
  const fallen = seen.filter((values, index) =>
    values.some((value, at) => value < (seen[index - 1]?.[at] ?? 0)),
  )
  expect(fallen).toEqual([])
  expect(seen.at(-1)).not.toEqual(seen[0])
})

test('the recording is small and holds no keys, tokens or home folders', async () => {
  const file = shippedRecording()
  expect(statSync(file).size).toBeLessThan(6 * 1024 * 1024)
  await using recording = await openRecording(file)
  for (const { path } of recording.manifest.files) {
    const text = (await recording.readBody(path)).toString('latin1')
    expect(text).not.toMatch(/PRIVATE KEY|eyJhbGciOi|\/root\/|"kind":"Secret"/)
  }
})
