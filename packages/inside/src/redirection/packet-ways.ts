import type { PacketWays, RuleReason, ShownRule, WayStage } from '@portolan/contract/redirection'
import { describeRule } from './describe-rule.ts'
import type { IptablesRule, IptablesRules } from './iptables-rule.ts'
import { proxyOwners, type Redirection } from './redirection.ts'

type Way = keyof PacketWays
type Stage = WayStage['stage']

/** Where a rule is drawn, by what it is there for. */
const stages: Readonly<Record<RuleReason, Stage>> = {
  'enters-inbound': 'arrives',
  'enters-outbound': 'leaves',
  'enters-dns': 'dns',
  'excluded-interface': 'interfaces',
  'virtual-interface': 'interfaces',
  'virtual-interface-captured': 'interfaces',
  'drop-invalid': 'invalid',
  'tunnel-port': 'tunnel',
  'health-port': 'health-ports',
  'excluded-inbound-port': 'excluded-ports',
  'included-inbound-port': 'included',
  'all-inbound': 'included',
  'to-inbound-listener': 'capture',
  established: 'loop-guard',
  'excluded-outbound-port': 'excluded-ports',
  'from-passthrough': 'passthrough',
  'proxy-to-own-pod': 'to-itself',
  'application-to-itself': 'to-itself',
  'proxy-user': 'proxy-own',
  'proxy-group': 'proxy-own',
  'excluded-group': 'groups',
  'group-not-included': 'groups',
  'dns-tcp': 'dns',
  'dns-udp': 'dns',
  'dns-zone': 'dns-zones',
  'to-loopback': 'loopback',
  'excluded-range': 'excluded-ranges',
  'included-outbound-port': 'included',
  'included-range': 'included',
  'all-outbound': 'included',
  'to-outbound-listener': 'capture',
  'proxy-mark': 'proxy-own',
  mark: 'loop-guard',
  'kubelet-probe': 'health-ports',
  other: 'other',
}

/** The order of the stages on each way, as Istio's rules are ordered. */
const order: Readonly<Record<Way, readonly Stage[]>> = {
  inbound: [
    'arrives',
    'interfaces',
    'invalid',
    'loop-guard',
    'tunnel',
    'health-ports',
    'excluded-ports',
    'included',
    'capture',
    'other',
  ],
  outbound: [
    'leaves',
    'interfaces',
    'excluded-ports',
    'passthrough',
    'loop-guard',
    'health-ports',
    'to-itself',
    'proxy-own',
    'groups',
    'loopback',
    'excluded-ranges',
    'included',
    'capture',
    'other',
  ],
  dns: ['dns', 'dns-zones'],
}

/**
 * The way of a packet, for drawing: the rules in groups, in the order in which a
 * packet meets them, each with what it does and, where they were read with
 * counters, how often it did. Groups without rules are left out.
 */
export function packetWays({ rules }: Redirection): PacketWays {
  const placed = rules.flatMap((family) => placedRules(family))
  return {
    inbound: stagesOf('inbound', placed),
    outbound: stagesOf('outbound', placed),
    dns: stagesOf('dns', placed),
  }
}

type Placed = { readonly way: Way; readonly stage: Stage; readonly rule: ShownRule }

function stagesOf(way: Way, placed: readonly Placed[]): WayStage[] {
  return order[way]
    .map((stage) => ({
      stage,
      rules: placed.filter((one) => one.way === way && one.stage === stage).map(({ rule }) => rule),
    }))
    .filter((group) => group.rules.length > 0)
}

function placedRules(rules: IptablesRules): readonly Placed[] {
  const { family, tables } = rules
  const { gids } = proxyOwners({ rules: [rules] })
  return [...tables.values()]
    .filter(({ name }) => name !== 'filter')
    .flatMap(({ name, chains }) =>
      [...chains.values()].flatMap((chain) =>
        chain.rules.flatMap((rule) => placedRule(family, name, rule, gids)),
      ),
    )
}

function placedRule(
  family: IptablesRules['family'],
  table: string,
  rule: IptablesRule,
  proxyGroups: readonly number[],
): readonly Placed[] {
  const { reason, effect, subject } = describeRule(table, rule, proxyGroups)
  const way = wayOf(reason, rule.chain)
  if (way === undefined) return []
  const shown: ShownRule = {
    family,
    table,
    chain: rule.chain,
    text: rule.text,
    reason,
    effect,
    ...(subject === undefined ? {} : { subject }),
    ...rule.counters,
  }
  return [{ way, stage: stages[reason], rule: shown }]
}

/** What is asked of every packet on its way into or out of the pod; forwarding and leaving the node are neither. */
function wayOf(reason: RuleReason, chain: string): Way | undefined {
  if (stages[reason] === 'dns' || stages[reason] === 'dns-zones') return 'dns'
  if (
    /^(PREROUTING|INPUT|ISTIO_INBOUND|ISTIO_IN_REDIRECT|ISTIO_TPROXY|ISTIO_DIVERT|ISTIO_DROP|ISTIO_PRERT)$/.test(
      chain,
    )
  ) {
    return 'inbound'
  }
  return /^(OUTPUT|ISTIO_OUTPUT|ISTIO_REDIRECT)$/.test(chain) ? 'outbound' : undefined
}
