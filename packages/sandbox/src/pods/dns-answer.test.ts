import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerDns } from './dns-answer.ts'

const hosts = { 'catalog.shop.svc.cluster.local': ['10.96.1.2', '10.96.1.3'] }

function question(name: string, type = 1): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)]))
  const header = Buffer.from('beef01000001000000000000', 'hex')
  return Buffer.concat([header, ...labels, Buffer.of(0, 0, type, 0, 1)])
}

test('a known name answers its addresses under the id of the question', () => {
  const answer = answerDns(question('Catalog.shop.svc.cluster.local'), hosts)
  expect(answer?.readUInt16BE(0)).toBe(0xbeef)
  expect(answer?.readUInt16BE(2)).toBe(0x8180)
  expect(answer?.readUInt16BE(6)).toBe(2)
  expect([...(answer?.subarray(-4) ?? [])]).toEqual([10, 96, 1, 3])
})

test('an unknown name is NXDOMAIN, and another type of a known name is an empty answer', () => {
  expect(answerDns(question('nowhere.test'), hosts)?.readUInt16BE(2)).toBe(0x8183)
  const ipv6 = answerDns(question('catalog.shop.svc.cluster.local', 28), hosts)
  expect([ipv6?.readUInt16BE(2), ipv6?.readUInt16BE(6)]).toEqual([0x8180, 0])
})

test('no bytes make it throw, and every answer keeps the id of its question', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const answer = answerDns(Buffer.from(bytes), hosts)
      expect(answer?.subarray(0, 2) ?? Buffer.from(bytes.subarray(0, 2))).toEqual(
        Buffer.from(bytes.subarray(0, 2)),
      )
    }),
  )
})
