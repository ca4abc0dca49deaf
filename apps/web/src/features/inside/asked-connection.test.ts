import { expect, test } from 'vitest'
import { connectionOf } from './asked-connection.ts'
import type { ConnectionText } from './asked-connection.ts'

const call: ConnectionText = {
  direction: 'outbound',
  protocol: 'tcp',
  uid: '1000',
  gid: '',
  source: '',
  destination: ' 10.0.0.1 ',
  port: '443',
  loopback: false,
}

test('a question is asked with what was filled in and nothing else', () => {
  expect(connectionOf(call)).toEqual({
    direction: 'outbound',
    protocol: 'tcp',
    sourceUid: 1000,
    destination: '10.0.0.1',
    port: 443,
  })
  expect(connectionOf({ ...call, loopback: true })).toMatchObject({ interface: 'lo' })
})

test('who opens an inbound connection is not known in this pod, so no user is sent', () => {
  expect(connectionOf({ ...call, direction: 'inbound' })).not.toHaveProperty('sourceUid')
})

test('what is no number, no port or no address is no question yet', () => {
  for (const part of [
    { uid: 'root' },
    { gid: '-1' },
    { port: '' },
    { port: '0' },
    { port: '65536' },
    { port: '80x' },
    { destination: ' ' },
  ]) {
    expect(connectionOf({ ...call, ...part })).toBeUndefined()
  }
})
