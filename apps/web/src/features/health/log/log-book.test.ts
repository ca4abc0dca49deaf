import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogBook } from './log-book.ts'
import type { LogLine } from './log-line.ts'

function line(container: string, at: number, raw = `${container} ${at}`): LogLine {
  return { kind: 'line', container, time: '', at, raw, text: raw }
}

const texts = ({ lines }: LogBook) => lines.map(({ raw }) => raw)

test('lines of several containers stand in the order of time, however they come', () => {
  const book = new LogBook()
  book.add([line('app', 10), line('app', 30)])
  book.add([line('proxy', 5), line('proxy', 20), line('proxy', 40)])
  expect(texts(book)).toEqual(['proxy 5', 'app 10', 'proxy 20', 'app 30', 'proxy 40'])
})

test('a clock that goes back does not tear a container’s lines apart', () => {
  const book = new LogBook()
  book.add([line('app', 10), line('app', 7), line('proxy', 8), line('app', 12)])
  expect(texts(book)).toEqual(['proxy 8', 'app 10', 'app 7', 'app 12'])
})

test('what is too much pushes out the oldest lines, and they are counted', () => {
  const book = new LogBook({ lines: 3, characters: 1_000 })
  book.add([1, 2, 3, 4, 5].map((at) => line('app', at)))
  expect([texts(book), book.dropped]).toEqual([['app 3', 'app 4', 'app 5'], 2])
})

test('long lines count by their length; the latest one always stays', () => {
  const book = new LogBook({ lines: 100, characters: 10 })
  book.add([line('app', 1, '12345678'), line('app', 2, '123')])
  expect(texts(book)).toEqual(['123'])
  book.add([line('app', 3, 'x'.repeat(50))])
  expect(texts(book)).toEqual(['x'.repeat(50)])
  book.add([line('app', 4, '1')])
  expect(texts(book)).toEqual(['1'])
})

test('in whatever pieces lines come, the latest ones are kept and each container’s own order holds', () => {
  const some = fc.record({ container: fc.constantFrom('a', 'b', 'c'), at: fc.nat(50) })
  fc.assert(
    fc.property(fc.array(fc.array(some, { maxLength: 8 })), (pieces) => {
      const book = new LogBook({ lines: 10, characters: 1e6 })
      for (const piece of pieces) book.add(piece.map(({ container, at }) => line(container, at)))
      const orders = book.lines.map(({ order }) => order)
      expect(orders).toEqual(orders.toSorted((a, b) => a - b))
      for (const container of ['a', 'b', 'c']) {
        const ids = book.lines.filter((one) => one.container === container).map(({ id }) => id)
        expect(ids).toEqual(ids.toSorted((a, b) => a - b))
      }
      const all = pieces.flat().length
      expect(book.lines.length + book.dropped).toBe(all)
      expect(book.lines).toHaveLength(Math.min(10, all))
    }),
  )
})
