import { matrixRoutes } from '@portolan/contract/matrix-routes'
import type { MatrixPod, PortMatrix } from '@portolan/contract/matrix'
import { routes } from '@portolan/contract/routes'
import { demoMesh } from '@portolan/sandbox/demo-mesh'
import { generateMesh, meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

async function matrixOf(portolan: PortolanOnSandbox): Promise<PortMatrix> {
  const { status, body } = await portolan.get(`${portolan.cluster}/matrix`)
  expect(status).toBe(200)
  return z.parse(matrixRoutes.portMatrix.answer, body)
}

async function askIstiod(portolan: PortolanOnSandbox) {
  const { status, body } = await portolan.post(`${portolan.cluster}/matrix/istiod`, {})
  expect(status).toBe(200)
  return z.parse(matrixRoutes.askIstiodEndpoints.answer, body)
}

function rowOf({ pods, ports }: PortMatrix, name: string) {
  const pod = pods.find((one) => `${one.namespace}/${one.name}`.startsWith(name))
  if (pod === undefined) throw new Error(`no row of ${name}`)
  const own = pod.ports.map((at) => ports[at])
  return { pod, port: (number: number) => own.find((port) => port?.number === number) }
}

const opened = ({ sandbox }: PortolanOnSandbox) =>
  sandbox.seen().filter(({ url }) => /\/(portforward|exec)/.test(url))

describe('the ports of all pods', () => {
  test('are known without a tunnel, and a healthy mesh has no error', async () => {
    await using portolan = await portolanOnSandbox({ sandbox: { mesh: await demoMesh() } })
    const matrix = await matrixOf(portolan)
    expect(matrix).toMatchObject({ gaps: [], istiod: { kind: 'not-asked' }, watch: { state: 'live' } })
    const { pod, port } = rowOf(matrix, 'shop/cart-')
    expect(pod).toMatchObject({ kind: 'sidecar', workload: { name: 'cart' }, status: 'Running' })
    expect(port(8080)).toMatchObject({ declaredBy: ['app'], services: ['cart:http'], istiod: false })
    expect(port(15_000)).toMatchObject({ key: 'envoy-admin', expected: 'expected' })
    expect(rowOf(matrix, 'backend/inventory').port(19_000)).toMatchObject({
      id: 'envoy-admin',
      deviations: [{ id: 'moved', subject: 'proxy.istio.io/config' }],
    })
    const errors = (one: MatrixPod) =>
      one.ports
        .flatMap((at) => matrix.ports[at]?.deviations ?? [])
        .filter(({ severity }) => severity === 'error')
    expect(matrix.pods.flatMap(errors)).toEqual([])
    expect(opened(portolan)).toEqual([])
  })

  test('carry what istiod has, once somebody asks it, through one tunnel', async () => {
    await using portolan = await portolanOnSandbox({
      sandbox: { mesh: await demoMesh() },
      prepare: (sandbox) => {
        const { status } = sandbox.pod('shop/cart').object
        const { podIP } = z.parse(z.object({ podIP: z.string() }), status)
        sandbox.pod('istio-system/istiod').open(8080, {
          container: 'discovery',
          kind: 'http',
          handler: (request, response) => {
            const endpoints = [8080, 9999].map((EndpointPort) => ({ Addresses: [podIP], EndpointPort }))
            const shards = { Shards: { 'Kubernetes/Kubernetes': endpoints } }
            const isAsked = request.url === '/debug/endpointz'
            response.end(isAsked ? JSON.stringify({ 'cart.shop.svc.cluster.local': { shop: shards } }) : '')
          },
        })
      },
    })
    const said = await askIstiod(portolan)
    expect(said).toMatchObject({ kind: 'answered', pod: expect.stringMatching(/^istiod-/), endpoints: 2 })
    const matrix = await matrixOf(portolan)
    expect(matrix.istiod).toEqual(said)
    const { port } = rowOf(matrix, 'shop/cart-')
    expect(port(8080)).toMatchObject({ istiod: true, deviations: [] })
    expect(port(9999)).toMatchObject({ id: 'unknown', deviations: [{ id: 'only-at-istiod' }] })
    expect(opened(portolan)).toHaveLength(1)
    const { body } = await portolan.get('/api/requests')
    const { requests } = z.parse(routes.requests.answer, body)
    expect(requests.filter(({ why, path }) => why === 'matrix' && path === '/debug/endpointz')).toHaveLength(
      1,
    )
  })

  test('keep what istiod said when it cannot be asked again, and say why it cannot', async () => {
    await using portolan = await portolanOnSandbox({ sandbox: { mesh: await demoMesh() } })
    // This recording holds no such costly answer.
    expect(await askIstiod(portolan)).toMatchObject({ kind: 'failed', text: expect.stringContaining('404') })
    expect(await matrixOf(portolan)).toMatchObject({ istiod: { kind: 'failed' } })
  })

  test('say what a look and a probe saw of a pod that somebody looked at', async () => {
    await using portolan = await portolanOnSandbox({ sandbox: { mesh: await demoMesh() } })
    const { pods } = await matrixOf(portolan)
    const { name = '' } = pods.find((pod) => pod.name.startsWith('notifications-')) ?? {}
    const cluster = portolan.cluster.split('/').at(-1) ?? ''
    {
      await using live = await portolan.live([`pod/${cluster}/shop/${name}`])
      await live.find(
        (event) => event.kind === 'observed' && event.ports.some(({ state }) => state === 'closed'),
      )
    }
    const matrix = await matrixOf(portolan)
    const { pod, port } = rowOf(matrix, 'shop/notifications-')
    expect(pod.seen?.map(({ at, state, by }) => [matrix.ports[at]?.number, state, by])).toContainEqual([
      8080,
      'closed',
      'probe',
    ])
    expect(port(8080)?.deviations).toMatchObject([{ id: 'expected-closed', severity: 'error' }])
  })

  test('are there without Services, and it is said which may not be read', async () => {
    await using portolan = await portolanOnSandbox({
      sandbox: { mesh: meshOfKinds() },
      prepare: ({ api }) => api.forbid('admin', 'list', 'services'),
    })
    const { gaps, pods } = await matrixOf(portolan)
    expect(pods.length).toBeGreaterThan(10)
    expect(gaps).toMatchObject([{ what: 'services', reason: 'forbidden' }])
    expect(gaps[0]?.namespaces).toContain('shop')
  })

  test('of who may not forward to istiod come without its word', async () => {
    await using portolan = await portolanOnSandbox({
      prepare: ({ api }) => api.forbid('admin', 'get', 'pods/portforward'),
    })
    expect(await askIstiod(portolan)).toMatchObject({
      kind: 'forbidden',
      text: expect.stringContaining('portforward'),
    })
  })
})

test('5,000 pods are one answer of a few hundred kilobytes', async () => {
  const mesh = generateMesh({ pods: 5_000, services: 1_000 })
  await using portolan = await portolanOnSandbox({ sandbox: { mesh } })
  const matrix = await matrixOf(portolan)
  expect(matrix.pods.length).toBeGreaterThan(5_000)
  expect(JSON.stringify(matrix).length / matrix.pods.length).toBeLessThan(400)
  expect(matrix.ports.length).toBeLessThan(5_000)
}, 60_000)
