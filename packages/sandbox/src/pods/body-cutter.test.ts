import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyCutter } from './body-cutter.ts'

const head = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'

test('however an answer is split, its head and half of its body pass', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), (sizes) => {
      const cut = bodyCutter()
      let rest = Buffer.from(head + 'x'.repeat(100))
      let passed = 0
      for (const size of [...sizes, rest.length]) {
        passed += cut(rest.subarray(0, size))
        rest = rest.subarray(size)
      }
      expect(passed).toBe(head.length + 50)
    }),
  )
})

test('a body of unknown length is cut after 16 bytes', () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
  expect(bodyCutter()(Buffer.from(`${chunked}20\r\n${'x'.repeat(32)}\r\n0\r\n\r\n`))).toBe(
    chunked.length + 16,
  )
})
