import type { Evidence } from '@portolan/contract/evidence'
import type { PodObservations } from '@portolan/contract/observation'
import { expect, test } from 'vitest'
import { fastClock } from '../testing/fast-clock.ts'
import { PodOnSandbox } from '../testing/pod-on-sandbox.ts'
import type { ObservedChange } from './observation-book.ts'
import { PodProber } from './pod-prober.ts'

/** A prober of the pod whose periods are twenty times shorter; its deadlines are short. */
function probe(pod: PodOnSandbox, changes: ObservedChange[] = []): PodProber {
  const { access, agent, reviewAccess } = pod
  const clock = fastClock(20)
  const onChange = (change: ObservedChange) => changes.push(change)
  const prober = new PodProber({ access, agent, reviewAccess, clock, deadlineMs: 1_500, onChange })
  prober.setChart(pod.chart())
  prober.start()
  return prober
}

/** What happens by itself happens soon, but a busy machine may take its time. */
const soon = { timeout: 10_000 }

function evidenceOf(observations: PodObservations, port: string): Evidence | undefined {
  return observations.ports.find((one) => one.port === port)?.evidence
}

function stateOf(prober: PodProber, port: string) {
  return prober.current().ports.find((one) => one.port === port)?.state
}

test('a fault and its recovery show by themselves, and both stay in the history', async () => {
  await using pod = await PodOnSandbox.start()
  using prober = probe(pod)
  await expect.poll(() => stateOf(prober, 'envoy-metrics'), soon).toBe('open')
  pod.pod.refuse(15090)
  await expect.poll(() => stateOf(prober, 'envoy-metrics'), soon).toBe('closed')
  pod.pod.heal()
  await expect.poll(() => stateOf(prober, 'envoy-metrics'), soon).toBe('open')
  expect(prober.current().history['envoy-metrics']?.map(({ state }) => state)).toEqual([
    'open',
    'closed',
    'open',
  ])
})

test('changes are told with the ports that were observed and the transitions of those that changed', async () => {
  await using pod = await PodOnSandbox.start()
  const changes: ObservedChange[] = []
  using prober = probe(pod, changes)
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('open')
  await expect
    .poll(() => changes.flatMap(({ ports }) => ports.map(({ port }) => port)), soon)
    .toContain('envoy-admin')
  expect(changes.some(({ transitions }) => transitions['envoy-admin']?.length === 1)).toBe(true)
  // The same state again is an observation, and no transition.
  await expect
    .poll(() => changes.filter(({ ports }) => ports.some(({ port }) => port === 'envoy-admin')).length, soon)
    .toBeGreaterThan(2)
  expect(changes.filter(({ transitions }) => transitions['envoy-admin'] !== undefined)).toHaveLength(1)
})

test('a frozen process is silent, and the other ports go on as before', async () => {
  await using pod = await PodOnSandbox.start()
  using prober = probe(pod)
  await expect.poll(() => stateOf(prober, 'agent-status'), soon).toBe('open')
  pod.pod.freeze(15000, 15021, 15090)
  await expect.poll(() => evidenceOf(prober.current(), 'envoy-admin')?.kind, soon).toBe('silent')
  expect(stateOf(prober, 'agent-status')).toBe('open')
})

test('without the right to port-forward every port names the missing verb and no tunnel is tried', async () => {
  await using pod = await PodOnSandbox.start('shop/frontend', { user: 'viewer' })
  using prober = probe(pod)
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('forbidden')
  const asked = prober.current().ports.filter(({ state }) => state !== 'absent')
  const missing = [{ verb: 'get', resource: 'pods', subresource: 'portforward' }]
  for (const { evidence } of asked) expect(evidence).toMatchObject({ kind: 'access', missing })
  expect(pod.sandbox.tunnels().opened).toBe(0)
})

test('a right that is granted later opens the ports without a reload', async () => {
  await using pod = await PodOnSandbox.start()
  const { access, agent } = pod
  const need = { verb: 'get', resource: 'pods', subresource: 'portforward' }
  const reviews = [false, true].map((allowed) => [{ need, allowed, notice: false }])
  const clock = fastClock(50)
  const reviewAccess = () =>
    Promise.resolve(reviews.length > 1 ? (reviews.shift() ?? []) : (reviews[0] ?? []))
  using prober = new PodProber({ access, agent, reviewAccess, clock, onChange: () => undefined })
  prober.setChart(pod.chart())
  prober.start()
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('forbidden')
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('open')
})

test('while the way is cut one question at a time tries it, and its answer holds for every port', async () => {
  await using pod = await PodOnSandbox.start()
  using prober = probe(pod)
  await expect.poll(() => stateOf(prober, 'envoy-inbound'), soon).toBe('open')
  pod.sandbox.api.stopKubelet()
  pod.sandbox.api.dropTunnels()
  const codes = () =>
    new Set(
      prober
        .current()
        .ports.filter(({ state }) => state !== 'absent')
        .map(({ evidence }) => (evidence.kind === 'tunnel' ? evidence.code : evidence.kind)),
    )
  await expect.poll(codes, soon).toEqual(new Set(['kubelet-unreachable']))
  const before = upgradesSeen(pod)
  const observedAt = prober.current().ports.find(({ port }) => port === 'envoy-admin')?.observedAt
  await expect
    .poll(() => prober.current().ports.find(({ port }) => port === 'envoy-admin')?.observedAt, soon)
    .not.toBe(observedAt)
  expect(upgradesSeen(pod) - before).toBeLessThan(6)
  pod.sandbox.api.heal()
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('open')
  await expect.poll(() => stateOf(prober, 'envoy-inbound'), soon).toBe('open')
})

test('an API server that is gone before the first access review is the evidence', async () => {
  await using pod = await PodOnSandbox.start()
  await pod.sandbox.api.down()
  using prober = probe(pod)
  await expect
    .poll(() => evidenceOf(prober.current(), 'envoy-admin'), soon)
    .toMatchObject({
      kind: 'tunnel',
      code: 'api-unreachable',
    })
})

test('a crashed container closes its ports in Kubernetes’ words, unasked', async () => {
  await using pod = await PodOnSandbox.start()
  using prober = probe(pod)
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('open')
  pod.pod.crashContainer('istio-proxy')
  prober.setChart(pod.chart())
  const { evidence } = prober.current().ports.find(({ port }) => port === 'envoy-admin') ?? {}
  expect(evidence).toMatchObject({ kind: 'not-running', container: 'istio-proxy' })
  expect(JSON.stringify(evidence)).toContain('back-off')
})

test('a pod that takes over the name starts with an empty book', async () => {
  await using pod = await PodOnSandbox.start()
  using prober = probe(pod)
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('open')
  pod.pod.replace()
  prober.setChart(pod.chart())
  expect(prober.current().history['envoy-admin']).toBeUndefined()
  await expect.poll(() => stateOf(prober, 'envoy-admin'), soon).toBe('open')
})

test('a stopped prober asks nothing more and keeps what it saw', async () => {
  await using pod = await PodOnSandbox.start()
  const [changes, others]: [ObservedChange[], ObservedChange[]] = [[], []]
  using stopped = probe(pod, changes)
  await expect.poll(() => stateOf(stopped, 'envoy-metrics'), soon).toBe('open')
  stopped.stop()
  const told = changes.length
  // Several periods of the same clock, told by another prober.
  using other = probe(pod, others)
  await expect.poll(() => others.length, soon).toBeGreaterThan(6)
  other.stop()
  expect(changes).toHaveLength(told)
  expect(stateOf(stopped, 'envoy-metrics')).toBe('open')
})

function upgradesSeen(pod: PodOnSandbox): number {
  return pod.sandbox.seen().filter(({ url }) => url.includes('/portforward')).length
}
