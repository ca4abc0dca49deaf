import type { LogLevelChange, LogLevelReturn } from '@portolan/contract/envoy'
import { envoyRoutes } from '@portolan/contract/envoy-routes'
import { routes } from '@portolan/contract/routes'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { envoyPath, fetchFrom, postAside, replaceEnvoy } from '../testing/envoy-on-sandbox.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { readLevels } from './tell-envoy.ts'

const frontend = 'shop/frontend'

let clock: ManualClock
let portolan: PortolanOnSandbox
beforeEach(async () => {
  clock = new ManualClock()
  portolan = await portolanOnSandbox({ clock })
})
afterEach(() => portolan[Symbol.asyncDispose]())

async function set(body: object): Promise<readonly LogLevelChange[]> {
  const answer = await portolan.post(`${envoyPath(portolan)}/log-level`, { confirmed: true, ...body })
  expect(answer).toMatchObject({ status: 200 })
  return z.parse(envoyRoutes.setLogLevel.answer, answer.body).pods
}

/** As a person beside Portolan would, or Portolan’s own view. */
async function levels(pod: `${string}/${string}` = frontend) {
  const answer = await fetchFrom(portolan, `${envoyPath(portolan, pod)}/logging`)
  return readLevels(await answer.text())
}

async function returns(): Promise<readonly LogLevelReturn[]> {
  const { body } = await portolan.get('/api/log-level-returns')
  return z.parse(envoyRoutes.logLevelReturns.answer, body).returns
}

/** The states once none is pending any more. */
async function ended(): Promise<readonly LogLevelReturn[]> {
  await expect
    .poll(async () => (await returns()).map(({ state }) => state))
    .not.toContainEqual(expect.stringMatching(/^(?:pending|returning)$/))
  return returns()
}

test('a level is set, and the answer says what it was and what it is now', async () => {
  const [change, ...more] = await set({ logger: 'http', level: 'debug' })
  expect(change).toMatchObject({ kind: 'changed', before: { http: 'warning' }, now: { http: 'debug' } })
  expect(more).toEqual([])
  expect(await levels()).toMatchObject({ http: 'debug', main: 'warning' })
  expect(await returns()).toEqual([])
  expect(portolan.logged.join('')).toMatch(/"audit":true.*log levels of an Envoy are changed/)
  const { requests } = z.parse(routes.requests.answer, (await portolan.get('/api/requests')).body)
  expect(requests.filter(({ why }) => why === 'envoy').map(({ path }) => path)).toContain(
    '/logging?http=debug',
  )
})

test('all loggers of all pods of the workload', async () => {
  const changes = await set({ logger: '*', level: 'info', workload: true })
  const names = portolan.sandbox.objects
    .list('pods')
    .map(({ metadata }) => metadata.name)
    .filter((name) => name.startsWith('frontend-'))
  expect(names.length).toBeGreaterThan(1)
  expect(changes.map(({ pod }) => pod.name)).toEqual(names.toSorted())
  for (const change of changes) {
    expect(change).toMatchObject({
      kind: 'changed',
      before: { misc: 'error' },
      now: { misc: 'info', http: 'info' },
    })
  }
})

test('of a workload one pod that fails does not hide the others', async () => {
  replaceEnvoy(portolan, frontend, (_request, response) => void response.writeHead(403).end('not allowed'))
  const changes = await set({ logger: 'http', level: 'info', workload: true })
  const kinds = changes.map((one) => (one.kind === 'failed' ? one.code : one.kind)).toSorted()
  expect(kinds).toEqual([...changes.slice(1).map(() => 'changed'), 'endpoint-disabled'])
})

test('the levels return by themselves when their time has come, and not before', async () => {
  await set({ logger: '*', level: 'trace', returnAfterSeconds: 20 })
  expect(await returns()).toMatchObject([
    { state: 'pending', logger: '*', level: 'trace', restarts: 0, identity: 'sandbox-admin' },
  ])
  clock.pass(19_999)
  expect(await levels()).toMatchObject({ http: 'trace', misc: 'trace' })
  clock.pass(1)
  expect(await ended()).toMatchObject([{ state: 'returned' }])
  expect(await levels()).toMatchObject({ http: 'warning', misc: 'error' })
})

test('a restarted Envoy is left alone', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  portolan.sandbox.pod(frontend).restartContainer('istio-proxy')
  expect(await levels()).toMatchObject({ http: 'warning' })
  clock.pass(20_000)
  expect(await ended()).toMatchObject([{ state: 'restarted' }])
})

test('a pod that took the name of the one that was changed is left alone', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  portolan.sandbox.pod(frontend).replace()
  clock.pass(20_000)
  expect(await ended()).toMatchObject([{ state: 'pod-gone' }])
})

test('what somebody else set meanwhile is left as it is, and told', async () => {
  await set({ logger: '*', level: 'debug', returnAfterSeconds: 20 })
  await postAside(portolan, frontend, '/logging?http=trace')
  clock.pass(20_000)
  expect(await ended()).toMatchObject([{ state: 'returned', left: ['http'] }])
  expect(await levels()).toMatchObject({ http: 'trace', main: 'warning' })
})

test('where somebody else set everything anew, nothing is done', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  await postAside(portolan, frontend, '/logging?level=info')
  clock.pass(20_000)
  expect(await ended()).toMatchObject([{ state: 'changed-by-others', left: ['http'] }])
  expect(await levels()).toMatchObject({ http: 'info' })
})

test('a level that is set again returns to what it was before the first time', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  await set({ logger: '*', level: 'trace', returnAfterSeconds: 60 })
  expect((await returns()).map(({ state }) => state)).toEqual(['superseded', 'pending'])
  clock.pass(60_000)
  expect((await ended()).map(({ state }) => state)).toEqual(['superseded', 'returned'])
  expect(await levels()).toMatchObject({ http: 'warning', main: 'warning', misc: 'error' })
})

test('a level that is set again for good does not return', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  await set({ logger: 'http', level: 'info' })
  clock.pass(20_000)
  expect((await ended()).map(({ state }) => state)).toEqual(['superseded'])
  expect(await levels()).toMatchObject({ http: 'info' })
})

test('a person sets back at once, or keeps the level', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  await set({ logger: 'main', level: 'debug', returnAfterSeconds: 20 })
  const [http, main] = await returns()
  expect(await portolan.post(`/api/log-level-returns/${http?.id}/now`, {})).toMatchObject({
    body: { state: 'returned' },
  })
  expect(await portolan.post(`/api/log-level-returns/${main?.id}/keep`, {})).toMatchObject({
    body: { state: 'kept' },
  })
  clock.pass(20_000)
  expect(await levels()).toMatchObject({ http: 'warning', main: 'debug' })
  expect(await portolan.post('/api/log-level-returns/none/now', {})).toMatchObject({ status: 404 })
})

test('a way that fails is tried again', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  portolan.sandbox.pod(frontend).refuse(15_000)
  clock.pass(20_000)
  await expect.poll(async () => (await returns())[0]?.text).toContain('refused')
  expect(await returns()).toMatchObject([{ state: 'pending' }])
  portolan.sandbox.pod(frontend).heal()
  clock.pass(30_000)
  expect(await ended()).toMatchObject([{ state: 'returned' }])
})

test('an answer that got lost leaves no level behind', async () => {
  const asked: string[] = []
  let level = 'warning'
  replaceEnvoy(portolan, frontend, ({ url = '' }, response) => {
    asked.push(url)
    const [, told] = /http=(\w+)/.exec(url) ?? []
    level = told ?? level
    if (told === 'debug') response.destroy()
    else response.end(`active loggers:\n  http: ${level}\n\n`)
  })
  const [change] = await set({ logger: 'http', level: 'debug', returnAfterSeconds: 20 })
  expect(change).toMatchObject({ kind: 'failed', code: 'port-reset', returnId: expect.any(String) })
  clock.pass(20_000)
  expect(await ended()).toMatchObject([{ state: 'returned' }])
  expect(level).toBe('warning')
})

test('what Envoy refuses is promised to nobody', async () => {
  replaceEnvoy(portolan, frontend, ({ url }, response) => {
    if (url === '/logging') response.end('active loggers:\n  http: warning\n\n')
    else response.writeHead(400).end('error: unknown logger level')
  })
  const order = { confirmed: true, logger: 'http', level: 'debug', returnAfterSeconds: 20 }
  expect(await portolan.post(`${envoyPath(portolan)}/log-level`, order)).toMatchObject({
    status: 400,
    body: { code: 'bad-request', detail: 'error: unknown logger level' },
  })
  expect(await returns()).toEqual([])
})

test('a server that stops says which levels are pending, and sets them back', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 3_600 })
  const { sandbox, told, logged } = portolan
  const { name } = sandbox.pod(frontend).object.metadata
  await portolan.stop()
  expect(told).toEqual([expect.stringContaining('Setting log levels back'), `  shop/${name}: http at debug`])
  expect(logged.join('')).toContain('Setting log levels back')
  expect(readLevels(await postAside(portolan, frontend, '/logging'))).toMatchObject({ http: 'warning' })
})

test('a server that stops says which levels it could not set back', async () => {
  await set({ logger: 'http', level: 'debug', returnAfterSeconds: 3_600 })
  const { sandbox, told } = portolan
  sandbox.pod(frontend).refuse(15_000)
  await portolan.stop()
  expect(told[2]).toContain('Could not be set back')
  expect(told[3]).toMatch(/http at debug \(.*refused/)
  expect(told[4]).toMatch(/^ {4}istioctl proxy-config log \S+\.shop --level http:warning$/)
})

test('counters are set to zero when it is confirmed', async () => {
  const stats = async () => (await fetchFrom(portolan, `${envoyPath(portolan)}/stats`)).text()
  expect(await stats()).toContain('"name":"cluster.xds-grpc.upstream_cx_total","value":3')
  expect(await portolan.post(`${envoyPath(portolan)}/reset-counters`, {})).toMatchObject({ status: 409 })
  expect(await portolan.post(`${envoyPath(portolan)}/reset-counters`, { confirmed: true })).toMatchObject({
    status: 200,
  })
  expect(await stats()).toContain('"name":"cluster.xds-grpc.upstream_cx_total","value":0')
  expect(await stats()).toContain('"name":"cluster.xds-grpc.upstream_cx_active","value":1')
})

test.each([
  [{ logger: 'http', level: 'debug' }, 409, 'confirmation-needed'],
  [{ logger: 'http', level: 'loud', confirmed: true }, 400, 'bad-request'],
  [{ logger: 'http=trace&main', level: 'debug', confirmed: true }, 400, 'bad-request'],
  [{ logger: 'nosuch', level: 'debug', confirmed: true }, 400, 'bad-request'],
  [{ logger: 'http', level: 'debug', returnAfterSeconds: 5, confirmed: true }, 400, 'bad-request'],
])('%j is refused, and nothing is changed', async (order, status, code) => {
  const before = await levels()
  expect(await portolan.post(`${envoyPath(portolan)}/log-level`, order)).toMatchObject({
    status,
    body: { code },
  })
  expect(await levels()).toEqual(before)
})
