import { expect, test } from 'vitest'
import { answersOf, everyFilter } from '../fixtures/every-filter.ts'
import { filterChainsTable } from './filter-chains-table.ts'
import { listenersTable } from './listeners-table.ts'

const answers = answersOf(everyFilter)
const listeners = listenersTable.rows(answers)
const chains = filterChainsTable.rows(answers)

test('each state of a listener is a row; one that was refused says why, once', () => {
  expect(
    listeners.map(({ name, port, direction, chains, entry }) => [name, port, direction, chains, entry.state]),
  ).toEqual([
    ['0.0.0.0_15090', 15090, undefined, 1, 'static'],
    ['0.0.0.0_80', 80, 'OUTBOUND', 2, 'active'],
    ['virtualInbound', 15006, 'INBOUND', 3, 'active'],
    ['virtualInbound', 15006, undefined, 0, 'rejected'],
  ])
  const rejected = listeners.at(-1)
  const [first] = rejected === undefined ? [] : listenersTable.facts(rejected, answers)
  expect(first).toMatchObject({
    word: 'listener.failure',
    text: 'error adding listener: filter chain with the same matching rules',
    tone: 'problem',
  })
})

test('a chain has a place of its own, and the default chain is one of them', () => {
  expect(chains.map((row) => filterChainsTable.name(row))).toEqual([
    '0.0.0.0_15090 #0',
    '0.0.0.0_80 #0',
    '0.0.0.0_80 PassthroughFilterChain',
    'virtualInbound virtualInbound-blackhole',
    'virtualInbound 0.0.0.0_8080',
    'virtualInbound 0.0.0.0_9000',
  ])
  const places = chains.map((row) => filterChainsTable.place(row)?.path)
  expect(places.at(2)).toMatch(
    /^configs\[0\]\.dynamic_listeners\[0\]\.active_state\.listener\.default_filter_chain$/,
  )
  expect(places.at(4)).toMatch(/dynamic_listeners\[1\]\.active_state\.listener\.filter_chains\[1\]$/)
})

function cells(name: string) {
  const row = chains.find((one) => filterChainsTable.name(one) === name)
  return filterChainsTable.columns.map(({ cell }) => (row === undefined ? undefined : cell(row)))
}

test("the tables' cells say what istioctl says, and more", () => {
  expect(cells('virtualInbound 0.0.0.0_8080').slice(0, 8)).toEqual([
    'virtualInbound',
    '0.0.0.0',
    15006,
    'Trans: tls; App: istio,istio-peer-exchange,istio-http/1.0,istio-http/1.1,istio-h2; Addr: *:8080',
    'Cluster: inbound|8080||',
    'mutual TLS',
    'active',
    'http_connection_manager',
  ])
  expect(cells('0.0.0.0_80 #0').slice(3, 6)).toEqual([
    'Trans: raw_buffer; App: http/1.1,h2c',
    'Route: 80',
    'none',
  ])
})
