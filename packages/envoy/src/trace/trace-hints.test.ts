import { expect, test } from 'vitest'
import { answersOfSmallProxy, httpFilter, listenerAt, tcpFilter } from '../fixtures/traced-proxy.ts'
import { traceHints } from './trace-hints.ts'

const inbound = listenerAt(
  '0.0.0.0',
  15_006,
  [{ filter_chain_match: { destination_port: 8080 }, filters: [httpFilter('inbound')] }],
  { name: 'virtualInbound', traffic_direction: 'INBOUND' },
)
const outbound = listenerAt('0.0.0.0', 15_001, [{ filters: [tcpFilter('PassthroughCluster')] }], {
  name: 'virtualOutbound',
  use_original_dst: true,
})
const routesOf = (name: string, host: string, path: string) => ({
  name,
  virtual_hosts: [{ name: host, domains: [host, '*.x'], routes: [{ match: { prefix: path } }] }],
})

test('a sidecar is asked of what leaves and of what comes in, by names and ports that it knows', () => {
  const { dump } = answersOfSmallProxy({
    listeners: [
      outbound,
      inbound,
      listenerAt('0.0.0.0', 80, [{ filters: [httpFilter('80')] }], { bind_to_port: false }),
    ],
    routes: [routesOf('80', 'cart', '/api'), routesOf('nowhere', 'b', '/')],
  })
  expect(traceHints(dump)).toEqual({
    directions: ['outbound', 'inbound'],
    hosts: ['b', 'cart'],
    ports: { outbound: [80], inbound: [8080], gateway: [15_001, 15_006] },
    examples: [
      { direction: 'outbound', host: 'cart', port: 80, path: '/api' },
      { direction: 'inbound', host: 'localhost', port: 8080, path: '/' },
    ],
  })
})

test('what hands nothing on and takes nothing in for a workload is a gateway', () => {
  const { dump } = answersOfSmallProxy({
    listeners: [listenerAt('0.0.0.0', 8080, [{ filters: [httpFilter('http.8080')] }])],
    routes: [routesOf('http.8080', 'shop.example', '/')],
  })
  expect(traceHints(dump)).toMatchObject({
    directions: ['gateway'],
    examples: [{ direction: 'gateway', host: 'shop.example', port: 8080, path: '/' }],
  })
})
