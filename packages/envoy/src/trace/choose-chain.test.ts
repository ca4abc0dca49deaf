import { expect, test } from 'vitest'
import type { JsonObject } from '../json/json.ts'
import { chainsOf } from '../listeners/listener-row.ts'
import { chooseChain } from './choose-chain.ts'
import type { Connection } from './connection.ts'

const plain: Connection = {
  destination: { ip: '10.0.0.7', port: 80 },
  sourceIp: '10.0.0.9',
  serverName: '',
  transport: 'raw_buffer',
  applicationProtocols: [],
}

function chosen(
  matches: Readonly<Record<string, JsonObject>>,
  connection: Partial<Connection>,
  last?: string,
) {
  const filter_chains = Object.entries(matches).map(([name, filter_chain_match]) => ({
    name,
    filter_chain_match,
  }))
  const listener = { filter_chains, ...(last === undefined ? {} : { default_filter_chain: { name: last } }) }
  const { chain, isUnknown } = chooseChain(chainsOf(listener), { ...plain, ...connection })
  return isUnknown ? 'unknown' : chain?.name
}

test('the port comes first, and what has none takes other ports', () => {
  const chains = { port: { destination_port: 80 }, tls: { transport_protocol: 'tls' } }
  expect(chosen(chains, {})).toBe('port')
  expect(chosen(chains, { destination: { ip: '10.0.0.7', port: 81 }, transport: 'tls' })).toBe('tls')
})

test('nothing goes back: a chain of the port that fails later leaves only the default one', () => {
  const chains = { port: { destination_port: 80, transport_protocol: 'tls' }, any: {} }
  expect(chosen(chains, {}, 'last')).toBe('last')
  expect(chosen(chains, {})).toBeUndefined()
})

test('the longest range of addresses counts', () => {
  const chains = {
    wide: { prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }] },
    narrow: { prefix_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 24 }] },
    six: { prefix_ranges: [{ address_prefix: '::', prefix_len: 0 }] },
  }
  expect(chosen(chains, {})).toBe('narrow')
  expect(chosen(chains, { destination: { ip: '10.1.0.7', port: 80 } })).toBe('wide')
  expect(chosen(chains, { destination: { ip: 'fd00::1', port: 80 } })).toBe('six')
  expect(chosen(chains, { destination: { ip: undefined, port: 80 } })).toBe('unknown')
})

test('an exact server name before the longest suffix before none', () => {
  const chains = {
    exact: { server_names: ['a.shop.test'] },
    long: { server_names: ['*.shop.test'] },
    short: { server_names: ['*.test'] },
    none: {},
  }
  const named = (serverName: string) => chosen(chains, { serverName, transport: 'tls' })
  expect(named('a.shop.test')).toBe('exact')
  expect(named('b.shop.test')).toBe('long')
  expect(named('b.c.shop.test')).toBe('long')
  expect(named('x.test')).toBe('short')
  expect(named('shop.example')).toBe('none')
  expect(named('')).toBe('none')
})

test('the protocol that is offered first decides', () => {
  const chains = { one: { application_protocols: ['http/1.1'] }, two: { application_protocols: ['h2'] } }
  expect(chosen(chains, { applicationProtocols: ['h2', 'http/1.1'] })).toBe('two')
  expect(chosen(chains, { applicationProtocols: ['http/1.1', 'h2'] })).toBe('one')
  expect(chosen(chains, { applicationProtocols: ['istio'] }, 'last')).toBe('last')
})

test('callers from here are told from others', () => {
  const chains = { here: { source_type: 'SAME_IP_OR_LOOPBACK' }, there: { source_type: 'EXTERNAL' } }
  expect(chosen(chains, { sourceIp: '127.0.0.1' })).toBe('here')
  expect(chosen(chains, { sourceIp: '10.0.0.7' })).toBe('here')
  expect(chosen(chains, {})).toBe('there')
  expect(chosen(chains, { sourceIp: undefined })).toBe('unknown')
})

test('every chain that lost says why', () => {
  const { losers } = chooseChain(
    chainsOf({
      filter_chains: [
        { name: 'port', filter_chain_match: { destination_port: 80 } },
        { name: 'other', filter_chain_match: { destination_port: 81 } },
        { name: 'any' },
      ],
      default_filter_chain: { name: 'last' },
    }),
    plain,
  )
  expect(losers.map(({ because }) => because.word)).toEqual([
    'trace.chain-port',
    'trace.chain-less-specific',
    'trace.chain-default-only',
  ])
})
