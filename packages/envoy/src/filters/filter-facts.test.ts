import { expect, test } from 'vitest'
import { answersOf, everyFilter } from '../fixtures/every-filter.ts'
import { filterChainsTable } from '../listeners/filter-chains-table.ts'
import type { Fact } from '../table/resource-table.ts'
import { knownTypes } from './known-types.ts'
import { namedFact } from './typed-fact.ts'

const answers = answersOf(everyFilter)
const inbound = filterChainsTable
  .rows(answers)
  .filter((row) => filterChainsTable.name(row) === 'virtualInbound 0.0.0.0_8080')
  .flatMap((row) => filterChainsTable.facts(row, answers))

function all(facts: readonly Fact[]): readonly Fact[] {
  return facts.flatMap((fact) => [fact, ...all(fact.facts ?? [])])
}

const every = all(inbound)
const said = (word: Fact['word']) => every.filter((fact) => fact.word === word)

test('nothing of a real chain is left as JSON that nobody reads', () => {
  expect(said('filter.rest')).toEqual([])
  expect(said('filter.raw')).toEqual([])
})

test('the HTTP filters are told by what they do', () => {
  expect(said('hcm.http-filter').map(({ name, text }) => [name, text])).toEqual([
    ['envoy.filters.http.lua', 'envoy_on_request'],
    ['envoy.filters.http.local_ratelimit', '100 / 60s'],
    ['delivered-header', undefined],
    ['delivered-lua', undefined],
    ['envoy.filters.http.jwt_authn', 'https://issuer.example.test, other@example.test'],
    ['envoy.filters.http.rbac', 'DENY portolan-envoy-check/no-writers (DENY portolan-envoy-check/tried-out)'],
    ['envoy.filters.http.rbac', 'ALLOW portolan-envoy-check/readers'],
    ['envoy.filters.http.grpc_stats', undefined],
    ['envoy.filters.http.fault', undefined],
    ['envoy.filters.http.cors', undefined],
    ['envoy.filters.http.router', undefined],
  ])
})

test('certificates, clusters, delivered filters and policies lead to what they name', () => {
  expect(said('tls.secret').map(({ link }) => link)).toEqual([
    { kind: 'row', table: 'secrets', name: 'default' },
    { kind: 'row', table: 'secrets', name: 'ROOTCA' },
  ])
  expect(said('filter.delivered').map(({ link }) => link)).toEqual([
    { kind: 'row', table: 'extensions', name: 'delivered-header' },
    { kind: 'row', table: 'extensions', name: 'delivered-lua' },
  ])
  expect(said('rbac.policy').map(({ link }) => (link?.kind === 'object' ? link.name : undefined))).toEqual([
    'no-writers',
    'tried-out',
    'readers',
    'readers',
  ])
})

test('who may do what is told in conditions', () => {
  const readers = said('rbac.policy').at(2)?.facts ?? []
  expect(readers.find(({ word }) => word === 'rbac.permissions')?.facts).toEqual([
    {
      word: 'rbac.all-of',
      facts: [
        {
          word: 'rbac.any-of',
          facts: [
            { word: 'rbac.header', text: ':method exact GET' },
            { word: 'rbac.header', text: ':method exact HEAD' },
          ],
        },
        {
          word: 'rbac.any-of',
          facts: [
            { word: 'rbac.path', text: 'prefix /items' },
            { word: 'rbac.path', text: 'exact /healthz' },
          ],
        },
        { word: 'rbac.not', facts: [{ word: 'rbac.destination-port', text: '9001' }] },
      ],
    },
  ])
  expect(all(readers).map(({ text }) => text)).toContain('exact spiffe://cluster.local/ns/shop/sa/cart')
})

test('a type that nobody reads, and fields that nobody reads, are shown as they are', () => {
  const unknown = { name: 'x', typed_config: { '@type': 'type.googleapis.com/a.B', c: 1 } }
  expect(namedFact(unknown, 'chain.filter', knownTypes)).toEqual({
    word: 'chain.filter',
    name: 'x',
    facts: [
      { word: 'filter.type', text: 'a.B' },
      { word: 'filter.raw', code: expect.stringContaining('"c": 1') },
    ],
  })
  const type = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy'
  const newer = { name: 't', typed_config: { '@type': type, statPrefix: 'p', cluster: 'c', brand_new: true } }
  expect(namedFact(newer, 'chain.filter', knownTypes)).toMatchObject({
    text: 'c',
    facts: [
      { word: 'filter.type' },
      { word: 'filter.cluster', text: 'c' },
      { word: 'filter.stat-prefix', text: 'p' },
      { word: 'filter.rest', code: '{\n  "brand_new": true\n}' },
    ],
  })
})

test('a private key is never shown', () => {
  const certificate = { certificate_chain: { filename: '/c.pem' }, private_key: { inline_string: 'hush' } }
  const type = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext'
  const socket = {
    name: 'tls',
    typed_config: { '@type': type, common_tls_context: { tls_certificates: [certificate] } },
  }
  expect(JSON.stringify(namedFact(socket, 'chain.transport-socket', knownTypes))).not.toContain('hush')
})
