import * as fc from 'fast-check'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { encodeClose, encodeFrame, opcodes } from './frame-writer.ts'

/** Undoes the masking, by the letter of RFC 6455. */
function decode(frame: Buffer): Buffer {
  const short = (frame[1] ?? 0) & 0x7f
  const at = short === 127 ? 10 : short === 126 ? 4 : 2
  const mask = frame.subarray(at, at + 4)
  return Buffer.from(frame.subarray(at + 4).map((byte, index) => byte ^ (mask[index % 4] ?? 0)))
}

test('what is framed can be read back, whatever its length and parts', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70_000, size: 'max' }), { maxLength: 4 }), (parts) => {
      expect(decode(encodeFrame(opcodes.binary, parts)).equals(Buffer.concat(parts))).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('no two frames have the same mask', () => {
  const masks = new Set(
    Array.from({ length: 3_000 }, () => encodeFrame(opcodes.ping, []).subarray(2, 6).toString('hex')),
  )
  expect(masks.size).toBeGreaterThan(2_990)
})

test('another implementation reads frames of every length class, and the close code', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  socket.resume()
  const [peer] = await once(server, 'connection')
  const lengths: number[] = []
  peer.on('message', (data: Buffer) => lengths.push(data.length))
  for (const length of [0, 125, 126, 65_535, 65_536, 200_000])
    socket.write(encodeFrame(opcodes.binary, [Buffer.alloc(length)]))
  socket.write(encodeClose(1000))
  const [code] = await once(peer, 'close')
  expect([lengths, code]).toEqual([[0, 125, 126, 65_535, 65_536, 200_000], 1000])
  socket.destroy()
  server.close()
})
