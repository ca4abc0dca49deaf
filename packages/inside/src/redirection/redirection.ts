import type {
  RedirectionMaker,
  RedirectionMode,
  RedirectionNote,
  RedirectionSource,
} from '@portolan/contract/redirection'
import type { IpFamily, IptablesRules, MatchTest } from './iptables-rule.ts'
import { parseIptablesSave } from './parse-iptables-save.ts'

/** How the traffic of one pod is bent, and where this is known from. */
export type Redirection = {
  readonly from: RedirectionSource
  readonly maker: RedirectionMaker
  readonly mode: RedirectionMode
  /** One for each family that is known; a family that is missing here was not read. */
  readonly rules: readonly IptablesRules[]
  /** The pod's own addresses: a connection to one of them goes over loopback. */
  readonly addresses: readonly string[]
  readonly notes: readonly RedirectionNote[]
}

/**
 * Makes a redirection of rules that were read with iptables-save and
 * ip6tables-save. Who made them and in which mode, the rules themselves tell.
 */
export function redirectionOfRules(
  rules: readonly IptablesRules[],
  addresses: readonly string[],
  knownMaker?: RedirectionMaker,
): Redirection {
  const hasChain = (name: string) =>
    rules.some(({ tables }) => [...tables.values()].some(({ chains }) => chains.has(name)))
  const isSidecar = hasChain('ISTIO_OUTPUT') && hasChain('ISTIO_REDIRECT')
  const isAmbient = !isSidecar && hasChain('ISTIO_PRERT')
  const notes: RedirectionNote[] = []
  for (const { hiddenTables, otherBackend } of rules) {
    for (const text of hiddenTables) notes.push({ note: 'table-hidden', text })
    if (otherBackend !== undefined) notes.push({ note: 'other-backend', text: otherBackend })
  }
  const mode = isAmbient ? 'AMBIENT' : hasChain('ISTIO_TPROXY') ? 'TPROXY' : isSidecar ? 'REDIRECT' : 'NONE'
  const maker = isAmbient ? 'ambient' : isSidecar ? (knownMaker ?? 'unknown') : 'nobody'
  return {
    from: 'rules',
    maker,
    mode,
    rules,
    addresses,
    notes: [...notes, ...unreadFamilies(rules, addresses)],
  }
}

/** A note for each family in which the pod has an address and whose rules are not known. */
export function unreadFamilies(
  rules: readonly IptablesRules[],
  addresses: readonly string[],
): readonly RedirectionNote[] {
  const needed: readonly IpFamily[] = [
    ...(addresses.some((address) => !address.includes(':')) ? (['ipv4'] as const) : []),
    ...(addresses.some((address) => address.includes(':')) ? (['ipv6'] as const) : []),
  ]
  return needed
    .filter((family) => !rules.some((one) => one.family === family))
    .map((family) => ({ note: 'family-unread', text: family === 'ipv4' ? 'IPv4' : 'IPv6' }))
}

/** The users and groups that the rules leave alone because they are the proxy's. */
export function proxyOwners({ rules }: Pick<Redirection, 'rules'>): {
  readonly uids: readonly number[]
  readonly gids: readonly number[]
} {
  const tests = rules
    .flatMap(({ tables }) => [...(tables.get('nat')?.chains.values() ?? [])])
    .flatMap((chain) => chain.rules)
    // The proxy's own are those whose calls to the pod itself go to its inbound listener.
    .filter(({ target }) => target.kind === 'jump' && target.chain === 'ISTIO_IN_REDIRECT')
    .flatMap(({ matches }) => matches.filter(({ not }) => !not).map(({ test }) => test))
  return { uids: idsOf(tests, 'owner-uid'), gids: idsOf(tests, 'owner-gid') }
}

function idsOf(tests: readonly MatchTest[], kind: 'owner-uid' | 'owner-gid'): readonly number[] {
  return [...new Set(tests.flatMap((test) => (test.kind === kind ? [test.ids.from] : [])))]
}

/** Nobody set anything up: no rule in either family, and both are known. */
export function noRules(): readonly IptablesRules[] {
  return [parseIptablesSave('', 'ipv4'), parseIptablesSave('', 'ipv6')]
}
