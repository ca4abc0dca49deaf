import { expect, test } from 'vitest'
import { addressBook } from './address-book.ts'
import type { AddressedPod } from './address-book.ts'
import { explainSockets } from './explain-sockets.ts'
import { heldByAgent, heldByApp, heldByEnvoy, sidecarChart, socket } from './fixtures/sidecar.ts'
import type { HeldSocket } from './socket-side.ts'

const pod = (name: string, ip: string, more: Partial<AddressedPod> = {}): AddressedPod => ({
  namespace: 'shop',
  name,
  component: 'sidecar',
  hostNetwork: false,
  ips: [ip],
  node: 'node-1',
  hostIps: ['10.0.0.1'],
  ended: false,
  ...more,
})

const facts = {
  own: ['10.1.0.5', 'fd00::5'],
  pods: [
    pod('frontend-1', '10.1.0.5'),
    pod('cart-1', '10.1.0.9'),
    pod('old-job', '10.1.0.9', { ended: true }),
    pod('istiod-1', '10.1.0.20', { namespace: 'istio-system', component: 'istiod' }),
    pod('prometheus-0', '10.1.0.30', { namespace: 'monitoring', component: 'prometheus' }),
    pod('exporter', '10.0.0.1', { hostNetwork: true }),
  ],
  services: [
    { namespace: 'istio-system', name: 'istiod', ips: ['10.96.0.20'] },
    { namespace: 'shop', name: 'cart', ips: ['10.96.0.9'] },
    { namespace: 'shop', name: 'headless', ips: ['None'] },
    { namespace: 'default', name: 'kubernetes', ips: ['10.96.0.1'] },
  ],
  apiServer: ['172.18.0.2'],
  whole: true,
}
const book = addressBook(facts)

const listening = [15_001, 15_006, 15_021, 15_090].map((port) =>
  socket(`listen 0.0.0.0:${port}`, heldByEnvoy),
)
const table = [
  ...listening,
  socket('listen 127.0.0.1:15000', heldByEnvoy),
  socket('listen :::15020', heldByAgent),
  socket('listen 10.1.0.5:8080', heldByApp),
]

function explain(one: HeldSocket, others: readonly HeldSocket[] = [], everyProcessSeen = true) {
  const sockets = [...table, ...others, one]
  const explained = explainSockets({ sockets, chart: sidecarChart, book, probed: [], everyProcessSeen })
  const { peer, role, port } = explained.sockets.find(({ key }) => key === one.key) ?? {}
  return { peer, role, port }
}

test.each([
  ['of a pod', '10.1.0.9', { kind: 'pod', namespace: 'shop', name: 'cart-1', component: 'sidecar' }],
  ['of a Service', '10.96.0.9', { kind: 'service', namespace: 'shop', name: 'cart' }],
  ['of a node, not of the pod that shares its network', '10.0.0.1', { kind: 'node', name: 'node-1' }],
  ['of its own', '10.1.0.5', { kind: 'self' }],
  ['of nobody in the cluster', '93.184.216.34', { kind: 'outside' }],
])('an address %s is named', (_what, address, peer) => {
  expect(explain(socket(`10.1.0.5:44000 ${address}:443`, heldByApp)).peer).toEqual(peer)
})

test('v6 addresses are the same in every spelling', () => {
  const peers = addressBook({ ...facts, pods: [pod('six', 'FD00:0::9')] })
  const one = socket('fd00::5:44000 fd00:0:0:0:0:0:0:9:443', heldByApp)
  const { sockets } = explainSockets({
    sockets: [one],
    chart: sidecarChart,
    book: peers,
    probed: [],
    everyProcessSeen: true,
  })
  expect(sockets[0]?.peer).toMatchObject({ kind: 'pod', name: 'six' })
})

test('with a list of pods that is not whole, a strange address is nobody’s rather than outside', () => {
  const part = addressBook({ ...facts, whole: false })
  const one = socket('10.1.0.5:44000 93.184.216.34:443', heldByApp)
  const { sockets } = explainSockets({
    sockets: [one],
    chart: sidecarChart,
    book: part,
    probed: [],
    everyProcessSeen: true,
  })
  expect(sockets[0]).not.toHaveProperty('peer')
})

test.each<[string, HeldSocket, string | undefined]>([
  [
    'the agent’s stream to istiod, by its pod',
    socket('10.1.0.5:40001 10.1.0.20:15012', heldByAgent),
    'agent-xds',
  ],
  ['… and by its Service', socket('10.1.0.5:40002 10.96.0.20:15012', heldByAgent), 'agent-xds'],
  ['the application’s own call to istiod', socket('10.1.0.5:40003 10.96.0.20:15012', heldByApp), undefined],
  ['kubelet’s probe of 15021', socket('10.1.0.5:15021 10.0.0.1:50000', heldByEnvoy), 'kubelet-probe'],
  ['kubelet’s probe of 15020', socket('10.1.0.5:15020 10.0.0.1:50001', heldByAgent), 'kubelet-probe'],
  [
    'a node’s call to a port that kubelet does not probe',
    socket('10.1.0.5:15090 10.0.0.1:50002', heldByEnvoy),
    undefined,
  ],
  ['Prometheus at 15020', socket('10.1.0.5:15020 10.1.0.30:50003', heldByAgent), 'prometheus'],
  ['another pod at 15020', socket('10.1.0.5:15020 10.1.0.9:50003', heldByAgent), undefined],
  ['Envoy’s upstream', socket('10.1.0.5:40004 10.1.0.9:8080', heldByEnvoy), 'upstream'],
  ['what came in through 15006', socket('10.1.0.5:15006 10.1.0.9:50004', heldByEnvoy), 'inbound'],
  [
    'what Envoy passes on to the application',
    socket('127.0.0.6:40005 10.1.0.5:8080', heldByEnvoy),
    'inbound',
  ],
  ['… seen by the application', socket('10.1.0.5:8080 127.0.0.6:40005', heldByApp), 'inbound'],
  ['what was bent to 15001', socket('127.0.0.1:15001 10.1.0.5:40006', heldByEnvoy), 'captured-outbound'],
  ['a call to the API server’s Service', socket('10.1.0.5:40007 10.96.0.1:443', heldByApp), 'api-server'],
  ['… and to its endpoint', socket('10.1.0.5:40008 172.18.0.2:6443', heldByAgent), 'api-server'],
  ['the application calling out by itself', socket('10.1.0.5:40009 10.96.0.9:80', heldByApp), undefined],
])('%s', (_what, one, role) => {
  expect(explain(one).role).toBe(role)
})

test('the application’s side of a captured connection is known by Envoy’s', () => {
  const envoys = socket('127.0.0.1:15001 10.1.0.5:40010', heldByEnvoy)
  const apps = socket('10.1.0.5:40010 10.96.0.9:80', heldByApp)
  expect(explain(apps, [envoys])).toMatchObject({ role: 'captured-outbound', peer: { name: 'cart' } })
})

test('a port-forward is dialled on loopback by nobody in the pod', () => {
  const runtimes = socket('127.0.0.1:33000 127.0.0.1:15000')
  const envoys = socket('127.0.0.1:15000 127.0.0.1:33000', heldByEnvoy)
  expect(explain(runtimes, [envoys]).role).toBe('port-forward')
  expect(explain(envoys, [runtimes])).toMatchObject({ role: 'port-forward', port: 'envoy-admin' })
})

test('… which is not certain while a process of the pod is hidden', () => {
  const somebodys = socket('127.0.0.1:33001 127.0.0.1:15000')
  expect(explain(somebodys, [], false).role).toBeUndefined()
})

test('the agent asking Envoy on loopback is no port-forward', () => {
  expect(explain(socket('127.0.0.1:33002 127.0.0.1:15000', heldByAgent)).role).toBeUndefined()
})

test.each([
  ['etc/istio/proxy/XDS', 'local-xds'],
  ['./var/run/secrets/workload-spiffe-uds/socket', 'local-sds'],
  ['/tmp/other', undefined],
])('the Unix socket %s', (path, role) => {
  const { local: _local, remote: _remote, ...rest } = socket('listen 0.0.0.0:1')
  expect(explain({ ...rest, family: 'unix', path }).role).toBe(role)
})

test('listening and accepted sockets have the catalog’s port, dialled ones none', () => {
  const { sockets } = explainSockets({
    sockets: [...table, socket('10.1.0.5:15006 10.1.0.9:50004'), socket('10.1.0.5:40011 10.1.0.9:15006')],
    chart: sidecarChart,
    book,
    probed: [],
    everyProcessSeen: true,
  })
  expect(sockets.map(({ port }) => port)).toEqual([
    'envoy-outbound',
    'envoy-inbound',
    'envoy-health',
    'envoy-metrics',
    'envoy-admin',
    'agent-status',
    'application',
    'envoy-inbound',
    undefined,
  ])
})

test('a port of the application that kubelet probes by the container’s own word', () => {
  const one = socket('10.1.0.5:8080 10.0.0.1:50005', heldByApp)
  const input = { sockets: [...table, one], chart: sidecarChart, book, everyProcessSeen: true }
  const roleWith = (probed: readonly number[]) =>
    explainSockets({ ...input, probed }).sockets.find(({ key }) => key === one.key)?.role
  expect([roleWith([8_080]), roleWith([])]).toEqual(['kubelet-probe', undefined])
})

test('expected ports that nobody listens on are missing; what may be there is not', () => {
  const input = { chart: sidecarChart, book, probed: [], everyProcessSeen: true }
  expect(explainSockets({ ...input, sockets: table }).missing).toEqual([])
  const without = table.filter(({ local }) => local?.port !== 8_080 && local?.port !== 15_006)
  expect(explainSockets({ ...input, sockets: without }).missing).toEqual([
    'envoy-inbound',
    'application:app:8080',
  ])
})

test('ports of a container that does not run are not missed', () => {
  const containers = sidecarChart.containers.map((one) =>
    one.name === 'app' ? Object.assign({}, one, { state: 'waiting' as const }) : one,
  )
  const { missing } = explainSockets({
    sockets: listening,
    chart: { ...sidecarChart, containers },
    book,
    probed: [],
    everyProcessSeen: true,
  })
  expect(missing).toEqual(['envoy-admin', 'agent-status'])
})

test('five thousand sockets are explained in well under a second', () => {
  const many = Array.from({ length: 5_000 }, (_, at) =>
    socket(`10.1.0.5:${10_000 + at} 10.1.0.9:8080`, heldByEnvoy),
  )
  const began = performance.now()
  explainSockets({
    sockets: [...table, ...many],
    chart: sidecarChart,
    book,
    probed: [],
    everyProcessSeen: true,
  })
  expect(performance.now() - began).toBeLessThan(500)
})
