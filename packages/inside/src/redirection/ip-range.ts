import type { IpFamily } from './iptables-rule.ts'

type Bits = { readonly family: IpFamily; readonly bits: bigint }

/** The family of an address; undefined for anything that is none. A v4 address mapped into v6 is v4. */
export function familyOf(address: string): IpFamily | undefined {
  return bitsOf(address)?.family
}

/**
 * Whether an address belongs to `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `fd00::/8`
 * or is the single address. Undefined when either cannot be read; an address of
 * the other family never belongs.
 */
export function isInRange(address: string, range: string): boolean | undefined {
  const [base = '', length, ...more] = range.split('/')
  const one = bitsOf(address)
  const net = bitsOf(base)
  if (one === undefined || net === undefined || more.length > 0) return undefined
  const mask = maskOf(length, net.family)
  if (mask === undefined) return undefined
  return one.family === net.family && (one.bits & mask) === (net.bits & mask)
}

/** `10.96.0.10/32` without its length when it is one address; the text as it is when it cannot be read. */
export function plainRange(range: string): string {
  const [base = '', length, ...more] = range.split('/')
  const net = bitsOf(base)
  if (net === undefined || more.length > 0) return range
  const mask = maskOf(length, net.family)
  if (mask === undefined) return range
  const whole = net.family === 'ipv4' ? 32 : 128
  const ones = mask.toString(2).replaceAll('0', '').length
  const text = writeBits(net.family, net.bits & mask)
  return ones === whole ? text : `${text}/${ones}`
}

export function isLoopbackAddress(address: string): boolean {
  return isInRange(address, '127.0.0.0/8') === true || isInRange(address, '::1') === true
}

export function isSameAddress(one: string, other: string): boolean {
  const first = bitsOf(one)
  const second = bitsOf(other)
  return first !== undefined && first.family === second?.family && first.bits === second.bits
}

function maskOf(length: string | undefined, family: IpFamily): bigint | undefined {
  const whole = family === 'ipv4' ? 32 : 128
  if (length === undefined) return (1n << BigInt(whole)) - 1n
  const written = bitsOf(length)
  if (written !== undefined) return written.family === family ? written.bits : undefined
  if (!/^\d{1,3}$/.test(length) || Number(length) > whole) return undefined
  const zeros = BigInt(whole - Number(length))
  return ((1n << BigInt(whole)) - 1n) ^ ((1n << zeros) - 1n)
}

function bitsOf(address: string): Bits | undefined {
  if (!address.includes(':')) {
    const bits = bitsOfV4(address)
    return bits === undefined ? undefined : { family: 'ipv4', bits }
  }
  const bits = bitsOfV6(address.split('%')[0] ?? '')
  if (bits === undefined) return undefined
  return bits >> 32n === 0xffffn ? { family: 'ipv4', bits: bits & 0xffff_ffffn } : { family: 'ipv6', bits }
}

function bitsOfV4(address: string): bigint | undefined {
  const parts = address.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n)
}

/** @see RFC 4291 section 2.2 */
function bitsOfV6(address: string): bigint | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  const low = dotted?.[2] === undefined ? undefined : bitsOfV4(dotted[2])
  if (dotted !== null && low === undefined) return undefined
  const text =
    low === undefined
      ? address
      : `${dotted?.[1] ?? ''}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const words = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined
  return words.reduce((bits, word) => (bits << 16n) | BigInt(`0x${word}`), 0n)
}

function writeBits(family: IpFamily, bits: bigint): string {
  const size = family === 'ipv4' ? 8n : 16n
  const count = family === 'ipv4' ? 4 : 8
  const words = Array.from(
    { length: count },
    (_, at) => (bits >> (size * BigInt(count - 1 - at))) & ((1n << size) - 1n),
  )
  if (family === 'ipv4') return words.join('.')
  return shortest(words.map((word) => word.toString(16)))
}

/** @see RFC 5952 section 4 */
function shortest(words: readonly string[]): string {
  const runs = [
    ...words
      .map((word) => (word === '0' ? '0' : 'x'))
      .join('')
      .matchAll(/0{2,}/g),
  ]
  const longest = runs.toSorted((a, b) => b[0].length - a[0].length)[0]
  if (longest === undefined) return words.join(':')
  return `${words.slice(0, longest.index).join(':')}::${words.slice(longest.index + longest[0].length).join(':')}`
}
