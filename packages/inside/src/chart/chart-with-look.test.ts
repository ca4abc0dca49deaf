import type { Chart } from '@portolan/contract/chart'
import type { InsideContainer, InsideSocket } from '@portolan/contract/inside'
import type { InsideRecord } from '@portolan/contract/inside-changes'
import { expect, test } from 'vitest'
import {
  heldByAgent,
  heldByApp,
  heldByEnvoy,
  lookAt,
  sidecarChart,
  socket,
} from '../sockets/fixtures/sidecar.ts'
import { chartWithLook } from './chart-with-look.ts'

const link = (
  id: string,
  from: Chart['links'][number]['from'],
  to: Chart['links'][number]['to'],
): Chart['links'][number] => ({
  key: id,
  id,
  from,
  to,
  protocol: 'TCP',
  purpose: 'traffic',
  presence: { kind: 'expected' },
  dependsOn: [],
})

const chart: Chart = {
  ...sidecarChart,
  peers: ['kubelet', 'prometheus', 'istiod', 'clients', 'upstreams'].map((key) => ({
    key,
    id: key,
    pods: [],
  })),
  links: [
    ...sidecarChart.links,
    link('clients-to-inbound', { kind: 'peer', key: 'clients' }, { kind: 'port', key: 'envoy-inbound' }),
    link(
      'inbound-to-application',
      { kind: 'process', key: 'envoy' },
      { kind: 'port', key: 'application:app:8080' },
    ),
    link(
      'application-to-outbound',
      { kind: 'process', key: 'application:app' },
      { kind: 'port', key: 'envoy-outbound' },
    ),
    link('outbound-to-upstreams', { kind: 'process', key: 'envoy' }, { kind: 'peer', key: 'upstreams' }),
    link('agent-to-istiod', { kind: 'process', key: 'pilot-agent' }, { kind: 'peer', key: 'istiod' }),
    link(
      'health-to-agent-status',
      { kind: 'port', key: 'envoy-health' },
      { kind: 'port', key: 'agent-status' },
    ),
    link('envoy-to-agent-xds', { kind: 'process', key: 'envoy' }, { kind: 'socket', key: 'xds-socket' }),
  ],
}

const said = (socketPart: InsideSocket, more: Partial<InsideSocket>): InsideSocket => ({
  ...socketPart,
  ...more,
})
const record = (sockets: readonly InsideSocket[], more: Partial<InsideRecord> = {}): InsideRecord => ({
  access: [],
  look: lookAt(sockets),
  looking: false,
  history: [],
  ...more,
})
const counts = (sockets: readonly InsideSocket[]) =>
  Object.fromEntries(
    [...(chartWithLook(chart, record(sockets))?.channels ?? [])].map(([key, channel]) => [
      key,
      channel.sockets.length,
    ]),
  )
const unread = (name: string): InsideContainer => ({
  name,
  role: 'container',
  image: name,
  outcome: { kind: 'unread', reason: 'no-shell', text: '' },
})

const inbound = {
  port: 'envoy-inbound',
  role: 'inbound',
  peer: { kind: 'pod', namespace: 'shop', name: 'a' },
} as const

test.each<[string, readonly InsideSocket[], Readonly<Record<string, number>>]>([
  [
    'what a client opened is counted where Envoy takes it',
    [
      said(socket('10.1.0.5:15006 10.1.0.9:41000', heldByEnvoy), inbound),
      said(socket('10.1.0.5:15006 10.1.0.9:41002', heldByEnvoy), inbound),
    ],
    { 'clients-to-inbound': 2 },
  ],
  [
    'a connection within the pod has two sockets and is counted once, for who dialled it',
    [
      said(socket('127.0.0.1:15020 127.0.0.1:50000', heldByAgent), {
        port: 'agent-status',
        peer: { kind: 'self' },
      }),
      said(socket('127.0.0.1:50000 127.0.0.1:15020', heldByEnvoy), { peer: { kind: 'self' } }),
    ],
    { 'health-to-agent-status': 1 },
  ],
  [
    'Envoy’s way to the application is no client’s',
    [
      said(socket('10.1.0.5:8080 127.0.0.6:50000', heldByApp), {
        port: 'application',
        role: 'inbound',
        peer: { kind: 'self' },
      }),
      said(socket('127.0.0.6:50000 10.1.0.5:8080', heldByEnvoy), { role: 'inbound', peer: { kind: 'self' } }),
    ],
    { 'inbound-to-application': 1 },
  ],
  [
    'what the application opens is seen where Envoy takes it, though both sides name other ends',
    [
      said(socket('10.1.0.5:40000 10.96.0.9:80', heldByApp), {
        role: 'captured-outbound',
        peer: { kind: 'service', namespace: 'shop', name: 'cart' },
      }),
      said(socket('10.1.0.5:15001 10.1.0.5:40000', heldByEnvoy), {
        port: 'envoy-outbound',
        role: 'captured-outbound',
        peer: { kind: 'self' },
      }),
    ],
    { 'application-to-outbound': 1 },
  ],
  [
    'streams to istiod and to upstreams leave by who holds them',
    [
      said(socket('10.1.0.5:40000 10.96.0.20:15012', heldByAgent), { role: 'agent-xds' }),
      said(socket('10.1.0.5:40002 10.1.0.9:8080', heldByEnvoy), { role: 'upstream' }),
      said(socket('10.1.0.5:40004 10.1.0.9:8080', heldByEnvoy), { role: 'upstream' }),
    ],
    { 'agent-to-istiod': 1, 'outbound-to-upstreams': 2 },
  ],
  [
    'kubelet and Prometheus are told apart at one port',
    [
      said(socket('10.1.0.5:15020 10.0.0.1:40000', heldByAgent), {
        port: 'agent-status',
        role: 'kubelet-probe',
        peer: { kind: 'node', name: 'node-1' },
      }),
      said(socket('10.1.0.5:15020 10.1.0.30:40000', heldByAgent), {
        port: 'agent-status',
        role: 'prometheus',
        peer: { kind: 'pod', namespace: 'm', name: 'p' },
      }),
    ],
    { 'kubelet>agent-status': 1, 'prometheus>agent-status': 1 },
  ],
  [
    'a port-forward is nobody’s link, and so is a connection that closes',
    [
      said(socket('127.0.0.1:15020 127.0.0.1:50000', heldByAgent), {
        port: 'agent-status',
        role: 'port-forward',
        peer: { kind: 'self' },
      }),
      said(socket('10.1.0.5:15006 10.1.0.9:41000', heldByEnvoy, { state: 'TIME-WAIT' }), inbound),
    ],
    {},
  ],
])('%s', (_what, sockets, expected) => {
  expect(counts(sockets)).toEqual(expected)
})

const unix = (path: string | undefined): InsideSocket => ({
  key: `unix:${path}`,
  family: 'unix',
  state: 'ESTAB',
  inode: 7,
  receiveQueue: 0,
  sendQueue: 0,
  holders: [],
  ...(path === undefined ? {} : { path, role: 'local-xds' }),
})

test('a Unix socket’s stream is counted at its path, by its accepting end', () => {
  expect(chartWithLook(chart, record([unix('etc/istio/proxy/XDS')]))?.established).toBe(0)
  expect(counts([unix('etc/istio/proxy/XDS'), unix(undefined)])).toEqual({ 'envoy-to-agent-xds': 1 })
})

test('what is accepted is counted at its port, whoever it is from', () => {
  const accepted = said(socket('127.0.0.1:15020 127.0.0.1:50000', heldByAgent), {
    port: 'agent-status',
    role: 'port-forward',
    peer: { kind: 'self' },
  })
  const joined = chartWithLook(chart, record([accepted]))
  expect([...(joined?.accepted ?? [])].map(([key, { sockets }]) => [key, sockets.length])).toEqual([
    ['agent-status', 1],
  ])
})

test('the table says of every port whether something listens, where and who', () => {
  const joined = chartWithLook(
    chart,
    record([socket('listen 0.0.0.0:15006', heldByEnvoy), socket('listen 10.1.0.5:8080', heldByApp)]),
  )
  expect(joined?.evidence.get('envoy-inbound')).toEqual({
    kind: 'socket-table',
    listening: true,
    addresses: ['0.0.0.0'],
    holders: ['istio-proxy: envoy (15)'],
    reachable: true,
  })
  // A port-forward would be refused there, and would prove nothing.
  expect(joined?.evidence.get('application:app:8080')).toMatchObject({ listening: true, reachable: false })
  expect(joined?.evidence.get('envoy-outbound')).toMatchObject({
    listening: false,
    addresses: [],
    holders: [],
  })
})

test('of a port whose container does not run the table says nothing: Kubernetes tells why', () => {
  const stopped: Chart = {
    ...chart,
    containers: chart.containers.map((one) => (one.name === 'app' ? { ...one, state: 'waiting' } : one)),
  }
  const joined = chartWithLook(stopped, record([]))
  expect(joined?.evidence.has('application:app:8080')).toBe(false)
  expect(joined?.evidence.get('envoy-inbound')).toMatchObject({ listening: false })
})

test('what listens and is on no chart becomes a berth of who holds it', () => {
  const joined = chartWithLook(
    chart,
    record([
      socket('listen 127.0.0.1:6060', heldByApp),
      socket('listen 0.0.0.0:15006', heldByEnvoy),
      // The near end of a DNS question, and a service over UDP.
      socket('10.1.0.5:40123 0.0.0.0:0', heldByAgent, { family: 'udp', state: 'UNCONN' }),
      socket('10.1.0.5:514 0.0.0.0:0', heldByAgent, { family: 'udp', state: 'UNCONN' }),
    ]),
  )
  const added = joined?.chart.ports.filter(({ id }) => id === 'unlisted')
  expect(added?.map(({ key, process, binds, transports }) => [key, process, binds, transports])).toEqual([
    ['unlisted:514/udp', 'pilot-agent', 'all', ['udp']],
    ['unlisted:6060/tcp', 'application:app', 'loopback', ['tcp']],
  ])
  expect(joined?.evidence.get('unlisted:6060/tcp')).toMatchObject({ listening: true })
  expect(joined?.homeless).toEqual([])
})

test('a listener that nobody holds is the only unread container’s, else it has no home', () => {
  const own = socket('listen 0.0.0.0:9999')
  const withUnread = (...names: string[]) =>
    chartWithLook(
      chart,
      record([], { look: lookAt([own], { containers: names.map((name) => unread(name)) }) }),
    )
  expect(withUnread('app')?.chart.ports.at(-1)).toMatchObject({
    key: 'unlisted:9999/tcp',
    process: 'application:app',
  })
  for (const joined of [withUnread(), withUnread('app', 'istio-proxy')]) {
    expect(joined?.chart).toBe(chart)
    expect(joined?.homeless.map(({ key }) => key)).toEqual(['9999/tcp'])
  }
})

const change = (at: string, opened: readonly InsideSocket[], cut = 0) => ({
  at,
  opened: [...opened],
  closed: [],
  started: [],
  ended: [],
  cut,
})
const since = (sockets: readonly InsideSocket[], history: InsideRecord['history']) =>
  chartWithLook(chart, record(sockets, { history }))?.channels.get('clients-to-inbound')?.since

test('a connection is as old as the look that saw it first, at least', () => {
  const [older, newer] = [
    said(socket('10.1.0.5:15006 10.1.0.9:41000', heldByEnvoy), inbound),
    said(socket('10.1.0.5:15006 10.1.0.9:41002', heldByEnvoy), inbound),
  ]
  expect(since([older, newer], [])).toBe('2026-01-02T03:04:05.000Z')
  const history = [change('2026-01-02T03:00:00.000Z', []), change('2026-01-02T03:02:00.000Z', [newer])]
  expect(since([newer], history)).toBe('2026-01-02T03:02:00.000Z')
  expect(since([older, newer], history)).toBe('2026-01-02T03:00:00.000Z')
  // What was cut may have held it.
  expect(since([older], [...history, change('2026-01-02T03:03:00.000Z', [], 3)])).toBe(
    '2026-01-02T03:03:00.000Z',
  )
})

test('nothing is joined of another pod’s look, nor of one without a table', () => {
  expect(chartWithLook(chart, { access: [], looking: false, history: [] })).toBeUndefined()
  expect(
    chartWithLook(
      chart,
      record([], { look: lookAt([], { pod: { namespace: 'shop', name: 'frontend-1', uid: 'old' } }) }),
    ),
  ).toBeUndefined()
  const { socketsFrom: _, ...noTable } = lookAt([])
  expect(chartWithLook(chart, record([], { look: noTable }))).toBeUndefined()
})
