import type { Connection, Landing, LandingPlace } from '@portolan/contract/redirection'
import { classOfConnection } from './connection-class.ts'
import { familyOf, isLoopbackAddress, isSameAddress } from './ip-range.ts'
import type { IpFamily, IptablesRules } from './iptables-rule.ts'
import type { Assumptions, Packet, Unknown } from './match-packet.ts'
import type { Redirection } from './redirection.ts'
import { walkHook, type Bend, type Walked } from './walk-rules.ts'

type Answer = Omit<Landing, 'class'>

/** What container runtimes name a pod's own interface. */
const usualInterface = 'eth0'
/** Each thing that is not known doubles the ways to try. */
const mostUnknown = 6

/**
 * Would this connection be captured, and where does it land? Its first packet is
 * taken through the rules as netfilter does: an inbound one through PREROUTING
 * and INPUT, an outbound one through OUTPUT and, when it stays in the pod,
 * through PREROUTING and INPUT of loopback, where `nat` is not asked again. What
 * is not known is tried both ways; only when the answers differ is the verdict
 * `undecided`, and what it depends on is named.
 */
export function whereDoesItLand(redirection: Redirection, connection: Connection): Landing {
  const answer = answerFor(redirection, connection)
  return { ...answer, class: classOfConnection(redirection, connection, answer.steps) }
}

function answerFor(redirection: Redirection, connection: Connection): Answer {
  const family = familyOf(connection.destination)
  if (family === undefined) return undecided([`the destination ${connection.destination} is no IP address`])
  const rules = redirection.rules.find((one) => one.family === family)
  if (rules === undefined)
    return undecided([`the ${family === 'ipv4' ? 'IPv4' : 'IPv6'} rules, which were not read`])
  return tryWays(redirection, rules, connection, new Map())
}

function tryWays(
  redirection: Redirection,
  rules: IptablesRules,
  connection: Connection,
  assumptions: Assumptions,
): Answer {
  const found = walkConnection(redirection, rules, connection, assumptions)
  if (!('asks' in found)) return found
  // What was assumed and is asked again is no condition: a target or a chain that is not known.
  if (assumptions.has(found.asks) || assumptions.size >= mostUnknown) return undecided([found.asks])
  const [yes, no] = [true, false].map((value) =>
    tryWays(redirection, rules, connection, new Map([...assumptions, [found.asks, value]])),
  )
  if (yes === undefined || no === undefined) return undecided([found.asks])
  if (yes.verdict !== 'undecided' && isSameLanding(yes, no)) return no
  const dependsOn = [...new Set([found.asks, ...yes.dependsOn, ...no.dependsOn])]
  return { ...undecided(dependsOn), steps: commonSteps(yes, no) }
}

function walkConnection(
  redirection: Redirection,
  rules: IptablesRules,
  connection: Connection,
  assumptions: Assumptions,
): Answer | Unknown {
  const packet = firstPacket(redirection, connection)
  const start: Walked = { packet, bend: undefined, isUntracked: false, dropped: false, steps: [] }
  const isInbound = connection.direction === 'inbound'
  const first = walkHook(rules, isInbound ? 'PREROUTING' : 'OUTPUT', start, { asksNat: true, assumptions })
  if ('asks' in first) return first
  if (first.dropped) return dropped(first)
  const moved = bent(first, redirection, rules.family)
  const staysInPod =
    isInbound || isLoopbackAddress(moved.packet.destination) || isOwn(redirection, moved.packet.destination)
  if (!staysInPod) return landed(redirection, moved, first.bend)
  let last: Walked = moved
  if (!isInbound) {
    // Over loopback the packet comes in again, still as the same tracked connection.
    const packetBack = { ...moved.packet, inInterface: 'lo', outInterface: undefined, isOwn: false }
    const back = walkHook(
      rules,
      'PREROUTING',
      { ...moved, packet: packetBack },
      { asksNat: false, assumptions },
    )
    if ('asks' in back) return back
    if (back.dropped) return dropped(back)
    last = back.bend === first.bend ? back : bent(back, redirection, rules.family)
  }
  const input = walkHook(rules, 'INPUT', last, { asksNat: false, assumptions })
  if ('asks' in input) return input
  return input.dropped ? dropped(input) : landed(redirection, input, input.bend)
}

function firstPacket({ addresses }: Redirection, connection: Connection): Packet {
  const { direction, destination } = connection
  const isOutbound = direction === 'outbound'
  const own = addresses.find((address) => isSameAddress(address, destination))
  const isLocal = isLoopbackAddress(destination) || own !== undefined
  const named = connection.interface === 'other' ? undefined : connection.interface
  const name = named ?? (isOutbound && isLocal ? 'lo' : usualInterface)
  return {
    protocol: connection.protocol,
    source: connection.source ?? (isOutbound ? chosenSource(addresses, destination, own) : undefined),
    sourcePort: connection.sourcePort,
    destination,
    port: connection.port,
    inInterface: isOutbound ? undefined : name,
    outInterface: isOutbound ? name : undefined,
    isOwn: isOutbound,
    uid: connection.sourceUid,
    gid: connection.sourceGid,
    mark: connection.mark ?? 0,
    connectionMark: 0,
  }
}

/** The address that the kernel gives a socket which is bound to none: loopback to loopback, else the pod's own. */
function chosenSource(
  addresses: readonly string[],
  destination: string,
  own: string | undefined,
): string | undefined {
  if (isLoopbackAddress(destination)) return familyOf(destination) === 'ipv6' ? '::1' : '127.0.0.1'
  return own ?? addresses.find((address) => familyOf(address) === familyOf(destination))
}

/**
 * REDIRECT sends to the first address of the interface that the packet came in
 * by, for the pod's own packets to loopback.
 * @see iptables-extensions(8), REDIRECT, TPROXY
 */
function bent(walked: Walked, { addresses }: Redirection, family: IpFamily): Walked {
  const { bend, packet } = walked
  // TPROXY changes nothing of the packet: the kernel only finds another socket for it.
  if (bend === undefined || bend.kind === 'tproxy') return walked
  const loopback = family === 'ipv6' ? '::1' : '127.0.0.1'
  const isLocal = packet.isOwn || packet.inInterface === 'lo'
  const own = isLocal ? loopback : (addresses.find((one) => familyOf(one) === family) ?? packet.destination)
  const destination = bend.kind === 'redirect' ? own : (bend.address ?? packet.destination)
  const outInterface = packet.isOwn && isLoopbackAddress(destination) ? 'lo' : packet.outInterface
  return { ...walked, packet: { ...packet, destination, port: bend.port ?? packet.port, outInterface } }
}

function landed(redirection: Redirection, { packet, steps }: Walked, bend: Bend | undefined): Answer {
  const place = bend === undefined ? 'destination' : placeOf(redirection, bend)
  const taken = bend?.kind === 'tproxy' ? bend : undefined
  const address = taken?.address ?? packet.destination
  return {
    verdict: bend === undefined ? 'passes' : 'captured',
    captured: bend !== undefined,
    lands: { address, port: taken?.port ?? packet.port, place },
    steps: [...steps],
    dependsOn: [],
  }
}

function placeOf({ mode }: Redirection, { rule, port }: Bend): LandingPlace {
  if (mode === 'AMBIENT') {
    if (rule.chain === 'ISTIO_PRERT') return port === 15_001 ? 'ztunnel-outbound' : 'ztunnel-inbound'
    if (rule.chain !== 'ISTIO_OUTPUT') return 'elsewhere'
    return port === 15_053 ? 'ztunnel-dns' : 'ztunnel-outbound'
  }
  if (rule.chain === 'ISTIO_REDIRECT') return 'envoy-outbound'
  if (rule.chain === 'ISTIO_IN_REDIRECT' || rule.chain === 'ISTIO_TPROXY') return 'envoy-inbound'
  return rule.chain === 'ISTIO_OUTPUT_DNS' ? 'agent-dns' : 'elsewhere'
}

function dropped({ steps }: Walked): Answer {
  return { verdict: 'dropped', captured: false, steps: [...steps], dependsOn: [] }
}

function undecided(dependsOn: readonly string[]): Answer {
  return { verdict: 'undecided', captured: false, steps: [], dependsOn: [...dependsOn] }
}

function isSameLanding(one: Answer, other: Answer): boolean {
  return (
    one.verdict === other.verdict &&
    one.lands?.address === other.lands?.address &&
    one.lands?.port === other.lands?.port
  )
}

function commonSteps(one: Answer, other: Answer): Answer['steps'] {
  const end = one.steps.findIndex((step, at) => step.rule !== other.steps[at]?.rule)
  return end < 0 ? one.steps : one.steps.slice(0, end)
}

function isOwn({ addresses }: Redirection, address: string): boolean {
  return addresses.some((own) => isSameAddress(own, address))
}
