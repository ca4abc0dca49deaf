import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameError } from './channel-reader.ts'
import { FrameReader, type FrameEvents } from './frame-reader.ts'

/** What the reader said, with neighbouring pieces of the same channel joined. */
function read(chunks: readonly Buffer[]) {
  const said = {
    data: [] as Buffer[],
    errorText: '',
    errorsComplete: 0,
    named: 0,
    pings: [] as string[],
    pongs: 0,
    closed: [] as number[],
  }
  const events: FrameEvents = {
    data: (bytes) => said.data.push(Buffer.from(bytes)),
    errorText: (bytes, last) => {
      said.errorText += bytes.toString()
      if (last) said.errorsComplete += 1
    },
    portsNamed: () => {
      said.named += 1
    },
    ping: (payload) => said.pings.push(payload.toString()),
    pong: () => {
      said.pongs += 1
    },
    close: (code) => said.closed.push(code),
  }
  const reader = new FrameReader(events)
  for (const chunk of chunks) reader.feed(chunk)
  return { ...said, data: Buffer.concat(said.data) }
}

function frame(opcode: number, payload: Uint8Array, final = true): Buffer {
  const head = [(final ? 0x80 : 0) | opcode]
  if (payload.length < 126) head.push(payload.length)
  else if (payload.length < 65_536) head.push(126, payload.length >> 8, payload.length & 0xff)
  else head.push(127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (payload.length >> shift) & 0xff))
  return Buffer.concat([Buffer.from(head), payload])
}

const message = (channel: number, payload: string | Uint8Array) =>
  frame(2, Buffer.concat([Buffer.of(channel), Buffer.from(payload)]))
/** Port 15000, as both channels begin. */
const portFrames = Buffer.concat([message(0, Buffer.of(0x98, 0x3a)), message(1, Buffer.of(0x98, 0x3a))])

/** Cuts bytes at the given places, as a network does. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [...at, bytes.length].map((end, index) => bytes.subarray(at[index - 1] ?? 0, end))
}

test('the ports come first and are not data', () => {
  const said = read([portFrames, message(0, 'HTTP/1.1 200 OK')])
  expect([said.named, said.data.toString()]).toEqual([1, 'HTTP/1.1 200 OK'])
})

test("the error channel's text, then 1000", () => {
  const said = read([portFrames, message(1, 'connection refused'), frame(8, Buffer.of(0x03, 0xe8))])
  expect([said.errorText, said.closed]).toEqual(['connection refused', [1000]])
})

test('nothing after the close frame is read', () => {
  const said = read([portFrames, Buffer.concat([frame(8, Buffer.of(0x03, 0xe8)), message(0, 'late')])])
  expect(said.data.length).toBe(0)
})

type Part = { readonly kind: 'data' | 'large' | 'fragments' | 'ping'; readonly bytes: Uint8Array }

function framesOf({ kind, bytes }: Part): Buffer[] {
  if (kind === 'ping') return [frame(9, bytes)]
  if (kind !== 'fragments') return [message(0, bytes)]
  const whole = Buffer.concat([Buffer.of(0), bytes])
  // A control frame may stand between the fragments of a message.
  return [
    frame(2, whole.subarray(0, 1), false),
    frame(9, Buffer.of(1)),
    frame(0, whole.subarray(1, 3), false),
    frame(0, whole.subarray(3)),
  ]
}

test('however the bytes are cut, the same is read', () => {
  const part = fc.oneof(
    fc.record({ kind: fc.constant('data' as const), bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }) }),
    fc.record({
      kind: fc.constant('large' as const),
      bytes: fc.integer({ min: 126, max: 70_000 }).map((n) => Buffer.alloc(n, n & 0xff)),
    }),
    fc.record({
      kind: fc.constant('fragments' as const),
      bytes: fc.uint8Array({ minLength: 3, maxLength: 300 }),
    }),
    fc.record({ kind: fc.constant('ping' as const), bytes: fc.uint8Array({ maxLength: 125 }) }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 40 }), (parts, places) => {
      const frames = parts.flatMap(framesOf)
      const said = read(cut(Buffer.concat([portFrames, ...frames]), places))
      const sent = Buffer.concat(parts.filter(({ kind }) => kind !== 'ping').map(({ bytes }) => bytes))
      expect(said.data.equals(sent)).toBe(true)
      expect(said.pings).toHaveLength(
        parts.filter(({ kind }) => kind === 'ping' || kind === 'fragments').length,
      )
    }),
  )
})

function outcome(attempt: () => unknown): string {
  try {
    attempt()
    return 'read'
  } catch (error) {
    return error instanceof Error ? error.name : 'something odd'
  }
}

test('any bytes at all give events or a FrameError, nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.array(fc.nat(), { maxLength: 5 }), (bytes, places) => {
      expect(outcome(() => read(cut(Buffer.from(bytes), places)))).toMatch(/^(?:read|FrameError)$/)
    }),
  )
})

test.each([
  ['a masked frame', Buffer.of(0x82, 0x83, 0, 0, 0, 0, 0, 1, 2)],
  ['compression', Buffer.of(0xc2, 0x01, 0)],
  ['an opcode from the future', Buffer.of(0x83, 0x01, 0)],
  ['a control opcode from the future', Buffer.of(0x8b, 0x01, 0)],
  ['a channel that was not asked for', message(2, 'x')],
  ['a continuation of nothing', frame(0, Buffer.of(0, 1))],
  ['a message inside another', Buffer.concat([frame(2, Buffer.of(0, 1), false), frame(2, Buffer.of(0, 1))])],
  ['a control frame in pieces', frame(9, Buffer.of(1), false)],
  ['a control frame that is too long', frame(9, Buffer.alloc(126))],
])('%s is refused', (_what, bytes) => {
  expect(() => read([bytes])).toThrow(FrameError)
})
