import { podHealth } from '@portolan/contract/health'
import type { PodHealth } from '@portolan/contract/health'
import { problem } from '@portolan/contract/problem'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

const sidecar = 'shop/native-sidecar-abcde'

let portolan: PortolanOnSandbox
beforeEach(async () => {
  portolan = await portolanOnSandbox({ sandbox: { mesh: meshOfKinds() } })
})
afterEach(() => portolan[Symbol.asyncDispose]())

async function healthOf(ref: string): Promise<PodHealth> {
  const { status, body } = await portolan.get(`${portolan.cluster}/pods/${ref}/health`)
  expect(status).toBe(200)
  return z.parse(podHealth, body)
}

async function codeOf(ref: string): Promise<string> {
  const { body } = await portolan.get(`${portolan.cluster}/pods/${ref}/health`)
  return z.parse(problem, body).code
}

function hopsOf({ containers }: PodHealth, container: string) {
  const probes = containers.find(({ name }) => name === container)?.probes ?? []
  return probes.flatMap(({ hops, failing }) =>
    hops.map(({ at, state }, index) => [at, state, index === failing] as const),
  )
}

test('a pod that nobody looks at has its ports asked once, and is well', async () => {
  const health = await healthOf(sidecar)
  expect(health).toMatchObject({
    headline: { kind: 'well' },
    observed: 'once',
    events: { kind: 'read', events: [] },
    logs: { allowed: true },
  })
  expect(hopsOf(health, 'istio-proxy')).toEqual([
    ['kubelet', 'good', false],
    ['envoy-health', 'good', false],
    ['agent-status', 'good', false],
    ['agent-checks', 'good', false],
  ])
})

test('of a pod that somebody looks at, the health is what its prober saw', async () => {
  await using live = await portolan.live([`pod/kinds/${sidecar}`])
  await live.find((event) => event.kind === 'pod')
  expect(await healthOf(sidecar)).toMatchObject({ observed: 'watched', headline: { kind: 'well' } })
})

test('an Envoy that answers nothing any more is the hop where the proxy’s probe fails', async () => {
  portolan.sandbox.pod(sidecar).refuse(15_021)
  portolan.sandbox.pod(sidecar).ready('istio-proxy', false)
  const health = await healthOf(sidecar)
  expect(health.headline).toEqual({
    kind: 'failing-hop',
    container: 'istio-proxy',
    probe: 'readiness',
    hop: 1,
  })
  expect(hopsOf(health, 'istio-proxy')[1]).toEqual(['envoy-health', 'bad', true])
})

test('a crash loop is told with its last exit, how often, and what the kubelet wrote of it', async () => {
  const health = await healthOf('legacy/crash-looping')
  expect(health.headline).toMatchObject({
    kind: 'crashing',
    container: 'app',
    last: { exitCode: 3, reason: 'Error', meaning: 'own' },
  })
  expect(health.containers[0]).toMatchObject({ restarts: 17, forgotten: 16, state: { kind: 'waiting' } })
  expect(health.events).toMatchObject({
    kind: 'read',
    events: [{ type: 'Warning', reason: 'BackOff', count: 81, by: 'kubelet', container: 'app' }],
  })
})

test('a pod without a node, and one that has done its work, are asked nothing', async () => {
  expect(await healthOf('legacy/pending')).toMatchObject({
    headline: { kind: 'unscheduled' },
    observed: 'not-running',
  })
  expect(await healthOf('legacy/completed')).toMatchObject({
    headline: { kind: 'completed' },
    observed: 'not-running',
  })
  expect(portolan.sandbox.tunnels().opened).toBe(0)
})

test('who may not list events is told so, and sees the rest', async () => {
  portolan.sandbox.api.forbid('admin', 'list', 'events')
  const health = await healthOf(sidecar)
  expect(health.headline).toEqual({ kind: 'well' })
  expect(health.events).toMatchObject({
    kind: 'unread',
    reason: 'forbidden',
    text: expect.stringContaining('cannot list resource "events"'),
  })
})

test('who may not open tunnels still learns what Kubernetes says', async () => {
  portolan.sandbox.api.forbid('admin', 'get', 'pods/portforward')
  const health = await healthOf(sidecar)
  expect(health.headline).toEqual({ kind: 'well' })
  expect(hopsOf(health, 'istio-proxy')[1]).toEqual(['envoy-health', 'unknown', false])
})

test('who may not read logs learns it before asking for one', async () => {
  portolan.sandbox.api.forbid('admin', 'get', 'pods/log')
  expect((await healthOf(sidecar)).logs).toMatchObject({
    allowed: false,
    need: { verb: 'get', subresource: 'log', namespace: 'shop' },
  })
})

test('a pod that is not there, or has a name that none can have, is a problem with a code', async () => {
  expect(await codeOf('shop/nobody')).toBe('pod-gone')
  expect(await codeOf('shop/No_Name')).toBe('bad-pod-name')
})

test('nothing is executed for it', async () => {
  await healthOf(sidecar)
  expect(portolan.sandbox.execs().opened).toBe(0)
})
