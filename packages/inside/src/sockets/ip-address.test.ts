import { expect, test } from 'vitest'
import { isLoopback, plainAddress } from './ip-address.ts'

test.each([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['FD00:0:0:1::7', 'fd00:0:0:1::7'],
  ['fd00:0000:0000:0001:0000:0000:0000:0007', 'fd00:0:0:1::7'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['fe80::1%eth0', 'fe80::1'],
])('%s is written %s', (given, plain) => {
  expect(plainAddress(given)).toBe(plain)
})

test.each(['1::2::3', 'x::', '1:2:3', ''])('%j is no address and stays what it is', (given) => {
  expect(plainAddress(given)).toBe(given)
})

test('Istio’s ::6 is no loopback', () => {
  expect([isLoopback('127.0.0.6'), isLoopback('::1'), isLoopback('::6')]).toEqual([true, true, false])
})
