/**
 * An address of /proc/net: 8 or 32 hexadecimal digits, each word of 32 bits in
 * the order of a little-endian machine. IPv6 is written as RFC 5952 wants it, a
 * v4 address mapped into v6 as v4.
 * @returns undefined for anything else
 */
export function addressOfHex(hex: string): string | undefined {
  if (!/^(?:[0-9A-F]{8}|[0-9A-F]{32})$/i.test(hex)) return undefined
  const bytes: number[] = []
  for (let word = 0; word < hex.length; word += 8) {
    for (let at = word + 6; at >= word; at -= 2) bytes.push(Number.parseInt(hex.slice(at, at + 2), 16))
  }
  if (bytes.length === 4) return bytes.join('.')
  const mapped = bytes.slice(0, 12).every((byte, at) => byte === (at < 10 ? 0 : 0xff))
  return mapped ? bytes.slice(12).join('.') : writtenV6(bytes)
}

function writtenV6(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0))
  const { from, length } = longestZeros(groups)
  // One group of zeros alone stays written out.
  if (length < 2) return written(groups)
  return `${written(groups.slice(0, from))}::${written(groups.slice(from + length))}`
}

function written(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':')
}

function longestZeros(groups: readonly number[]): { readonly from: number; readonly length: number } {
  let best = { from: 0, length: 0 }
  let length = 0
  for (const [at, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0
    if (length > best.length) best = { from: at - length + 1, length }
  }
  return best
}
