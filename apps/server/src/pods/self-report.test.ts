import type { Chart } from '@portolan/contract/chart'
import type { LiveEvent } from '@portolan/contract/live'
import { routes } from '@portolan/contract/routes'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { readKubeObject } from '@portolan/sandbox/kube-object'
import type { Sandbox } from '@portolan/sandbox/start-sandbox'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fastClock } from '../testing/fast-clock.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

type Ref = `${string}/${string}`

/** Gives the pod images, labels and variables that tell no version. */
function hideVersion(sandbox: Sandbox, ref: Ref): void {
  const text = JSON.stringify(sandbox.pod(ref).object).replaceAll('1.30.3', 'latest')
  sandbox.objects.put('pods', readKubeObject(JSON.parse(text)))
}

function pathOf(portolan: PortolanOnSandbox, ref: Ref): string {
  const { namespace, name } = portolan.sandbox.pod(ref).object.metadata
  return `${namespace}/${name}`
}

async function chartOf(portolan: PortolanOnSandbox, ref: Ref): Promise<Chart> {
  const { body } = await portolan.get(`${portolan.cluster}/pods/${pathOf(portolan, ref)}`)
  return z.parse(routes.pod.answer, body).chart
}

function presenceOf(chart: Chart, id: string): string | undefined {
  return chart.ports.find((port) => port.id === id)?.presence.kind
}

function asked(portolan: PortolanOnSandbox, ref: Ref, port: number): string[] {
  const paths: string[] = []
  portolan.sandbox.pod(ref).open(port, {
    container: 'istio-proxy',
    kind: 'http',
    handler: ({ url = '' }, response) => {
      paths.push(url)
      response.end(JSON.stringify({ node: { metadata: { ISTIO_VERSION: '1.24.3-special' } } }))
    },
  })
  return paths
}

test.each([
  ['shop/frontend', 'agent-debug-tap', 'absent'],
  ['istio-system/istiod', 'istiod-monitoring', 'expected'],
] as const)('%s, whose image tells no version, tells it itself', async (ref, port, presence) => {
  await using portolan = await portolanOnSandbox({ prepare: (sandbox) => hideVersion(sandbox, ref) })
  const chart = await chartOf(portolan, ref)
  expect(chart.istioVersion).toBe('1.30.3')
  expect(presenceOf(chart, port)).toBe(presence)
})

test('a proxy that says 1.24 has 15004, and is asked for its version only once', async () => {
  await using portolan = await portolanOnSandbox({
    prepare: (sandbox) => hideVersion(sandbox, 'shop/frontend'),
  })
  const paths = asked(portolan, 'shop/frontend', 15_000)
  expect(presenceOf(await chartOf(portolan, 'shop/frontend'), 'agent-debug-tap')).toBe('expected')
  expect((await chartOf(portolan, 'shop/frontend')).istioVersion).toBe('1.24.3')
  expect(paths.filter((path) => path === '/server_info')).toHaveLength(1)
})

test('where the image tells the version nobody is asked for it', async () => {
  await using portolan = await portolanOnSandbox()
  const paths = asked(portolan, 'shop/frontend', 15_000)
  expect((await chartOf(portolan, 'shop/frontend')).istioVersion).toBe('1.30.3')
  expect(paths).toEqual(['/listeners?format=json'])
})

test.each([
  ['is closed', (sandbox: Sandbox) => sandbox.pod('shop/frontend').refuse(15_000)],
  ['hangs', (sandbox: Sandbox) => sandbox.pod('shop/frontend').stall(15_000)],
  ['does not speak HTTP', (sandbox: Sandbox) => sandbox.pod('shop/frontend').acceptAndClose(15_000)],
] as const)('an admin port that %s leaves the version open and is no failure', async (_how, break_) => {
  await using portolan = await portolanOnSandbox({
    prepare: (sandbox) => {
      hideVersion(sandbox, 'shop/frontend')
      break_(sandbox)
    },
  })
  const chart = await chartOf(portolan, 'shop/frontend')
  expect(chart.istioVersion).toBeUndefined()
  expect(presenceOf(chart, 'agent-debug-tap')).toBe('possible')
})

test('nobody is asked where no tunnel may be opened', async () => {
  await using portolan = await portolanOnSandbox({
    user: 'viewer',
    prepare: (sandbox) => hideVersion(sandbox, 'shop/frontend'),
  })
  expect((await chartOf(portolan, 'shop/frontend')).istioVersion).toBeUndefined()
  expect(portolan.sandbox.tunnels().opened).toBe(0)
})

type PodEvent = Extract<LiveEvent, { readonly kind: 'pod' }>
const showsListener =
  (number: number) =>
  (event: LiveEvent): event is PodEvent =>
    event.kind === 'pod' &&
    event.detail.chart.ports.some(
      (port) =>
        port.number.kind === 'known' &&
        port.number.value === number &&
        port.number.source.kind === 'listener',
    )

test('a port that a Gateway adds later comes onto the chart of the gateway by itself', async () => {
  await using portolan = await portolanOnSandbox({ clock: fastClock(10), sandbox: { mesh: meshOfKinds() } })
  const ref = 'istio-system/chart-gateway'
  const bound = [8080]
  portolan.sandbox.pod(ref).open(15_000, {
    container: 'istio-proxy',
    kind: 'http',
    handler: (_request, response) =>
      response.end(JSON.stringify({ listener_statuses: bound.map(listenerStatus) })),
  })
  await using live = await portolan.live([`pod/kinds/${pathOf(portolan, ref)}`])
  await live.find(showsListener(8080))
  expect(live.events.some(showsListener(31_400))).toBe(false)
  bound.push(31_400)
  await live.find(showsListener(31_400))
})

test('an Envoy that comes back is asked at once what it listens on', async () => {
  await using portolan = await portolanOnSandbox({
    prepare: (sandbox) => sandbox.pod('shop/frontend').refuse(15_000),
  })
  await using live = await portolan.live([`pod/demo/${pathOf(portolan, 'shop/frontend')}`])
  await live.find((event) => event.kind === 'observed' && event.ports.some(isClosedAdmin))
  portolan.sandbox.pod('shop/frontend').heal()
  const { detail } = await live.find(showsListener(15_006))
  expect(detail.chart.ports.find(({ id }) => id === 'envoy-inbound')?.number).toMatchObject({ value: 15_006 })
})

function isClosedAdmin({ port, state }: { readonly port: string; readonly state: string }): boolean {
  return port === 'envoy-admin' && state === 'closed'
}

function listenerStatus(port: number) {
  return {
    name: `0.0.0.0_${port}`,
    local_address: { socket_address: { address: '0.0.0.0', port_value: port } },
  }
}
