import { hexOf } from './bytes.ts'

/**
 * The bytes of an address as text: four make IPv4, sixteen IPv6 with its longest
 * run of zeros left out; anything else its hexadecimal digits.
 * @see RFC 5952, 4.2
 */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  if (bytes.length !== 16) return hexOf(bytes)
  const groups = Array.from({ length: 8 }, (_, group) =>
    (((bytes[group * 2] ?? 0) << 8) | (bytes[group * 2 + 1] ?? 0)).toString(16),
  )
  const runs = groups.join(':').match(/\b0(?::0)+\b/g) ?? []
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  if (longest === '') return groups.join(':')
  return groups.join(':').replace(new RegExp(`(^|:)${longest}(:|$)`), '::')
}
