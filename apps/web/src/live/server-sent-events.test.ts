import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerSentEvents } from './server-sent-events.ts'

const stream =
  ': portolan\n\nid: a.1\ndata: {"kind":"pods"}\n\n: still here\n\ndata: one\ndata: two\n\nid: a.7\r\ndata: 三\r\n\r\n'

test('messages carry the id in force; comments are no messages', () => {
  expect(new ServerSentEvents().push(stream)).toEqual([
    { data: '{"kind":"pods"}', id: 'a.1' },
    { data: 'one\ntwo', id: 'a.1' },
    { data: '三', id: 'a.7' },
  ])
})

test('wherever the pieces are cut, the messages are the same', () => {
  const whole = new ServerSentEvents().push(stream)
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), stream.length]
      const reader = new ServerSentEvents()
      const read = at.slice(1).flatMap((end, index) => reader.push(stream.slice(at[index], end)))
      expect(read).toEqual(whole)
    }),
  )
})

test('a message that never ends is not delivered', () => {
  expect(new ServerSentEvents().push('data: half\n')).toEqual([])
})
