import ipaddr from 'ipaddr.js'
import { numberOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'

/**
 * How many bits of an address a `CidrRange` fixes, if the address is in it.
 * @returns -1 for an address outside, or for what is no address
 * @see envoy: source/common/network/cidr_range.cc
 */
export function bitsInRange(range: JsonObject, address: string): number {
  const prefix = textOf(range, 'address_prefix') ?? ''
  const length = numberOf(range, 'prefix_len') ?? 0
  if (!ipaddr.isValid(prefix) || !ipaddr.isValid(address)) return -1
  const one = ipaddr.process(address)
  const other = ipaddr.process(prefix)
  if (one.kind() !== other.kind()) return -1
  const most = one.kind() === 'ipv4' ? 32 : 128
  return one.match(other, Math.min(Math.max(length, 0), most)) ? length : -1
}

/** Whether two texts are the same address, however IPv6 is written. */
export function isSameAddress(one: string, other: string): boolean {
  if (one === other) return true
  if (!ipaddr.isValid(one) || !ipaddr.isValid(other)) return false
  return ipaddr.process(one).toNormalizedString() === ipaddr.process(other).toNormalizedString()
}

/** `0.0.0.0` and `::`, in every spelling. */
export function isAnyAddress(address: string): boolean {
  return isSameAddress(address, '0.0.0.0') || isSameAddress(address, '::')
}

export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
