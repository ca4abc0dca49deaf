import { problem } from '@portolan/contract/problem'
import type { Problem } from '@portolan/contract/problem'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { LogReader } from '../testing/log-reader.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

const sidecar = 'shop/native-sidecar-abcde'
const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`

let portolan: PortolanOnSandbox
beforeEach(async () => {
  portolan = await portolanOnSandbox({ sandbox: { mesh: meshOfKinds() } })
})
afterEach(() => portolan[Symbol.asyncDispose]())

function open(ref: string, query: string): Promise<LogReader> {
  return LogReader.open(portolan, `${portolan.cluster}/pods/${ref}/logs?${query}`)
}

async function lines(ref: string, query: string): Promise<readonly string[]> {
  await using log = await open(ref, query)
  expect(log.status).toBe(200)
  return await log.rest()
}

async function refused(ref: string, query: string): Promise<Problem> {
  return z.parse(problem, (await portolan.get(`${portolan.cluster}/pods/${ref}/logs?${query}`)).body)
}

test('one container’s last lines, each behind its time', async () => {
  const all = await lines(sidecar, 'container=istio-proxy')
  expect(all.length).toBeGreaterThan(3)
  expect(all.at(-1)).toMatch(new RegExp(`^${time} info\tEnvoy proxy is ready$`))
  expect(await lines(sidecar, 'container=istio-proxy&tail=2')).toEqual(all.slice(-2))
  expect(await lines(sidecar, 'container=istio-proxy&since=60')).toEqual([])
})

test('of several containers each line says whose it is, and carries the time that they are merged by', async () => {
  const all = await lines(sidecar, 'container=istio-init,istio-proxy,app')
  const owners = new Set(all.map((line) => new RegExp(`^\\[([a-z-]+)\\] ${time} `).exec(line)?.[1]))
  expect(owners).toEqual(new Set(['istio-init', 'istio-proxy', 'app']))
})

test('a follower gets what is written from then on, and hears when the container ends', async () => {
  await using log = await open(sidecar, 'container=app&follow=true&tail=1')
  expect(await log.next()).toMatch(/ app listens on :8080$/)
  const pod = portolan.sandbox.pod(sidecar)
  await pod.writeLog('app', 'one')
  expect(await log.next()).toMatch(/ one$/)
  await pod.writeLog('app', 'two')
  expect(await log.next()).toMatch(/ two$/)
  pod.crashContainer('app')
  expect(await log.rest()).toEqual(['! ended'])
})

test('several containers are followed in one answer, and one that ends does not end the other', async () => {
  await using log = await open(sidecar, 'container=app,istio-proxy&follow=true&tail=1')
  const first = [await log.next(), await log.next()].join('\n')
  expect(first).toMatch(/^\[app\] .* app listens on :8080$/m)
  expect(first).toMatch(/^\[istio-proxy\] .*\tEnvoy proxy is ready$/m)
  const pod = portolan.sandbox.pod(sidecar)
  await pod.writeLog('app', 'one')
  expect(await log.next()).toMatch(/^\[app\] .* one$/)
  pod.crashContainer('app')
  expect(await log.next()).toBe('[app] ! ended')
  await pod.writeLog('istio-proxy', 'two')
  expect(await log.next()).toMatch(/^\[istio-proxy\] .* two$/)
})

test('a follower who goes away leaves nothing open', async () => {
  // As many as may be followed at once: each one that was left open would be one too many.
  for (let round = 0; round < 31; round++) {
    await using log = await open(sidecar, 'container=app&follow=true&tail=1')
    expect([round, log.status]).toEqual([round, 200])
    expect(await log.next()).toMatch(/ app listens on :8080$/)
  }
})

test('who follows too many logs at once is told so', async () => {
  await using held = new AsyncDisposableStack()
  for (let round = 0; round < 10; round++)
    held.use(await open(sidecar, 'container=app,istio-proxy,istio-init&follow=true&tail=0'))
  expect(await refused(sidecar, 'container=app&follow=true')).toMatchObject({ code: 'too-many-requests' })
  expect(await lines(sidecar, 'container=app&tail=1')).toHaveLength(1)
})

test('the life before this one has a log of its own', async () => {
  const pod = portolan.sandbox.pod(sidecar)
  await pod.writeLog('app', 'my last words')
  pod.crashContainer('app')
  pod.restartContainer('app')
  expect((await lines(sidecar, 'container=app&previous=true')).at(-1)).toMatch(/ my last words$/)
  expect(await lines(sidecar, 'container=app')).toEqual([])
})

test('a crash loop’s last lines can be read while it waits', async () => {
  expect(await lines('legacy/crash-looping', 'container=app&previous=true')).toEqual([
    expect.stringMatching(/ cannot start$/),
  ])
})

test('who may not read logs is told which right is missing, and nothing is asked of the pod', async () => {
  portolan.sandbox.api.forbid('admin', 'get', 'pods/log')
  const { code, evidence } = await refused(sidecar, 'container=app')
  expect(code).toBe('forbidden')
  expect(evidence).toMatchObject({
    kind: 'access',
    missing: [{ verb: 'get', resource: 'pods', subresource: 'log', namespace: 'shop' }],
  })
  expect(portolan.sandbox.seen().filter(({ url }) => url.includes('/log?'))).toEqual([])
})

test('a container without a log says why, in the API server’s words', async () => {
  expect(await refused(sidecar, 'container=istio-proxy&previous=true')).toMatchObject({
    detail: 'previous terminated container "istio-proxy" in pod "native-sidecar-abcde" not found',
  })
  expect(await refused(sidecar, 'container=nobody')).toMatchObject({
    detail: 'container nobody is not valid for pod native-sidecar-abcde',
  })
  expect(await lines('legacy/pending', 'container=app')).toEqual([])
})

test('where one of several containers has no log, the others have theirs', async () => {
  const pod = portolan.sandbox.pod(sidecar)
  pod.crashContainer('app')
  pod.restartContainer('app')
  const all = await lines(sidecar, 'container=app,istio-proxy&previous=true')
  expect(all).toContainEqual(expect.stringMatching(new RegExp(`^\\[app\\] ${time} app listens on :8080$`)))
  expect(all).toContainEqual(
    expect.stringMatching(/^\[istio-proxy\] ! missing previous terminated container "istio-proxy"/),
  )
})

test('a kubelet that cannot be reached is said with its address', async () => {
  portolan.sandbox.api.stopKubelet()
  expect((await refused(sidecar, 'container=app')).detail).toContain('10.0.0.1:10250')
})

test('a question that cannot be meant is refused before anything is asked', async () => {
  const queries = [
    '',
    'container=../x',
    'container=app&tail=-1',
    'container=app&tail=x',
    'container=app&since=0',
  ]
  for (const query of queries) {
    const { code } = await refused(sidecar, query)
    expect([query, code]).toEqual([query, 'bad-request'])
  }
})
