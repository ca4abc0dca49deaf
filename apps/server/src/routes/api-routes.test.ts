import { openApiDocument } from '@portolan/contract/openapi'
import { routes } from '@portolan/contract/routes'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { systemClock } from '../clock.ts'
import { Clusters } from '../cluster/clusters.ts'
import { ReturnBook } from '../envoy/return-book.ts'
import { LiveHub } from '../live/live-hub.ts'
import { topicSources } from '../live/topic-sources.ts'
import { SnapshotShelf } from '../snapshot/snapshot-shelf.ts'
import { LookBook } from '../inside/look-book.ts'
import { TaskBook } from '../tasks/task-book.ts'
import { createLog } from '../log.ts'
import { PodViews } from '../pods/pod-views.ts'
import { CapabilityStore } from '../raw/capability-store.ts'
import { scriptedReader } from '../testing/scripted-reader.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { apiRoutes } from './api-routes.ts'

test('every route that Express serves under /api is in the OpenAPI document, and the other way round', () => {
  const documented = Object.entries(openApiDocument('0').paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  )
  expect(servedRoutes().toSorted()).toEqual(documented.toSorted())
})

test('the document is served', async () => {
  await using portolan = await portolanOnSandbox()
  const { body } = await portolan.get('/api/openapi.json')
  expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Portolan' } })
})

test('each answer is what the contract says', async () => {
  await using portolan = await portolanOnSandbox()
  const pod = `${portolan.cluster}/pods/shop/${portolan.sandbox.pod('shop/frontend').object.metadata.name}`
  const answers = [
    [routes.session, '/api/session'],
    [routes.cluster, portolan.cluster],
    [routes.pods, `${portolan.cluster}/pods`],
    [routes.pod, pod],
    [routes.ports, `${pod}/ports`],
  ] as const
  for (const [route, path] of answers) {
    const { status, body } = await portolan.get(path)
    expect({ path, status }).toEqual({ path, status: 200 })
    expect({ path, wrong: z.safeParse(route.answer, body).error?.issues }).toEqual({ path, wrong: undefined })
  }
})

test('the cluster says who we are', async () => {
  await using portolan = await portolanOnSandbox({ user: 'viewer' })
  const { body } = await portolan.get(portolan.cluster)
  expect(body).toMatchObject({
    name: 'demo',
    user: expect.stringContaining('viewer'),
    kubernetesVersion: 'v1.34.4',
  })
})

test('a sidecar’s ports are observed with their evidence', async () => {
  await using portolan = await portolanOnSandbox()
  const { name } = portolan.sandbox.pod('shop/frontend').object.metadata
  const { body } = await portolan.get(`${portolan.cluster}/pods/shop/${name}/ports`)
  const { ports } = z.parse(routes.ports.answer, body)
  expect(ports.find(({ port }) => port === 'envoy-admin')).toMatchObject({
    state: 'open',
    evidence: { kind: 'http' },
  })
})

function servedRoutes(): string[] {
  const log = createLog('silent')
  const clusters = new Clusters({ clock: systemClock, log })
  const views = new PodViews(clusters)
  const tasks = new TaskBook(log)
  const looks = new LookBook()
  const router = apiRoutes({
    clusters,
    views,
    hub: new LiveHub(topicSources({ clusters, views, looks, tasks })),
    tasks,
    shelf: new SnapshotShelf(),
    looks,
    returns: new ReturnBook(log, () => undefined),
    readerOf: () => scriptedReader({}),
    stopping: new AbortController().signal,
    session: { version: '0', readOnly: false, allowDisruptive: false, exec: true },
    capabilities: new CapabilityStore(),
    audit: log,
  })
  return router.stack.flatMap(({ route }) => {
    const path = route?.path.replaceAll(/:(\w+)/g, '{$1}') ?? '(no route)'
    const methods = new Set(route?.stack.map(({ method }) => method))
    return Array.from(methods, (method) => `${method} ${path}`)
  })
}
