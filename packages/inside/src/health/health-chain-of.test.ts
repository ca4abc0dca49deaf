import type { HealthChain, PodEvent } from '@portolan/contract/health'
import { beforeAll, expect, test } from 'vitest'
import { answers, healthOf, recordedPods } from './testing/lab-health.ts'
import type { RecordedPod } from './testing/lab-health.ts'

let recorded: (name: string) => RecordedPod

beforeAll(async () => {
  recorded = await recordedPods()
})

const well = { 15_000: answers.ready, 15_006: answers.accepted, 15_020: answers.ready, 15_021: answers.ready }

function containerOf(health: HealthChain, name: string) {
  return health.containers.find((container) => container.name === name)
}

function probeOf(health: HealthChain, container: string, kind: string) {
  const probe = containerOf(health, container)?.probes.find((one) => one.kind === kind)
  if (probe === undefined) throw new Error(`${container} has no ${kind} probe`)
  return probe
}

function failingHopOf(health: HealthChain, container: string, kind: string) {
  const { failing, hops } = probeOf(health, container, kind)
  return failing === undefined ? undefined : hops[failing]
}

const unhealthy = (message: string, lastAt = '2026-11-23T05:50:58Z'): PodEvent => ({
  type: 'Warning',
  reason: 'Unhealthy',
  message,
  count: 1_283,
  lastAt,
  by: 'kubelet',
  container: 'app',
})

test('notifications: the application’s port is the failing hop, and the author’s probe stands beside the rewritten one', () => {
  const health = healthOf(recorded('notifications'), { ...well, 8080: answers.refused })
  const probe = probeOf(health, 'app', 'readiness')
  expect(probe.asks).toMatchObject({ path: '/app-health/app/readyz', port: { number: 15_020 } })
  expect(probe.written).toEqual({ kind: 'http', scheme: 'HTTP', path: '/healthz', port: { number: 8080 } })
  expect(probe.hops.map(({ at, port, state }) => [at, port, state])).toEqual([
    ['kubelet', undefined, 'bad'],
    ['agent-status', 15_020, 'good'],
    ['application', 8080, 'bad'],
  ])
  expect(failingHopOf(health, 'app', 'readiness')).toMatchObject({ at: 'application', port: 8080 })
  expect(health.headline).toEqual({ kind: 'failing-hop', container: 'app', probe: 'readiness', hop: 2 })
})

test('the proxy’s own probe goes from the kubelet through Envoy to the agent and its checks', () => {
  const { hops, verdict } = probeOf(healthOf(recorded('notifications'), well), 'istio-proxy', 'readiness')
  expect(verdict).toBe('passing')
  expect(hops.map(({ at, port, asked, state }) => [at, port, asked, state])).toEqual([
    ['kubelet', undefined, 'GET /healthz/ready', 'good'],
    ['envoy-health', 15_021, 'GET /healthz/ready', 'good'],
    ['agent-status', 15_020, 'GET /healthz/ready', 'good'],
    ['agent-checks', 15_000, 'GET /ready', 'good'],
  ])
})

test('a proxy that answers 503 passes on what stands behind it: the deepest “no” is named', () => {
  const ready = { 15_021: answers.notReady, 15_020: answers.notReady }
  const live = healthOf(recorded('cart'), { ...well, ...ready })
  expect(failingHopOf(live, 'istio-proxy', 'readiness')).toMatchObject({ at: 'agent-status' })
  const dead = healthOf(recorded('cart'), { ...well, ...ready, 15_000: answers.notReady })
  expect(failingHopOf(dead, 'istio-proxy', 'readiness')).toMatchObject({ at: 'agent-checks', port: 15_000 })
})

test('a hop that does not answer ends the way, whatever stands behind it', () => {
  const health = healthOf(recorded('cart'), { ...well, 15_021: answers.silent, 15_020: answers.refused })
  expect(failingHopOf(health, 'istio-proxy', 'readiness')).toMatchObject({ at: 'envoy-health' })
  // The same dead agent cannot ask the application.
  expect(failingHopOf(health, 'app', 'readiness')).toMatchObject({ at: 'agent-status' })
})

test('an agent that says that the proxy is not ready asks the application all the same', () => {
  const health = healthOf(recorded('cart'), { ...well, 15_020: answers.notReady, 8080: answers.accepted })
  expect(probeOf(health, 'app', 'readiness').hops.map(({ state }) => state)).toEqual(['good', 'good', 'good'])
})

test('an application that accepts and fails its probe is the failing hop, with the kubelet’s words', () => {
  const events = [unhealthy('Readiness probe failed: HTTP probe failed with statuscode: 500')]
  const health = healthOf(recorded('notifications'), { ...well, 8080: answers.accepted }, events)
  expect(failingHopOf(health, 'app', 'readiness')).toMatchObject({
    at: 'application',
    state: 'bad',
    note: 'accepts-but-fails',
  })
  expect(probeOf(health, 'app', 'readiness').hops[0]?.answers[0]).toMatchObject({
    kind: 'event',
    text: 'Readiness probe failed: HTTP probe failed with statuscode: 500',
    count: 1_283,
  })
})

test('when nobody could ask the ports, the failing probe is named and no hop', () => {
  const health = healthOf(recorded('notifications'))
  expect(health.headline).toEqual({ kind: 'failing-probe', container: 'app', probe: 'readiness' })
})

test('crasher: the last exit, the restarts of which only the number is left, and that it waits', () => {
  const health = healthOf(recorded('crasher'))
  const app = containerOf(health, 'app')
  expect(app).toMatchObject({
    restarts: 54,
    forgotten: 53,
    state: { kind: 'waiting', reason: 'CrashLoopBackOff' },
    ended: [
      {
        exitCode: 3,
        reason: 'Error',
        meaning: 'own',
        startedAt: '2026-11-23T05:46:57Z',
        finishedAt: '2026-11-23T05:46:57Z',
      },
    ],
  })
  expect(health.headline).toMatchObject({ kind: 'crashing', container: 'app', last: { exitCode: 3 } })
})

test('migrate has completed: nothing fails, and nothing is asked', () => {
  const health = healthOf(recorded('migrate'))
  expect(health.headline).toEqual({ kind: 'completed' })
  expect(probeOf(health, 'istio-proxy', 'readiness')).toMatchObject({ verdict: 'not-asked' })
  expect(containerOf(health, 'app')?.ended).toMatchObject([{ exitCode: 0, meaning: 'success' }])
})

test('unschedulable says what the scheduler says', () => {
  const health = healthOf(recorded('unschedulable'))
  expect(health.headline).toEqual({
    kind: 'unscheduled',
    message: expect.stringContaining('0/1 nodes are available'),
  })
  expect(health.containers).toMatchObject([{ name: 'app', state: { kind: 'none' }, ended: [] }])
})

test('a healthy pod is well, and a life that the runtime lost with its node is told as that', () => {
  const health = healthOf(recorded('inventory'), { ...well, 19_000: answers.ready, 8080: answers.accepted })
  expect(health.headline).toEqual({ kind: 'well' })
  expect(containerOf(health, 'app')?.ended).toMatchObject([{ exitCode: 255, meaning: 'runtime-lost-it' }])
})

test('a gateway and istiod are asked without an application behind them', () => {
  const gateway = healthOf(recorded('istio-ingressgateway'), well)
  expect(probeOf(gateway, 'istio-proxy', 'readiness').hops.map(({ at }) => at)).toEqual([
    'kubelet',
    'envoy-health',
    'agent-status',
    'agent-checks',
  ])
  const istiod = healthOf(recorded('istiod'), { 8080: answers.notReady })
  expect(failingHopOf(istiod, 'discovery', 'readiness')).toMatchObject({ at: 'component', port: 8080 })
})

test('a named port of an application without a sidecar is found, and Envoy is not on its way', () => {
  const { hops, asks } = probeOf(healthOf(recorded('ledger'), { 8080: answers.accepted }), 'app', 'readiness')
  expect(asks).toMatchObject({ port: { number: 8080, name: 'http' } })
  expect(hops.map(({ at }) => at)).toEqual(['kubelet', 'application'])
})

test('a probe that was not rewritten is bent into Envoy, which accepts every TCP probe', () => {
  const pod = recorded('cart')
  const containers = pod.spec?.containers?.map((one) =>
    one.name === 'app' ? { ...one, readinessProbe: { tcpSocket: { port: 'http' } } } : one,
  )
  const health = healthOf({ ...pod, spec: { ...pod.spec, containers } }, { ...well, 8080: answers.refused })
  expect(probeOf(health, 'app', 'readiness').hops).toMatchObject([
    { at: 'kubelet' },
    { at: 'envoy-inbound', port: 15_006, note: 'envoy-accepts-for-it' },
    { at: 'application', port: 8080, state: 'bad' },
  ])
})

test('a command is told by the kubelet alone', () => {
  const pod = recorded('ledger')
  const containers = pod.spec?.containers?.map((one) => ({
    ...one,
    readinessProbe: undefined,
    livenessProbe: { exec: { command: ['cat', '/tmp/healthy'] }, periodSeconds: 5 },
  }))
  const broken = { ...pod, spec: { ...pod.spec, containers } }
  const events = [unhealthy('Liveness probe failed: cat: /tmp/healthy: No such file or directory')]
  const failing = healthOf(broken, {}, events)
  expect(failingHopOf(failing, 'app', 'liveness')).toMatchObject({ at: 'command', asked: 'cat /tmp/healthy' })
  // A failure of another life, or of an hour ago, is no news; without events nobody knows.
  const old = [unhealthy('Liveness probe failed: no', '2026-11-23T04:50:00Z')]
  expect(probeOf(healthOf(broken, {}, old), 'app', 'liveness').verdict).toBe('passing')
  expect(probeOf(healthOf(broken, {}, 'unread'), 'app', 'liveness').verdict).toBe('unknown')
})

test('until startup has passed, readiness is not asked', () => {
  const pod = recorded('cart')
  const statuses = pod.status?.containerStatuses?.map((one) =>
    one.name === 'istio-proxy' ? { ...one, started: false, ready: false } : one,
  )
  const health = healthOf({ ...pod, status: { ...pod.status, containerStatuses: statuses } }, well)
  expect(probeOf(health, 'istio-proxy', 'startup').verdict).toBe('not-yet')
  expect(probeOf(health, 'istio-proxy', 'readiness').verdict).toBe('not-asked')
  expect(health.headline).toEqual({ kind: 'starting', container: 'istio-proxy' })
})
