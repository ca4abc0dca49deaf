/** One spelling for each address: IPv6 in its shortest form, v4 addresses mapped into v6 as v4. */
export function plainAddress(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const groups = groupsOf(address)
  return groups === undefined ? address.toLowerCase() : shortest(groups)
}

/** 127.0.0.0/8 and ::1; `::6`, from which Envoy dials the application, is Istio's own and no loopback. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}

/** Any address: what a socket listens on when it takes every one. */
export function isAnyAddress(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

/**
 * From where Envoy dials the application when it passes an inbound connection on.
 * @see istio: pilot/pkg/networking/core/cluster.go (InboundPassthroughBindIpv4, InboundPassthroughBindIpv6)
 */
export function isInboundSource(address: string): boolean {
  return address === '127.0.0.6' || address === '::6'
}

function groupsOf(address: string): readonly number[] | undefined {
  const [head, tail, ...more] = address.split('%')[0]?.split('::') ?? []
  if (head === undefined || more.length > 0) return undefined
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 0) return undefined
  const words = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  const groups = words.map((word) => (/^[0-9a-f]{1,4}$/i.test(word) ? Number.parseInt(word, 16) : -1))
  return groups.includes(-1) ? undefined : groups
}

/** @see RFC 5952 section 4 */
function shortest(groups: readonly number[]): string {
  let best = { at: -1, length: 1 }
  for (let at = 0; at < groups.length; at += 1) {
    let length = 0
    while (groups[at + length] === 0) length += 1
    if (length > best.length) best = { at, length }
  }
  const words = groups.map((group) => group.toString(16))
  if (best.at < 0) return words.join(':')
  return `${words.slice(0, best.at).join(':')}::${words.slice(best.at + best.length).join(':')}`
}
