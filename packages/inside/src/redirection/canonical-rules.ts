import type { IptablesRule, IptablesRules, MatchTest, RuleTarget } from './iptables-rule.ts'
import { plainRange } from './ip-range.ts'

/**
 * What the rules mean, one line for each, in the order in which packets meet
 * them: the same for the text that istio-init writes and for what the kernel
 * gives back (`--dport 80` or `-m tcp --dport 80`, `1337` or `0x539`, a chain
 * without rules or none). Comments and counters do not count.
 */
export function canonicalRules(rules: IptablesRules): readonly string[] {
  return [...rules.tables.values()]
    .flatMap(({ name, chains }) =>
      [...chains.values()].flatMap((chain) => chain.rules.map((rule) => `${name} ${canonicalRule(rule)}`)),
    )
    .toSorted((a, b) => compare(chainOf(a), chainOf(b)))
}

/** Whether both would treat every packet alike, as far as their rules tell. */
export function areSameRules(one: IptablesRules, other: IptablesRules): boolean {
  const [first, second] = [canonicalRules(one), canonicalRules(other)]
  return first.length === second.length && first.every((line, at) => line === second[at])
}

export function canonicalRule({ chain, matches, target }: IptablesRule): string {
  const conditions = matches
    .filter(({ test }) => test.kind !== 'comment')
    .map(({ not, test }) => `${not ? '! ' : ''}${writeTest(test)}`)
    .toSorted()
  return [chain, ...conditions, '->', writeTarget(target)].join(' ')
}

function chainOf(line: string): string {
  return line.split(' ', 2).join(' ')
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function writeTest(test: MatchTest): string {
  switch (test.kind) {
    case 'protocol':
      return `protocol ${test.protocol}`
    case 'source':
    case 'destination':
      return `${test.kind} ${plainRange(test.range)}`
    case 'in-interface':
    case 'out-interface':
      return `${test.kind} ${test.name}`
    case 'source-port':
    case 'destination-port':
      return `${test.kind} ${test.ports.map(({ from, to }) => `${from}-${to}`).join(',')}`
    case 'owner-uid':
    case 'owner-gid':
      return `${test.kind} ${test.ids.from}-${test.ids.to}`
    case 'mark':
    case 'connmark':
      return `${test.kind} ${test.value}/${test.mask}`
    case 'connection-state':
      return `state ${test.states.toSorted().join(',')}`
    case 'comment':
    case 'unsupported':
      return test.text
  }
}

function writeTarget(target: RuleTarget): string {
  return Object.entries(target)
    .map(
      ([key, value]) => `${key}=${typeof value === 'object' ? `${value.from}-${value.to}` : String(value)}`,
    )
    .toSorted()
    .join(' ')
}
