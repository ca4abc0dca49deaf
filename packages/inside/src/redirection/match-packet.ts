import { isInRange } from './ip-range.ts'
import type { MatchTest, RuleMatch } from './iptables-rule.ts'
import { isWithin } from './rule-numbers.ts'

/** The first packet of a connection, as a rule sees it at one hook. */
export type Packet = {
  readonly protocol: 'tcp' | 'udp'
  readonly source: string | undefined
  readonly sourcePort: number | undefined
  readonly destination: string
  readonly port: number
  /** Where it came in; undefined for a packet that is going out. */
  readonly inInterface: string | undefined
  readonly outInterface: string | undefined
  /** Whether a socket of this pod sent it; only such packets have an owner. */
  readonly isOwn: boolean
  readonly uid: number | undefined
  readonly gid: number | undefined
  readonly mark: number
  readonly connectionMark: number
}

/** What is not known, so that the rule cannot be decided; the same words for the same question. */
export type Unknown = { readonly asks: string }

/** What was taken for true or false of what is not known. */
export type Assumptions = ReadonlyMap<string, boolean>

/** Whether all conditions hold; the first that cannot be decided is named, unless another fails anyway. */
export function matchesPacket(
  matches: readonly RuleMatch[],
  packet: Packet,
  assumptions: Assumptions,
): boolean | Unknown {
  let open: Unknown | undefined
  for (const { not, test } of matches) {
    const found = holds(test, packet)
    const holdsOrAssumed = typeof found === 'boolean' ? found : assumptions.get(found.asks)
    if (holdsOrAssumed === undefined) {
      if (typeof found !== 'boolean') open ??= found
    } else if (holdsOrAssumed === not) return false
  }
  return open ?? true
}

function holds(test: MatchTest, packet: Packet): boolean | Unknown {
  switch (test.kind) {
    case 'protocol':
      return protocolHolds(test.protocol, packet.protocol)
    case 'source':
      if (packet.source === undefined) return { asks: `the source address (${test.range})` }
      return isInRange(packet.source, test.range) ?? { asks: `source ${test.range}` }
    case 'destination':
      return isInRange(packet.destination, test.range) ?? { asks: `destination ${test.range}` }
    case 'in-interface':
      return isInterface(packet.inInterface, test.name)
    case 'out-interface':
      return isInterface(packet.outInterface, test.name)
    case 'source-port': {
      const { sourcePort } = packet
      if (sourcePort !== undefined) return test.ports.some((range) => isWithin(sourcePort, range))
      return { asks: `the source port (${test.ports.map(({ from, to }) => `${from}:${to}`).join(',')})` }
    }
    case 'destination-port':
      return test.ports.some((range) => isWithin(packet.port, range))
    case 'owner-uid':
      return ownerHolds(packet, packet.uid, test.ids, 'uid')
    case 'owner-gid':
      return ownerHolds(packet, packet.gid, test.ids, 'gid')
    case 'mark':
      return (packet.mark & test.mask) >>> 0 === test.value >>> 0
    case 'connmark':
      return (packet.connectionMark & test.mask) >>> 0 === test.value >>> 0
    case 'connection-state':
      return test.states.includes('NEW')
    case 'comment':
      return true
    case 'unsupported':
      return { asks: test.text }
  }
}

const numbers: Readonly<Record<string, 'tcp' | 'udp'>> = { tcp: 'tcp', '6': 'tcp', udp: 'udp', '17': 'udp' }

function protocolHolds(asked: string, protocol: 'tcp' | 'udp'): boolean {
  return asked === 'all' || asked === '0' || numbers[asked] === protocol
}

/** A name that ends with `+` stands for all that begin like it. */
function isInterface(name: string | undefined, asked: string): boolean {
  if (name === undefined) return false
  return asked.endsWith('+') ? name.startsWith(asked.slice(0, -1)) : name === asked
}

function ownerHolds(
  { isOwn }: Packet,
  id: number | undefined,
  ids: { readonly from: number; readonly to: number },
  what: 'uid' | 'gid',
): boolean | Unknown {
  if (!isOwn) return false
  const range = ids.from === ids.to ? String(ids.from) : `${ids.from}-${ids.to}`
  return id === undefined ? { asks: `the sender's ${what} (${range})` } : isWithin(id, ids)
}
