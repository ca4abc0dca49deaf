import { expect, test } from 'vitest'
import {
  answersOfSmallProxy,
  httpFilter,
  listenerAt,
  tcpFilter,
  tracedRequest,
} from '../fixtures/traced-proxy.ts'
import type { SmallProxy } from '../fixtures/traced-proxy.ts'
import type { JsonObject } from '../json/json.ts'
import type { Trace, TracedRequest } from './trace.ts'
import { traceRequest } from './trace-request.ts'

const inspectors = {
  listener_filters: [
    { name: 'envoy.filters.listener.tls_inspector' },
    { name: 'envoy.filters.listener.http_inspector' },
  ],
}
const catchAll = listenerAt('0.0.0.0', 15_001, [{ filters: [tcpFilter('PassthroughCluster')] }], {
  name: 'virtualOutbound',
  use_original_dst: true,
})
const passthrough: JsonObject = { name: 'PassthroughCluster', type: 'ORIGINAL_DST' }
const tls: JsonObject = {
  name: 'tls',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
    common_tls_context: {
      alpn_protocols: ['istio'],
      tls_certificate_sds_secret_configs: [{ name: 'default' }],
    },
    sni: 'outbound_.80_._.shop',
  },
}

const shop: SmallProxy = {
  listeners: [
    catchAll,
    listenerAt('0.0.0.0', 80, [{ filters: [httpFilter('80')] }], { ...inspectors, bind_to_port: false }),
    listenerAt('10.96.0.5', 3306, [{ filters: [tcpFilter('outbound|3306||db.shop.svc.cluster.local')] }], {
      bind_to_port: false,
    }),
  ],
  routes: [
    {
      name: '80',
      virtual_hosts: [
        {
          name: 'shop',
          domains: ['shop'],
          routes: [
            { match: { path: '/old' }, redirect: { path_redirect: '/new', https_redirect: true } },
            { match: { path: '/gone' }, direct_response: { status: 410 } },
            { match: { prefix: '/none' }, route: { cluster: 'none' } },
            { match: { prefix: '/sick' }, route: { cluster: 'sick' } },
            { match: { prefix: '/warm' }, route: { cluster: 'warm' } },
            {
              match: { prefix: '/split' },
              route: {
                weighted_clusters: {
                  clusters: [
                    { name: 'a', weight: 80 },
                    { name: 'empty', weight: 20 },
                  ],
                },
              },
            },
            {
              match: { prefix: '/api/' },
              route: { cluster: 'a', prefix_rewrite: '/', host_rewrite_literal: 'inner' },
              request_headers_to_add: [{ header: { key: 'x-from', value: 'shop' } }],
            },
          ],
        },
      ],
    },
  ],
  clusters: [
    passthrough,
    { name: 'a', transport_socket: tls },
    { name: 'empty' },
    { name: 'sick', common_lb_config: { healthy_panic_threshold: {} } },
    { name: 'outbound|3306||db.shop.svc.cluster.local' },
  ],
  warmingClusters: [{ name: 'warm' }],
  hosts: {
    a: ['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80 ejected'],
    sick: ['10.0.0.9:80 unhealthy'],
    'outbound|3306||db.shop.svc.cluster.local': ['10.0.0.6:3306'],
  },
  secrets: ['default'],
}

/** The ends of a trace in short: `503 UH`, `a 10.0.0.1:80 mutual`, `closed`. */
function ends({ outcomes }: Trace): readonly string[] {
  return outcomes.map((one) => {
    const share = one.percent === undefined ? '' : `${one.percent}% `
    switch (one.kind) {
      case 'answered':
        return share + [one.status, one.flag, one.location].filter((part) => part !== undefined).join(' ')
      case 'closed':
        return `${share}closed${one.flag === undefined ? '' : ` ${one.flag}`}`
      case 'unknown':
        return `${share}unknown`
      case 'forwarded':
        return `${share}${one.cluster} ${one.hosts.map(({ address }) => address).join(' ')} ${one.tls.mode}`
    }
  })
}

const answers = answersOfSmallProxy(shop)
const endsOf = (change: Partial<TracedRequest>) => ends(traceRequest(answers, tracedRequest(change)))

test('a request goes to the healthy hosts of its cluster, as the route rewrote it', () => {
  const { outcomes, steps } = traceRequest(answers, tracedRequest({ path: '/api/x?y=1' }))
  expect(outcomes).toMatchObject([
    {
      kind: 'forwarded',
      cluster: 'a',
      hosts: [{ address: '10.0.0.1:80' }, { address: '10.0.0.2:80' }],
      tls: { mode: 'mutual', serverName: 'outbound_.80_._.shop' },
      sent: {
        direction: 'inbound',
        path: '/x?y=1',
        host: 'inner',
        headers: [['x-from', 'shop']],
        source: { principal: 'spiffe://cluster.local/ns/a/sa/me' },
        applicationProtocols: ['istio'],
      },
    },
  ])
  expect(steps.map(({ kind, verdict }) => `${kind} ${verdict}`)).toEqual([
    'listener taken',
    'filter-chain taken',
    'virtual-host taken',
    'route taken',
    'cluster taken',
    'endpoint taken',
    'tls taken',
  ])
  expect(steps.find(({ kind }) => kind === 'endpoint')?.losers).toEqual([
    { name: '10.0.0.3:80', because: { word: 'trace.host-out', values: { health: 'ejected' } } },
  ])
  expect(steps.find(({ kind }) => kind === 'route')?.losers).toHaveLength(6)
})

test.each<[string, Partial<TracedRequest>, readonly string[]]>([
  ['no route', { path: '/nowhere' }, ['404 NR']],
  ['no virtual host', { host: 'other' }, ['404 NR']],
  ['redirect', { path: '/old?a=1' }, ['301 https://shop/new?a=1']],
  ['direct response', { path: '/gone' }, ['410']],
  ['no such cluster', { path: '/none' }, ['503 NC']],
  ['a cluster that is warming', { path: '/warm' }, ['503 NC']],
  ['nobody healthy', { path: '/sick' }, ['503 UH']],
  ['weights', { path: '/split' }, ['80% a 10.0.0.1:80 10.0.0.2:80 mutual', '20% 503 UH']],
  [
    'a port that has no listener',
    { destination: { ip: '1.2.3.4', port: 9 } },
    ['PassthroughCluster 1.2.3.4:9 plain'],
  ],
  [
    'TCP by the address of its host',
    { protocol: 'tcp', host: 'db.shop', destination: { ip: undefined, port: 3306 } },
    ['outbound|3306||db.shop.svc.cluster.local 10.0.0.6:3306 plain'],
  ],
  [
    'HTTP where only bytes are read: it goes on as HTTP',
    { host: 'db.shop', destination: { ip: undefined, port: 3306 } },
    ['outbound|3306||db.shop.svc.cluster.local 10.0.0.6:3306 plain'],
  ],
  [
    'TCP to another address',
    { protocol: 'tcp', destination: { ip: '10.96.0.6', port: 3306 } },
    ['PassthroughCluster 10.96.0.6:3306 plain'],
  ],
  ['what is no HTTP', { protocol: 'tcp' }, ['closed DPE']],
  ['TLS where HTTP is read', { serverName: 'shop' }, ['closed DPE']],
])('%s', (_, change, expected) => {
  expect(endsOf(change)).toEqual(expected)
})

const rule = { policies: { p: { principals: [{ any: true }], permissions: [{ any: true }] } } }
const denies: JsonObject = {
  name: 'rbac',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC',
    rules: { action: 'DENY', ...rule },
  },
}
const inlineRoutes: JsonObject = {
  virtual_hosts: [{ domains: ['*'], routes: [{ match: { prefix: '/' }, route: { cluster: 'in' } }] }],
}
function downstream(names: readonly string[], isMutual: boolean): JsonObject {
  return {
    transport_socket: {
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
        require_client_certificate: isMutual,
        common_tls_context: { tls_certificate_sds_secret_configs: names.map((name) => ({ name })) },
      },
    },
  }
}

const server = answersOfSmallProxy({
  listeners: [
    listenerAt(
      '0.0.0.0',
      15_006,
      [
        {
          name: 'secure',
          filter_chain_match: { transport_protocol: 'tls', destination_port: 80 },
          ...downstream(['default'], true),
          filters: [httpFilter(inlineRoutes)],
        },
        {
          name: 'closed-to-all',
          filter_chain_match: { transport_protocol: 'tls', destination_port: 81 },
          ...downstream(['default'], true),
          filters: [httpFilter(inlineRoutes, [denies])],
        },
      ],
      {
        name: 'virtualInbound',
        traffic_direction: 'INBOUND',
        listener_filters: [
          { name: 'envoy.filters.listener.original_dst' },
          { name: 'envoy.filters.listener.tls_inspector' },
        ],
      },
    ),
    listenerAt('0.0.0.0', 8443, [
      { ...downstream(['kubernetes://gone'], false), filters: [httpFilter(inlineRoutes)] },
    ]),
  ],
  clusters: [{ name: 'in', type: 'ORIGINAL_DST' }],
  secrets: ['default'],
  warmingSecrets: ['kubernetes://gone'],
})
const into = (port: number, change: Partial<TracedRequest> = {}) =>
  ends(
    traceRequest(
      server,
      tracedRequest({
        direction: 'inbound',
        destination: { ip: '10.0.0.7', port },
        serverName: '',
        ...change,
      }),
    ),
  )
const caller = { ip: undefined, principal: 'spiffe://cluster.local/ns/a/sa/b' }

test('into a workload: mutual TLS passes, plain text finds no chain, no certificate ends the handshake', () => {
  expect(into(80, { source: caller })).toEqual(['in 10.0.0.7:80 plain'])
  expect(into(80, { serverName: undefined })).toEqual(['closed NR'])
  expect(into(80)).toEqual(['closed'])
  expect(into(81, { source: caller })).toEqual(['403'])
  expect(into(82, { source: caller })).toEqual(['closed NR'])
})

function at(port: number): readonly string[] {
  const destination = { ip: undefined, port }
  return ends(traceRequest(server, tracedRequest({ direction: 'gateway', destination, serverName: 'shop' })))
}

test('at a gateway: a secret that has not come ends the handshake, a port that nobody has is closed', () => {
  expect(at(8443)).toEqual(['closed'])
  expect(at(9999)).toEqual(['closed'])
})
