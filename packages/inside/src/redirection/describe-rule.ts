import type { RuleEffect, RuleReason } from '@portolan/contract/redirection'
import { isInRange } from './ip-range.ts'
import type { IptablesRule, MatchTest } from './iptables-rule.ts'

/** What a rule is there for, and the ports, ranges, users or interfaces that it names. */
export type RuleDescription = {
  readonly reason: RuleReason
  readonly effect: RuleEffect
  readonly subject: string | undefined
}

type Seen = {
  readonly rule: IptablesRule
  readonly table: string
  readonly proxyGroups: readonly number[]
  /** The first positive and the first negated condition of a kind. */
  readonly is: ReadonlyMap<MatchTest['kind'], MatchTest>
  readonly not: ReadonlyMap<MatchTest['kind'], MatchTest>
  readonly to: string | undefined
}

/** Envoy's metrics, Envoy's health answer and the agent's; 15008 is the tunnel's. */
const healthPorts = new Set(['15020', '15021', '15090'])

/**
 * Says why Istio made a rule, told by its shape; `other` for a rule that is not
 * one of Istio's. The proxy's groups tell its own rule from one for an excluded group.
 * @see istio: tools/istio-iptables/pkg/capture/run.go, cni/pkg/iptables/iptables.go
 */
export function describeRule(
  table: string,
  rule: IptablesRule,
  proxyGroups: readonly number[],
): RuleDescription {
  const positive = rule.matches.filter(({ not }) => !not).map(({ test }) => test)
  const negated = rule.matches.filter(({ not }) => not).map(({ test }) => test)
  const seen: Seen = {
    rule,
    table,
    proxyGroups,
    is: new Map(positive.toReversed().map((test) => [test.kind, test])),
    not: new Map(negated.toReversed().map((test) => [test.kind, test])),
    to: rule.target.kind === 'jump' || rule.target.kind === 'goto' ? rule.target.chain : undefined,
  }
  const reason = reasonOf(seen)
  return { reason, effect: effectOf(rule), subject: subjectOf(reason, seen) }
}

function reasonOf(seen: Seen): RuleReason {
  const { rule, table, to } = seen
  const { chain, target } = rule
  if (table === 'raw')
    return to === undefined ? (chain.startsWith('ISTIO_') ? 'dns-zone' : 'other') : 'enters-dns'
  if (chain === 'PREROUTING' || chain === 'OUTPUT') return reasonAtHook(seen)
  if (chain === 'ISTIO_DROP') return 'drop-invalid'
  if (chain === 'ISTIO_REDIRECT') return 'to-outbound-listener'
  if (chain === 'ISTIO_IN_REDIRECT' || chain === 'ISTIO_TPROXY') return 'to-inbound-listener'
  if (chain === 'ISTIO_DIVERT') return 'established'
  if (chain === 'ISTIO_OUTPUT_DNS') return protocolOf(seen) === 'udp' ? 'dns-udp' : 'dns-tcp'
  if (chain === 'ISTIO_INBOUND') return inboundReason(seen)
  if (chain === 'ISTIO_PRERT') return ambientInboundReason(seen)
  if (chain === 'ISTIO_OUTPUT') {
    return target.kind === 'accept' || target.kind === 'redirect' || table === 'mangle'
      ? ambientOutboundReason(seen)
      : outboundReason(seen)
  }
  return 'other'
}

function reasonAtHook({ rule, table, is, to }: Seen): RuleReason {
  const { chain, target } = rule
  if (to === 'ISTIO_INBOUND' || to === 'ISTIO_PRERT') return 'enters-inbound'
  if (to === 'ISTIO_OUTPUT') return 'enters-outbound'
  if (to === 'ISTIO_DROP') return 'drop-invalid'
  if (to === 'ISTIO_REDIRECT' && is.has('in-interface')) return 'virtual-interface-captured'
  const named = is.get('in-interface') ?? is.get('out-interface')
  if (target.kind === 'return' && named !== undefined && rule.matches.length === 1) {
    return 'excluded-interface'
  }
  const marks = ['set-mark', 'save-mark', 'restore-mark', 'return']
  return table === 'mangle' && marks.includes(target.kind) && chain !== 'INPUT' ? 'mark' : 'other'
}

function inboundReason({ is, not, rule, to }: Seen): RuleReason {
  const port = portsText(is.get('destination-port'))
  if (to === 'ISTIO_DIVERT') return 'established'
  if (to === 'ISTIO_IN_REDIRECT' || to === 'ISTIO_TPROXY')
    return port === undefined ? 'all-inbound' : 'included-inbound-port'
  if (rule.target.kind !== 'return') return 'other'
  if (is.has('mark') || not.has('mark') || is.has('source')) return 'mark'
  if (port === undefined) return 'other'
  return port === '15008' ? 'tunnel-port' : healthPorts.has(port) ? 'health-port' : 'excluded-inbound-port'
}

function outboundReason(seen: Seen): RuleReason {
  const { is, not, to, rule } = seen
  if (to === 'ISTIO_OUTPUT_DNS') return 'enters-dns'
  if (to === 'ISTIO_IN_REDIRECT') return 'proxy-to-own-pod'
  if (to === 'ISTIO_REDIRECT') {
    return is.has('destination-port')
      ? 'included-outbound-port'
      : is.has('destination')
        ? 'included-range'
        : 'all-outbound'
  }
  if (rule.target.kind !== 'return') return 'other'
  if (is.has('source')) return 'from-passthrough'
  if (is.has('destination-port')) return 'excluded-outbound-port'
  if (is.has('out-interface')) return 'application-to-itself'
  if (is.has('owner-uid')) return 'proxy-user'
  if (is.has('owner-gid'))
    return isOfProxy(is.get('owner-gid'), seen.proxyGroups) ? 'proxy-group' : 'excluded-group'
  if (not.has('owner-gid')) return 'group-not-included'
  const destination = is.get('destination')
  if (destination?.kind !== 'destination') return rule.matches.length === 0 ? 'group-not-included' : 'other'
  const [base = ''] = destination.range.split('/')
  const isLoopback = isInRange(base, '127.0.0.0/8') === true || isInRange(base, '::1') === true
  return isLoopback ? 'to-loopback' : 'excluded-range'
}

function ambientInboundReason({ is, to, rule }: Seen): RuleReason {
  if (to !== undefined) return 'other'
  if (is.has('in-interface'))
    return rule.target.kind === 'redirect' ? 'virtual-interface-captured' : 'virtual-interface'
  if (rule.target.kind === 'accept') return 'kubelet-probe'
  return rule.target.kind === 'redirect' ? 'all-inbound' : 'mark'
}

function ambientOutboundReason(seen: Seen): RuleReason {
  const { is, rule } = seen
  if (is.has('destination') && rule.target.kind === 'accept') return 'kubelet-probe'
  if (is.has('mark') && rule.target.kind === 'accept') return 'proxy-mark'
  if (is.has('out-interface') && rule.target.kind === 'accept') return 'application-to-itself'
  if (rule.target.kind !== 'redirect') return 'mark'
  if (!is.has('destination-port')) return 'all-outbound'
  return protocolOf(seen) === 'udp' ? 'dns-udp' : 'dns-tcp'
}

function isOfProxy(test: MatchTest | undefined, groups: readonly number[]): boolean {
  return test?.kind === 'owner-gid' && groups.includes(test.ids.from)
}

function protocolOf({ is }: Seen): string | undefined {
  const test = is.get('protocol')
  return test?.kind === 'protocol' ? test.protocol : undefined
}

function effectOf({ target, chain }: IptablesRule): RuleEffect {
  switch (target.kind) {
    case 'redirect':
    case 'dnat':
    case 'tproxy':
      return 'captures'
    case 'drop':
    case 'reject':
      return 'drops'
    case 'accept':
    case 'return':
      return chain === 'ISTIO_DIVERT' ? 'captures' : 'lets-pass'
    case 'unsupported':
      return 'unsupported'
    case 'jump':
    case 'goto':
      return ['ISTIO_REDIRECT', 'ISTIO_IN_REDIRECT', 'ISTIO_TPROXY', 'ISTIO_DIVERT'].includes(target.chain)
        ? 'captures'
        : target.chain === 'ISTIO_DROP'
          ? 'drops'
          : 'goes-on'
    case 'set-mark':
    case 'set-connmark':
    case 'save-mark':
    case 'restore-mark':
    case 'no-track':
    case 'goes-on':
      return 'goes-on'
  }
}

function subjectOf(reason: RuleReason, { is, not, rule }: Seen): string | undefined {
  const { target } = rule
  if (target.kind === 'redirect') return target.ports === undefined ? undefined : String(target.ports.from)
  if (target.kind === 'tproxy') return String(target.port)
  if (reason === 'proxy-to-own-pod' || reason === 'application-to-itself') {
    return textOf(is.get('owner-uid') ?? is.get('owner-gid') ?? not.get('owner-uid') ?? not.get('owner-gid'))
  }
  const asked = (
    [
      'destination-port',
      'owner-uid',
      'owner-gid',
      'in-interface',
      'out-interface',
      'destination',
      'source',
    ] as const
  )
    .map((kind) => is.get(kind) ?? not.get(kind))
    .find((test) => test !== undefined)
  return textOf(asked)
}

function textOf(test: MatchTest | undefined): string | undefined {
  switch (test?.kind) {
    case 'destination-port':
      return portsText(test)
    case 'owner-uid':
    case 'owner-gid':
      return test.ids.from === test.ids.to ? String(test.ids.from) : `${test.ids.from}-${test.ids.to}`
    case 'in-interface':
    case 'out-interface':
      return test.name
    case 'destination':
    case 'source':
      return test.range
    case 'protocol':
    case 'source-port':
    case 'mark':
    case 'connmark':
    case 'connection-state':
    case 'comment':
    case 'unsupported':
    case undefined:
      return undefined
  }
}

function portsText(test: MatchTest | undefined): string | undefined {
  if (test?.kind !== 'destination-port') return undefined
  return test.ports.map(({ from, to }) => (from === to ? String(from) : `${from}:${to}`)).join(',')
}
