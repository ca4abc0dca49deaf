import { expect, test } from 'vitest'
import { redirectionView } from '@portolan/contract/redirection'
import { cart, frontend, asRead } from './fixtures/lab-pods.ts'
import { packetWays } from './packet-ways.ts'
import { viewRedirection } from './redirection-view.ts'

test('a packet’s way has its stages in the order in which the rules ask', () => {
  const ways = packetWays(asRead(frontend))
  expect(ways.inbound.map(({ stage }) => stage)).toEqual([
    'arrives',
    'tunnel',
    'health-ports',
    'included',
    'capture',
  ])
  expect(ways.outbound.map(({ stage }) => stage)).toEqual([
    'leaves',
    'passthrough',
    'to-itself',
    'proxy-own',
    'loopback',
    'included',
    'capture',
  ])
  expect(ways.dns.map(({ stage }) => stage)).toEqual(['dns', 'dns-zones'])
  expect(packetWays(asRead(cart)).dns).toEqual([])
})

test('no rule of a real pod is lost or not recognised, and each keeps its counters', () => {
  const { inbound, outbound, dns } = packetWays(asRead(frontend))
  const rules = [...inbound, ...outbound, ...dns].flatMap((stage) => stage.rules)
  expect(rules).toHaveLength(29)
  expect(rules.filter(({ reason }) => reason === 'other')).toEqual([])
  expect(rules.every(({ packets, bytes }) => packets !== undefined && bytes !== undefined)).toBe(true)
  expect(rules.filter(({ reason }) => reason === 'health-port').map(({ subject }) => subject)).toEqual([
    '15090',
    '15021',
    '15020',
  ])
})

test('the view is what the contract says', () => {
  const view = viewRedirection(asRead(frontend), new Date(0))
  expect(redirectionView.parse(view)).toEqual(view)
  expect(view).toMatchObject({ from: 'rules', counted: true, proxyUsers: [1337], proxyGroups: [1337] })
})
