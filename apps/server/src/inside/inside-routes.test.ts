import { insideRoutes } from '@portolan/contract/inside-routes'
import { insideRecord } from '@portolan/contract/inside-changes'
import type { LiveEvent } from '@portolan/contract/live'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { scriptedReader } from '../testing/scripted-reader.ts'

function pathOf(portolan: PortolanOnSandbox, ref: `${string}/${string}` = 'shop/frontend'): string {
  const { namespace = '', name } = portolan.sandbox.pod(ref).object.metadata
  return `${portolan.cluster}/pods/${namespace}/${name}`
}

async function look(portolan: PortolanOnSandbox, body: object = {}, path = pathOf(portolan)) {
  const answer = await portolan.post(`${path}/inside`, body)
  expect(answer.status).toBe(200)
  return z.parse(insideRoutes.insideLook.answer, answer.body)
}

async function record(portolan: PortolanOnSandbox) {
  const { body } = await portolan.get(`${pathOf(portolan)}/inside`)
  return z.parse(insideRecord, body)
}

const lookedAtLeast = (times: number) => (event: LiveEvent) => event.kind === 'inside' && event.looks >= times

const listener = (port: number) => ({
  key: `inode:${port}`,
  family: 'tcp' as const,
  state: 'LISTEN' as const,
  inode: port,
  receiveQueue: 0,
  sendQueue: 0,
  local: { address: '0.0.0.0', port },
  remote: { address: '0.0.0.0', port: 0 },
  holders: [],
})

test('every running container is read with one command, and the chart’s ports are told from the table', async () => {
  const reader = scriptedReader({})
  reader.sockets = [listener(15_006), listener(15_021)]
  await using portolan = await portolanOnSandbox({ reader })
  const found = await look(portolan)
  const running = found.containers.filter(({ outcome }) => outcome.kind === 'read').map(({ name }) => name)
  expect(running).toContain('istio-proxy')
  expect(reader.asked.map(({ container }) => container)).toEqual(running)
  expect(found.sockets.map(({ port }) => port)).toEqual(['envoy-inbound', 'envoy-health'])
  expect(found.missing).toContain('envoy-outbound')
  expect(found.missing).not.toContain('envoy-inbound')
})

test('opening a pod, its chart or its record executes nothing', async () => {
  const reader = scriptedReader({})
  await using portolan = await portolanOnSandbox({ reader })
  await portolan.get(pathOf(portolan))
  expect(await record(portolan)).toMatchObject({ looking: false, history: [] })
  const topic = pathOf(portolan).replace('/api/clusters/', 'inside/').replace('/pods/', '/')
  await using live = await portolan.live([topic])
  await live.find((event) => event.kind === 'inside')
  expect(reader.asked).toEqual([])
})

test('the record says whether a look would be allowed, before anybody looks', async () => {
  await using portolan = await portolanOnSandbox()
  const { access } = await record(portolan)
  expect(access.map(({ need, allowed }) => [need.verb, need.subresource, allowed])).toEqual([
    ['create', 'exec', true],
    ['get', 'exec', true],
  ])
  await using viewers = await portolanOnSandbox({ user: 'viewer' })
  expect((await record(viewers)).access.map(({ allowed }) => allowed)).toEqual([false, false])
})

test('only the containers that were named are read', async () => {
  const reader = scriptedReader({})
  await using portolan = await portolanOnSandbox({ reader })
  const found = await look(portolan, { containers: ['istio-proxy'] })
  expect(found.containers.map(({ name }) => name)).toEqual(['istio-proxy'])
})

test('who may not execute is told which right is missing, and nothing is executed', async () => {
  const reader = scriptedReader({})
  await using portolan = await portolanOnSandbox({ reader, user: 'viewer' })
  const { containers, sockets, missing } = await look(portolan)
  const reasons = containers.map(({ outcome }) => outcome.kind === 'unread' && outcome.reason)
  expect(reasons).toContain('forbidden')
  expect(reasons).not.toContain(false)
  expect(JSON.stringify(containers)).toContain('exec')
  expect([sockets, missing, reader.asked]).toEqual([[], [], []])
})

test('with --no-exec nothing is executed, not even a right is asked for', async () => {
  const reader = scriptedReader({})
  await using portolan = await portolanOnSandbox({ reader, exec: false })
  const { containers } = await look(portolan)
  expect(JSON.stringify(containers)).toContain('switched-off')
  expect(reader.asked).toEqual([])
  expect(portolan.sandbox.seen().filter(({ url }) => url.includes('selfsubjectaccessreviews'))).toHaveLength(
    // The chart asks for port-forward: get and create.
    2,
  )
  expect(await portolan.get('/api/session')).toMatchObject({ body: { exec: false } })
  const kept = await portolan.post(`${pathOf(portolan)}/inside/keep`, { every: 2 })
  expect(kept).toMatchObject({ status: 200, body: {} })
  expect(await record(portolan)).not.toHaveProperty('every')
})

test('one container without a shell does not hide the others', async () => {
  const words = 'exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown'
  const reader = scriptedReader({
    app: () => ({ fails: new TunnelError('no-such-program', words) }),
  })
  await using portolan = await portolanOnSandbox({ reader })
  const { containers } = await look(portolan)
  const outcomes = new Map(containers.map(({ name, outcome }) => [name, outcome]))
  expect(outcomes.get('app')).toEqual({ kind: 'unread', reason: 'no-shell', text: words })
  expect(outcomes.get('istio-proxy')).toMatchObject({ kind: 'read' })
})

test('a container that does not run says so in Kubernetes’ words and is not asked', async () => {
  const reader = scriptedReader({})
  await using portolan = await portolanOnSandbox({ reader })
  portolan.sandbox.pod('shop/frontend').crashContainer('app')
  await expect
    .poll(async () => (await look(portolan)).containers.find(({ name }) => name === 'app')?.outcome)
    .toMatchObject({
      kind: 'unread',
      reason: 'not-running',
      text: expect.stringContaining('CrashLoopBackOff'),
    })
})

test('a pod that is gone, and a cluster that is unknown', async () => {
  await using portolan = await portolanOnSandbox()
  expect(await portolan.post(`${portolan.cluster}/pods/shop/gone-1/inside`, {})).toMatchObject({
    status: 404,
    body: { code: 'pod-gone' },
  })
  expect(await portolan.post('/api/clusters/other/pods/shop/gone-1/inside', {})).toMatchObject({
    status: 404,
    body: { code: 'cluster-unknown' },
  })
})

test('never more than two commands run in one pod at once, however many look', async () => {
  const reader = scriptedReader({})
  await using portolan = await portolanOnSandbox({ reader })
  const released = Promise.withResolvers<void>()
  reader.hold = released.promise
  const looks = Promise.all([look(portolan), look(portolan), look(portolan)])
  await expect.poll(() => reader.running).toBe(2)
  released.resolve()
  await looks
  expect(reader.asked.length).toBeGreaterThan(2)
  expect(reader.most).toBe(2)
})

test('who keeps looking gets what changed, and it ends with the last one who listens', async () => {
  const reader = scriptedReader({})
  reader.sockets = [listener(8_080)]
  await using portolan = await portolanOnSandbox({ reader })
  const path = pathOf(portolan)
  const topic = path.replace('/api/clusters/', 'inside/').replace('/pods/', '/')
  await using live = await portolan.live([topic])
  expect(await portolan.post(`${path}/inside/keep`, { every: 2 })).toMatchObject({ body: { every: 2 } })
  await live.find(lookedAtLeast(1))
  reader.sockets = [listener(9_090)]
  await live.find(lookedAtLeast(2))
  expect(await record(portolan)).toMatchObject({
    every: 2,
    look: { sockets: [{ local: { port: 9_090 } }] },
    history: [{ opened: [{ key: 'inode:9090' }], closed: [{ key: 'inode:8080' }] }],
  })
  expect(await portolan.post(`${path}/inside/keep`, {})).toMatchObject({ body: {} })
  expect(await record(portolan)).not.toHaveProperty('every')
})

test.each([1, 61, 'often'])('an interval of %j is refused', async (every) => {
  await using portolan = await portolanOnSandbox()
  expect(await portolan.post(`${pathOf(portolan)}/inside/keep`, { every })).toMatchObject({
    status: 400,
    body: { code: 'bad-request' },
  })
})

test('a command that never ends is broken off with the request that asked for it', async () => {
  const reader = scriptedReader({ 'istio-proxy': () => ({ never: true }) })
  await using portolan = await portolanOnSandbox({ reader })
  const leaving = new AbortController()
  const asked = fetch(`${portolan.origin}${pathOf(portolan)}/inside`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-portolan-token': portolan.token,
      origin: portolan.origin,
    },
    body: '{}',
    signal: leaving.signal,
  })
  await expect.poll(() => reader.running).toBe(1)
  leaving.abort()
  await expect(asked).rejects.toThrow(/abort/i)
  await expect.poll(() => reader.running).toBe(0)
  expect(await record(portolan)).toMatchObject({ looking: false, history: [] })
})
