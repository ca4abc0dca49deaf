import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '@portolan/contract/routes'
import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

describe('names in the path', () => {
  test.each([
    ['pods/Shop/frontend', 'bad-pod-name'],
    ['pods/shop/front_end', 'bad-pod-name'],
    ['pods/shop/..%2f..%2fsecrets', 'bad-pod-name'],
    ['pods/shop/a%00b', 'bad-pod-name'],
    [`pods/shop/${'a'.repeat(300)}`, 'bad-pod-name'],
    ['pods/shop/%zz', 'bad-request'],
  ])('%s is refused before the cluster is asked', async (path, code) => {
    await using portolan = await portolanOnSandbox()
    const { status, body } = await portolan.get(`${portolan.cluster}/${path}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code })
    expect(portolan.sandbox.seen()).toEqual([])
  })

  test.each(['0', '65536', '80x', '-1', '1.5', 'http'])('%s is no port', async (port) => {
    await using portolan = await portolanOnSandbox()
    const answer = await portolan.post(`${portolan.cluster}/pods/shop/frontend/raw/${port}`, {})
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-port' } })
  })

  test('an unknown cluster', async () => {
    await using portolan = await portolanOnSandbox()
    expect(await portolan.get('/api/clusters/other/pods')).toMatchObject({
      status: 404,
      body: { code: 'cluster-unknown' },
    })
  })
})

test('a pod that is gone says what may have happened', async () => {
  await using portolan = await portolanOnSandbox()
  expect(await portolan.get(`${portolan.cluster}/pods/shop/gone-1`)).toMatchObject({
    status: 404,
    body: { code: 'pod-gone', detail: expect.stringContaining('deleted or replaced') },
  })
})

describe('a port that cannot be opened as a page', () => {
  test('one that the chart does not know', async () => {
    await using portolan = await portolanOnSandbox()
    const { name } = portolan.sandbox.pod('shop/frontend').object.metadata
    const answer = await portolan.post(`${portolan.cluster}/pods/shop/${name}/raw/22`, {})
    expect(answer).toMatchObject({ status: 404, body: { code: 'port-unknown' } })
  })

  test('the application’s own asks for a confirmation first', async () => {
    await using portolan = await portolanOnSandbox()
    const { name } = portolan.sandbox.pod('shop/frontend').object.metadata
    const path = `${portolan.cluster}/pods/shop/${name}/raw/8080`
    expect(await portolan.post(path, {})).toMatchObject({
      status: 409,
      body: { code: 'confirmation-needed' },
    })
    expect(await portolan.post(path, { confirmed: true })).toMatchObject({
      status: 200,
      body: { path: expect.stringMatching(/^\/raw\/[\w-]{43}\/$/) },
    })
  })
})

describe('credentials that fail', () => {
  test('an expired token is told in the API server’s words, on the list as well', async () => {
    await using portolan = await portolanOnSandbox({ expired: true })
    const info = await portolan.get(portolan.cluster)
    expect(info).toMatchObject({ status: 200, body: { problem: { code: 'cluster-unauthorized' } } })
    const { body } = await portolan.get(`${portolan.cluster}/pods`)
    expect(z.parse(routes.pods.answer, body)).toMatchObject({ pods: [], watch: { state: 'failed' } })
    const pod = await portolan.get(`${portolan.cluster}/pods/shop/frontend`)
    expect(pod).toMatchObject({ status: 502, body: { code: 'cluster-unauthorized' } })
  })

  test('an exec plugin that fails, with what it said', async () => {
    await using portolan = await portolanOnSandbox({
      user: { exec: execOf(script('echo "no ticket" >&2; exit 3')) },
    })
    const { body } = await portolan.get(portolan.cluster)
    expect(body).toMatchObject({
      problem: { code: 'credentials-failed', text: expect.stringContaining('no ticket') },
    })
  })

  test('an exec plugin that is not installed', async () => {
    await using portolan = await portolanOnSandbox({ user: { exec: execOf('no-such-plugin') } })
    const { body } = await portolan.get(portolan.cluster)
    expect(body).toMatchObject({
      problem: { code: 'credentials-failed', text: expect.stringContaining('"no-such-plugin"') },
    })
  })

  test('an exec plugin that never returns holds nothing up for longer than the deadline', async () => {
    await using portolan = await portolanOnSandbox({ user: { exec: execOf(script('exec sleep 60')) } })
    const { body } = await portolan.get(portolan.cluster)
    expect(body).toMatchObject({ problem: { code: 'timeout' } })
  })
})

describe('an API server in trouble', () => {
  test('that is not there', async () => {
    await using portolan = await portolanOnSandbox()
    await portolan.sandbox.api.down()
    const { body } = await portolan.get(portolan.cluster)
    expect(body).toMatchObject({ problem: { code: 'cluster-unreachable' } })
    expect(await portolan.get(`${portolan.cluster}/pods/shop/frontend`)).toMatchObject({ status: 502 })
    await portolan.sandbox.api.up()
  })

  test('that takes requests and never answers: every view ends, and says so', async () => {
    await using portolan = await portolanOnSandbox({ prepare: ({ api }) => api.hang() })
    const [info, pod] = await Promise.all([
      portolan.get(portolan.cluster),
      portolan.get(`${portolan.cluster}/pods/shop/frontend`),
    ])
    expect(info.body).toMatchObject({ problem: { code: 'timeout' } })
    expect(pod).toMatchObject({ status: 504, body: { code: 'timeout' } })
    portolan.sandbox.api.heal()
  })
})

describe('rights that are missing', () => {
  test('who may not forward sees the chart and which verb is missing', async () => {
    await using portolan = await portolanOnSandbox({ user: 'viewer' })
    const { name } = portolan.sandbox.pod('shop/frontend').object.metadata
    const { body } = await portolan.get(`${portolan.cluster}/pods/shop/${name}/ports`)
    const { ports } = z.parse(routes.ports.answer, body)
    const admin = ports.find(({ port }) => port === 'envoy-admin')
    expect(admin).toMatchObject({ state: 'forbidden', evidence: { kind: 'access' } })
    expect(JSON.stringify(admin)).toContain('portforward')
  })

  test('who may see one namespace only works there, and what is unknown for it is named', async () => {
    await using portolan = await portolanOnSandbox({ user: 'shop-operator', namespaces: ['shop'] })
    const { body } = await portolan.get(`${portolan.cluster}/pods`)
    const { pods, watch } = z.parse(routes.pods.answer, body)
    expect(watch).toMatchObject({ state: 'live', namespaces: ['shop'] })
    expect(new Set(pods.map(({ namespace }) => namespace))).toEqual(new Set(['shop']))
    const answer = await portolan.get(`${portolan.cluster}/pods/shop/${pods[0]?.name}`)
    const { chart } = z.parse(routes.pod.answer, answer.body)
    expect(chart.unread).toContainEqual(
      expect.objectContaining({
        id: 'istiod-pods',
        reason: 'forbidden',
        text: expect.stringContaining('istio-system'),
      }),
    )
  })

  test('who names no namespace gets the one of the context, and is told why it is all', async () => {
    await using portolan = await portolanOnSandbox({ user: 'shop-operator', contextNamespace: 'shop' })
    const { body } = await portolan.get(`${portolan.cluster}/pods`)
    const { pods, watch } = z.parse(routes.pods.answer, body)
    expect(new Set(pods.map(({ namespace }) => namespace))).toEqual(new Set(['shop']))
    expect(watch).toMatchObject({
      state: 'live',
      namespaces: ['shop'],
      text: expect.stringContaining('at the cluster scope'),
    })
  })

  test('what hangs on the mesh config is named when neither it nor Envoy can be asked', async () => {
    await using portolan = await portolanOnSandbox({ user: 'shop-operator', namespaces: ['shop'] })
    const frontend = portolan.sandbox.pod('shop/frontend')
    frontend.refuse(15_000)
    const path = `${portolan.cluster}/pods/shop/${frontend.object.metadata.name}`
    const { chart } = z.parse(routes.pod.answer, (await portolan.get(path)).body)
    expect(chart.unread).toContainEqual(
      expect.objectContaining({
        id: 'mesh-config',
        reason: 'forbidden',
        need: { verb: 'get', resource: 'configmaps', namespace: 'istio-system', name: 'istio' },
        affects: ['envoy-outbound', 'envoy-inbound'],
      }),
    )
  })

  test('who may list nothing is told so instead of seeing an empty cluster', async () => {
    await using portolan = await portolanOnSandbox({ user: 'shop-operator' })
    const { body } = await portolan.get(`${portolan.cluster}/pods`)
    expect(z.parse(routes.pods.answer, body)).toMatchObject({
      pods: [],
      watch: { state: 'forbidden', text: expect.stringContaining('cannot list resource "pods"') },
    })
  })
})

function script(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'portolan-plugin-')), 'plugin')
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o755)
  return path
}

function execOf(command: string) {
  return { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' }
}
