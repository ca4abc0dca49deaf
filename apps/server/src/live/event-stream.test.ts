import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { LiveEvent } from '@portolan/contract/live'
import express from 'express'
import { expect, test } from 'vitest'
import { EventStream } from './event-stream.ts'

test('a client that does not read is dropped before it costs much memory', async () => {
  const app = express()
  const closed = Promise.withResolvers<number>()
  app.get('/', (_request, response) => {
    const stream = new EventStream(response)
    const event: LiveEvent = { kind: 'failed', topic: 't', code: 'c', text: 'x'.repeat(256 * 1024) }
    let sent = 0
    // One after the other, as events come: a client that reads would keep up.
    const timer = setInterval(() => {
      stream.send(event)
      sent += 1
    }, 1)
    response.once('close', () => {
      clearInterval(timer)
      stream[Symbol.dispose]()
      closed.resolve(sent)
    })
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  socket.pause()
  socket.on('error', () => undefined)
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  // 8 MB of ours, and what the two kernels' buffers hold.
  expect(await closed.promise).toBeLessThan(200)
  socket.destroy()
  server.close()
})
