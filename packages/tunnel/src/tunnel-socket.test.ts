import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { never, until } from './testing/mesh-under-test.ts'
import { TunnelError } from './tunnel-error.ts'
import { TunnelSocket } from './tunnel-socket.ts'

/** Port 80 on both channels. */
const portFrames = Buffer.of(0x82, 3, 0, 80, 0, 0x82, 3, 1, 80, 0)
const closeFrame = (code: number) => Buffer.of(0x88, 2, code >> 8, code & 0xff)
const frame = (channel: number, text: string) =>
  Buffer.concat([Buffer.of(0x82, text.length + 1, channel), Buffer.from(text)])

let server: Server
let peer: Socket
let connection: Socket
/** The server's side is in the test's own hands, byte by byte. */
beforeEach(async () => {
  server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const accepted = once(server, 'connection')
  connection = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  ;[peer] = await accepted
  peer.on('error', () => {})
})
afterEach(() => {
  peer.destroy()
  connection.destroy()
  server.close()
})

const protocol = 'v4.channel.k8s.io'

function tunnelOver(head: Buffer = Buffer.alloc(0)): TunnelSocket {
  return new TunnelSocket({
    host: 'pod',
    port: 80,
    connect: () => Promise.resolve({ socket: connection, head, protocol }),
  })
}

test('neither an error nor the end comes before somebody reads', async () => {
  const tunnel = tunnelOver(Buffer.concat([portFrames, frame(1, 'connection refused'), closeFrame(1000)]))
  await once(tunnel, 'connect')
  for (let turn = 0; turn < 50; turn++) await nextTurn()
  expect(tunnel.destroyed).toBe(false)
  const failed = once(tunnel, 'error')
  tunnel.resume()
  expect((await failed)[0]).toMatchObject({ code: 'refused', text: 'connection refused' })
})

test('what came before a failure is still delivered, to a reader that was not reading', async () => {
  const tunnel = tunnelOver(
    Buffer.concat([portFrames, frame(0, 'the whole answer'), frame(1, 'broken pipe')]),
  )
  await once(tunnel, 'connect')
  tunnel.on('readable', () => {})
  await until(() => tunnel.readableLength > 0)
  for (let turn = 0; turn < 50; turn++) await nextTurn()
  const failed = once(tunnel, 'error')
  expect(String(tunnel.read())).toBe('the whole answer')
  expect((await failed)[0]).toMatchObject({ code: 'reset' })
})

test('a server that says goodbye and never hangs up holds nothing for long', async () => {
  const tunnel = tunnelOver()
  peer.write(Buffer.concat([portFrames, frame(0, 'done'), closeFrame(1000)]))
  peer.resume()
  let heard = ''
  tunnel.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
  })
  await once(tunnel, 'close')
  expect(heard).toBe('done')
  await until(() => connection.destroyed)
})

test('a server that stops reading cannot keep a tunnel that was destroyed', async () => {
  const tunnel = tunnelOver()
  tunnel.on('error', () => {})
  tunnel.resume()
  peer.pause()
  tunnel.write(Buffer.alloc(30_000_000))
  await until(() => tunnel.bytesWritten > 0)
  tunnel.destroy()
  await until(() => connection.destroyed)
  expect(connection.writableFinished).toBe(false)
})

test('any other close code, and none at all, is not an end but a failure', async () => {
  const other = tunnelOver(Buffer.concat([portFrames, closeFrame(1011)]))
  const failed = once(other, 'error')
  other.resume()
  expect((await failed)[0]).toMatchObject({ code: 'closed', text: expect.stringContaining('1011') })
})

test('a connection that ends without a close frame is a failure', async () => {
  const tunnel = tunnelOver(portFrames)
  const failed = once(tunnel, 'error')
  tunnel.resume()
  peer.end()
  expect((await failed)[0]).toMatchObject({
    code: 'closed',
    text: expect.stringContaining('ended in the middle'),
  })
})

test('bytes that are no WebSocket are said to be none', async () => {
  const tunnel = tunnelOver(Buffer.from('HTTP/1.1 200 OK\r\n'))
  const failed = once(tunnel, 'error')
  tunnel.resume()
  expect((await failed)[0]).toMatchObject({ code: 'protocol-refused' })
})

test('pings of the server are answered with their payload', async () => {
  const tunnel = tunnelOver(Buffer.concat([portFrames, Buffer.of(0x89, 2, 104, 105)]))
  tunnel.resume()
  const [pong]: Buffer[] = await once(peer, 'data')
  const mask = pong?.subarray(2, 6) ?? Buffer.alloc(4)
  const payload = pong?.subarray(6).map((byte, index) => byte ^ (mask[index] ?? 0))
  expect([pong?.[0], pong?.[1], String(payload && Buffer.from(payload))]).toEqual([0x8a, 0x82, 'hi'])
  tunnel.destroy()
})

test('what is written before it is open is sent when it is', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  const tunnel = new TunnelSocket({
    host: 'pod',
    port: 80,
    connect: async () => {
      await opened
      return { socket: connection, head: Buffer.alloc(0), protocol }
    },
  })
  tunnel.write('early')
  expect(tunnel.connecting).toBe(true)
  open()
  const [bytes]: Buffer[] = await once(peer, 'data')
  expect(bytes?.length).toBe(6 + 1 + 'early'.length)
  tunnel.destroy()
})

test('destroyed before it is open, it aborts the opening and says why it was destroyed', async () => {
  let asked: AbortSignal = never
  const tunnel = new TunnelSocket({
    host: 'pod',
    port: 80,
    connect: (signal) => {
      asked = signal
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('given up')))
      })
    },
  })
  const failed = once(tunnel, 'error')
  await nextTurn()
  tunnel.destroy(new TunnelError('pod-replaced', 'gone'))
  expect((await failed)[0]).toMatchObject({ code: 'pod-replaced' })
  expect(asked.aborted).toBe(true)
})

const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length

test('an idle tunnel lets the process end, a used one does not', async () => {
  const tunnel = tunnelOver(portFrames)
  await once(tunnel, 'connect')
  const referenced = sockets()
  tunnel.unref()
  expect(sockets()).toBe(referenced - 1)
  tunnel.ref()
  expect(sockets()).toBe(referenced)
  tunnel.destroy()
})
