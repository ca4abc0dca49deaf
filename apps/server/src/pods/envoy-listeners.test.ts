import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseListeners } from './envoy-listeners.ts'

test('listeners are read with their additional addresses; those without a port are left out', () => {
  const text = JSON.stringify({
    listener_statuses: [
      {
        name: 'virtualOutbound',
        local_address: { socket_address: { address: '0.0.0.0', port_value: 15001 } },
      },
      {
        name: 'dual',
        local_address: { socket_address: { address: '0.0.0.0', port_value: 15090 } },
        additional_local_addresses: [{ socket_address: { address: '::', port_value: 15090 } }],
      },
      { name: 'pipe', local_address: { pipe: { path: '/var/run/x.sock' } } },
      { name: 'connect_originate', local_address: { envoy_internal_address: { server_listener_name: 'x' } } },
      { name: 'draining' },
    ],
  })
  expect(parseListeners(text)).toEqual([
    { name: 'virtualOutbound', address: '0.0.0.0', port: 15001 },
    { name: 'dual', address: '0.0.0.0', port: 15090 },
    { name: 'dual', address: '::', port: 15090 },
  ])
})

test('an Envoy without listeners has none, and something else is no Envoy', () => {
  expect(parseListeners('{}')).toEqual([])
  for (const text of ['', '<html>']) expect(() => parseListeners(text)).toThrow(SyntaxError)
  expect(() => parseListeners('{"listener_statuses":7}')).toThrow(z.core.$ZodError)
})
