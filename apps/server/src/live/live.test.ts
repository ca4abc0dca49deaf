import type { LiveEvent } from '@portolan/contract/live'
import { expect, test } from 'vitest'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

type Of<K extends LiveEvent['kind']> = Extract<LiveEvent, { readonly kind: K }>
const isKind =
  <K extends LiveEvent['kind']>(kind: K) =>
  (event: LiveEvent): event is Of<K> =>
    event.kind === kind

function nameOf(portolan: PortolanOnSandbox, ref: `${string}/${string}`): string {
  return portolan.sandbox.pod(ref).object.metadata.name
}

function istiods(event: Of<'pod'>): readonly string[] {
  return event.detail.chart.peers.flatMap(({ id, pods }) =>
    id === 'istiod' ? pods.map(({ pod }) => pod.name) : [],
  )
}

test('the explorer gets the whole list first and then only what changed', async () => {
  await using portolan = await portolanOnSandbox()
  await using live = await portolan.live(['pods/demo'])
  const whole = await live.find(
    (event): event is Of<'pods'> => event.kind === 'pods' && event.pods.length > 0,
  )
  const name = nameOf(portolan, 'shop/frontend')
  expect(whole.watch.state).toBe('live')
  expect(whole.pods.map((pod) => pod.name)).toContain(name)
  portolan.sandbox.pod(`shop/${name}`).delete()
  const changed = await live.find(
    (event): event is Of<'pods-changed'> => event.kind === 'pods-changed' && event.removed.length > 0,
  )
  expect(changed.removed).toEqual([{ namespace: 'shop', name }])
})

test('a stream that comes back gets what it missed, and no list again', async () => {
  await using portolan = await portolanOnSandbox()
  const first = await portolan.live(['pods/demo'])
  await first.find((event) => event.kind === 'pods' && event.pods.length > 0)
  const { lastEventId } = first
  await first[Symbol.asyncDispose]()
  portolan.sandbox.pod('shop/frontend').delete()
  await using again = await portolan.live(['pods/demo'], lastEventId)
  await again.find((event) => event.kind === 'pods-changed' && event.removed.length > 0)
  expect(again.events.map(({ kind }) => kind)).not.toContain('pods')
})

test('a topic that the stream did not carry before begins with a snapshot, whatever the last id', async () => {
  await using portolan = await portolanOnSandbox()
  const pod = `pod/demo/shop/${nameOf(portolan, 'shop/frontend')}`
  await using watching = await portolan.live([pod])
  await watching.find(isKind('pod'))
  const first = await portolan.live(['pods/demo'])
  await first.find(isKind('pods'))
  const { lastEventId } = first
  await first[Symbol.asyncDispose]()
  await using again = await portolan.live(['pods/demo', pod], lastEventId)
  const snapshot = await again.find(isKind('pod'))
  expect(snapshot.detail.chart.ports.length).toBeGreaterThan(0)
})

test('twelve streams that look at one pod share one prober, and the last one to leave ends it', async () => {
  await using portolan = await portolanOnSandbox()
  const topic = `pod/demo/shop/${nameOf(portolan, 'shop/frontend')}`
  const streams = await Promise.all(Array.from({ length: 12 }, () => portolan.live([topic])))
  for (const stream of streams) {
    await stream.find(
      (event) => event.kind === 'observed' && event.ports.some(({ state }) => state === 'open'),
    )
  }
  const reviews = portolan.sandbox.seen().filter(({ url }) => url.includes('selfsubjectaccessreviews'))
  expect(reviews.length).toBeLessThanOrEqual(4)
  await Promise.all(streams.map((stream) => stream[Symbol.asyncDispose]()))
  await expect.poll(() => portolan.sandbox.tunnels().open, { timeout: 12_000 }).toBe(0)
  const { opened } = portolan.sandbox.tunnels()
  await expect.poll(() => portolan.sandbox.tunnels().opened, { timeout: 3_000 }).toBe(opened)
})

test('a port that stops listening is told as closed, in the runtime’s words, and recovers', async () => {
  await using portolan = await portolanOnSandbox()
  const switches = portolan.sandbox.pod('shop/frontend')
  await using live = await portolan.live([`pod/demo/shop/${switches.object.metadata.name}`])
  const { detail } = await live.find(isKind('pod'))
  const port = detail.chart.ports.find(({ id }) => id === 'envoy-metrics')?.key
  expect(port).toBeDefined()
  const seen = (state: string) => (event: LiveEvent) =>
    event.kind === 'observed' && event.ports.some((one) => one.port === port && one.state === state)
  await live.find(seen('open'))
  switches.refuse(15_090)
  const closed = await live.find(seen('closed'))
  const evidence =
    closed.kind === 'observed' ? closed.ports.find((one) => one.port === port)?.evidence : undefined
  expect(evidence).toMatchObject({ kind: 'refused', text: expect.stringContaining('connection refused') })
  switches.heal()
  await live.find(seen('open'), live.events.indexOf(closed))
})

test('a pod that is replaced under its name is another pod on the same page', async () => {
  await using portolan = await portolanOnSandbox()
  const switches = portolan.sandbox.pod('shop/frontend')
  const { uid, name } = switches.object.metadata
  await using live = await portolan.live([`pod/demo/shop/${name}`])
  await live.find(isKind('pod'))
  const fresh = switches.replace()
  const event = await live.find(
    (one): one is Of<'pod'> => one.kind === 'pod' && one.detail.chart.pod.uid !== uid,
  )
  expect(event.detail.chart.pod.uid).toBe(fresh.metadata.uid)
})

test('a pod that is deleted says so and names its successor', async () => {
  await using portolan = await portolanOnSandbox()
  const switches = portolan.sandbox.pod('shop/frontend')
  const { name } = switches.object.metadata
  await using live = await portolan.live([`pod/demo/shop/${name}`])
  await live.find(isKind('pod'))
  switches.replace(`${name.slice(0, -5)}fresh`)
  const gone = await live.find(isKind('pod-gone'))
  expect(gone.text).toContain(`no pod ${name}`)
  expect(gone.replacedBy?.namespace).toBe('shop')
  expect(gone.replacedBy?.name).toMatch(/^frontend-/)
})

test('while the API server is away the list is stale and says why; it recovers by itself', async () => {
  await using portolan = await portolanOnSandbox()
  await using live = await portolan.live(['pods/demo'])
  await live.find((event) => event.kind === 'pods' && event.watch.state === 'live')
  await portolan.sandbox.api.down()
  const stale = await live.find(
    (event): event is Of<'watch'> => event.kind === 'watch' && event.watch.state === 'stale',
  )
  expect(stale.watch.text).toContain('cannot be reached')
  await portolan.sandbox.api.up()
  await live.find((event) => event.kind === 'watch' && event.watch.state === 'live')
})

test('an API server that takes requests and never answers is noticed, too', async () => {
  await using portolan = await portolanOnSandbox()
  await using live = await portolan.live(['pods/demo'])
  await live.find((event) => event.kind === 'pods' && event.watch.state === 'live')
  portolan.sandbox.api.hang()
  const stale = await live.find(
    (event): event is Of<'watch'> => event.kind === 'watch' && event.watch.state === 'stale',
  )
  expect(stale.watch.text).toContain('took longer than')
  portolan.sandbox.api.heal()
  await live.find((event) => event.kind === 'watch' && event.watch.state === 'live')
})

test.each(['event', 'http'] as const)('a history that is gone (410 as %s) is listed anew', async (how) => {
  await using portolan = await portolanOnSandbox()
  await using live = await portolan.live(['pods/demo'])
  await live.find((event) => event.kind === 'pods' && event.watch.state === 'live')
  const name = nameOf(portolan, 'shop/frontend')
  portolan.sandbox.api.gone(how)
  portolan.sandbox.pod(`shop/${name}`).delete()
  const changed = await live.find(
    (event): event is Of<'pods-changed'> => event.kind === 'pods-changed' && event.removed.length > 0,
  )
  expect(changed.removed).toEqual([{ namespace: 'shop', name }])
})

test.each([
  ['none', []],
  ['an unknown kind', ['nodes/demo']],
  ['a pod without a name', ['pod/demo/shop']],
  ['a name that is none', ['pod/demo/shop/UPPER']],
  ['a broken escape', ['pods/%zz']],
])('topics that make no sense are refused: %s', async (_name, topics) => {
  await using portolan = await portolanOnSandbox()
  await expect(portolan.live(topics)).rejects.toThrow(/bad-request|bad-pod-name/)
})

test('a cluster that is none fails alone: the other topics of the stream go on', async () => {
  await using portolan = await portolanOnSandbox()
  await using live = await portolan.live(['pods/other', 'pods/demo'])
  expect(await live.find(isKind('failed'))).toMatchObject({ topic: 'pods/other', code: 'cluster-unknown' })
  expect(await live.find(isKind('pods'))).toMatchObject({ topic: 'pods/demo' })
})

test('an istiod that is replaced shows on the sidecar’s chart at once', async () => {
  await using portolan = await portolanOnSandbox()
  await using live = await portolan.live([`pod/demo/shop/${nameOf(portolan, 'shop/frontend')}`])
  const before = istiods(await live.find(isKind('pod')))
  expect(before).toHaveLength(1)
  const fresh = portolan.sandbox.pod(`istio-system/${before[0]}`).replace('istiod-another')
  await live.find(
    (event): event is Of<'pod'> => event.kind === 'pod' && istiods(event).join(' ') === fresh.metadata.name,
  )
})
