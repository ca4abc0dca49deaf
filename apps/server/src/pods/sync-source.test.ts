import type { LiveEvent } from '@portolan/contract/live'
import type { PodSwitches } from '@portolan/sandbox/pod-switches'
import { expect, test } from 'vitest'
import { fastClock } from '../testing/fast-clock.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

type Told = Extract<LiveEvent, { readonly kind: 'sync' | 'sync-changed' }>
const isTold = (event: LiveEvent): event is Told => event.kind === 'sync' || event.kind === 'sync-changed'
type Change = Extract<LiveEvent, { readonly kind: 'sync-changed' }>
const isChange = (event: LiveEvent): event is Change => event.kind === 'sync-changed'
const heardIn = (state: string) => (event: LiveEvent) =>
  isTold(event) && event.istiods.some((one) => one.state === state)

const cluster = 'type.googleapis.com/envoy.config.cluster.v3.Cluster'
const row = (proxy: string, acked: number) => ({
  proxy,
  resources: { [cluster]: { sent: 'Z/2', acked: `Z/${acked}`, sentTime: '2026-11-23T05:00:00Z' } },
})

/** Lets istiod say what the test says. */
function tellBy(istiod: PodSwitches, rows: () => readonly object[]): void {
  istiod.open(8080, {
    container: 'discovery',
    kind: 'http',
    handler: (_request, response) =>
      void response.setHeader('content-type', 'application/json').end(JSON.stringify(rows())),
  })
}

test('whoever watches the sync states gets each proxy’s, and later only what changed', async () => {
  let acked = 2
  await using portolan = await portolanOnSandbox({
    clock: fastClock(40),
    prepare: (sandbox) =>
      tellBy(sandbox.pod('istio-system/istiod'), () =>
        sandbox.objects.list('pods').map(({ metadata }) => {
          const isMeant = metadata.name.startsWith('frontend-')
          return row(`${metadata.name}.${metadata.namespace ?? ''}`, isMeant ? acked : 2)
        }),
      ),
  })
  await using live = await portolan.live(['sync/demo'])
  const first = await live.find(isChange)
  expect(new Set(first.upserted.map(({ state }) => state))).toEqual(new Set(['synced']))
  acked = 1
  const stale = await live.find((event): event is Change => isChange(event) && event !== first)
  expect(new Set(stale.upserted.map(({ name, state }) => `${name.split('-')[0]} ${state}`))).toEqual(
    new Set(['frontend stale']),
  )
  expect(stale.removed).toEqual([])
})

test('a generated mesh is in sync', async () => {
  await using portolan = await portolanOnSandbox()
  await using live = await portolan.live(['sync/demo'])
  const { upserted } = await live.find(isChange)
  expect(upserted.map(({ state }) => state)).toEqual(Array.from({ length: 13 }, () => 'synced'))
})

test('who may not forward to istiod is told once which verb is missing, and no tunnel is tried', async () => {
  await using portolan = await portolanOnSandbox({ user: 'viewer' })
  await using live = await portolan.live(['sync/demo'])
  const told = await live.find(heardIn('forbidden'))
  expect(told).toMatchObject({ istiods: [{ state: 'forbidden', text: 'get pods/portforward' }] })
  expect(portolan.sandbox.tunnels().opened).toBe(0)
})

test('an istiod that refuses one port is asked at the other; one that refuses both says why', async () => {
  await using portolan = await portolanOnSandbox({
    prepare: (sandbox) => sandbox.pod('istio-system/istiod').refuse(8080),
  })
  await using live = await portolan.live(['sync/demo'])
  await live.find(heardIn('answered'))
  await using second = await portolanOnSandbox({
    prepare: (sandbox) => {
      for (const port of [8080, 15_014]) sandbox.pod('istio-system/istiod').refuse(port)
    },
  })
  await using other = await second.live(['sync/demo'])
  const told = await other.find(heardIn('failed'))
  expect(JSON.stringify(told)).toContain('connection refused')
})

test('nobody asks istiod when nobody watches', async () => {
  await using portolan = await portolanOnSandbox({ clock: fastClock(40) })
  await using pods = await portolan.live(['pods/demo'])
  await pods.find((event) => event.kind === 'pods' && event.pods.length > 0)
  expect(portolan.sandbox.tunnels().opened).toBe(0)
})
