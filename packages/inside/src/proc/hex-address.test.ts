import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOfHex } from './hex-address.ts'
import { hexOf } from './testing/printed-text.ts'

test('addresses as the kernel prints them', () => {
  expect(addressOfHex('0100007F')).toBe('127.0.0.1')
  expect(addressOfHex('00000000')).toBe('0.0.0.0')
  expect(addressOfHex('00000000000000000000000000000000')).toBe('::')
  expect(addressOfHex('00000000000000000000000001000000')).toBe('::1')
  expect(addressOfHex('0000000000000000FFFF00000100007F')).toBe('127.0.0.1')
  expect(addressOfHex('000080FE00000000FF005450B6AD1DFE')).toBe('fe80::5054:ff:fe1d:adb6')
})

test('any IPv6 address is written as a URL writes it, a mapped one as v4', () => {
  const byte = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(fc.array(byte, { minLength: 16, maxLength: 16 }), (bytes) => {
      const groups = Array.from({ length: 8 }, (_, at) =>
        (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
      )
      const mapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff'
      const expected = mapped
        ? bytes.slice(12).join('.')
        : new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
      expect(addressOfHex(hexOf(bytes))).toBe(expected)
    }),
  )
})

test('what is no address has none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      fc.pre(!/^(?:[0-9A-F]{8}|[0-9A-F]{32})$/i.test(text))
      expect(addressOfHex(text)).toBeUndefined()
    }),
  )
})
