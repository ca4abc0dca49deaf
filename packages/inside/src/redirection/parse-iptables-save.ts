import { IptablesSaveError } from './iptables-error.ts'
import type {
  IpFamily,
  IptablesChain,
  IptablesRule,
  IptablesRules,
  IptablesTable,
  RuleCounters,
} from './iptables-rule.ts'
import { familyOf } from './ip-range.ts'
import { parseRule } from './parse-rule.ts'
import { ruleWords } from './rule-words.ts'

type OpenChain = Omit<IptablesChain, 'rules'> & { readonly rules: IptablesRule[] }
type OpenTable = { readonly name: string; readonly chains: Map<string, OpenChain> }

const builtIn = new Set(['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'])
const most = { lines: 50_000, lineLength: 8_192 }

/**
 * Reads what `iptables-save [-c]` or `ip6tables-save [-c]` prints, of either
 * backend, and what `iptables-restore` reads (`-N`, `-I CHAIN 1`, `* nat`), as
 * istio-init writes it into its log. The family is the one given, else what the
 * text tells (its first line, its addresses), else IPv4.
 * @throws IptablesSaveError when a line belongs to neither, and nothing else.
 * @see iptables: iptables-save(8), iptables/iptables-restore.c
 */
export function parseIptablesSave(text: string, family?: IpFamily): IptablesRules {
  const tables = new Map<string, OpenTable>()
  let table: OpenTable | undefined
  const lines = text.split('\n')
  if (lines.length > most.lines) throw new IptablesSaveError(most.lines, 'more lines than are read')
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    const number = index + 1
    if (line.length > most.lineLength) throw new IptablesSaveError(number, 'longer than a rule can be')
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('*')) {
      const name = line.slice(1).trim()
      if (!/^[a-z]+$/.test(name)) throw new IptablesSaveError(number, 'not the name of a table')
      table = tables.get(name) ?? { name, chains: new Map() }
      tables.set(name, table)
    } else if (line === 'COMMIT') table = undefined
    else if (table === undefined) throw new IptablesSaveError(number, 'a rule or chain outside of any table')
    else readLine(table, line, number)
  }
  return {
    family: family ?? familyFrom(text, tables),
    backend: backendFrom(text),
    tables,
    counted: isCounted(tables),
    hiddenTables: [...text.matchAll(/^# Table `([^'`\n]+)' is incompatible/gm)].map(
      (match) => match[1] ?? '',
    ),
    otherBackend: /^# (Warning: ip6?tables-legacy tables present[^\n]*)/m.exec(text)?.[1],
  }
}

function readLine(table: OpenTable, line: string, number: number): void {
  const declared = /^:(\S+) (ACCEPT|DROP|QUEUE|-)(?: \[(\d+):(\d+)\])?$/.exec(line)
  if (declared?.[1] !== undefined) {
    const policy = declared[2] === 'ACCEPT' || declared[2] === 'DROP' ? declared[2] : undefined
    const rules = table.chains.get(declared[1])?.rules ?? []
    table.chains.set(declared[1], {
      name: declared[1],
      policy,
      counters: countersOf(declared[3], declared[4]),
      rules,
    })
    return
  }
  const counted = /^\[(\d+):(\d+)\] +(?=-)/.exec(line)
  const text = counted === null ? line : line.slice(counted[0].length)
  const [command = '', chain = '', ...rest] = ruleWords(text)
  if (chain === '') throw new IptablesSaveError(number, 'neither a rule nor a chain')
  const counters = countersOf(counted?.[1], counted?.[2])
  switch (command) {
    case '-N':
    case '--new-chain':
      chainOf(table, chain)
      return
    case '-A':
    case '--append':
      chainOf(table, chain).rules.push(parseRule(chain, rest, text, counters))
      return
    case '-I':
    case '--insert': {
      const hasPosition = /^\d+$/.test(rest[0] ?? '')
      const rule = parseRule(chain, hasPosition ? rest.slice(1) : rest, withoutPosition(text), counters)
      chainOf(table, chain).rules.splice(hasPosition ? Math.max(Number(rest[0]) - 1, 0) : 0, 0, rule)
      return
    }
    default:
      throw new IptablesSaveError(number, 'neither a rule nor a chain')
  }
}

function withoutPosition(text: string): string {
  return text.replace(/^(?:-I|--insert)\s+(\S+)(?:\s+\d+(?=\s|$))?/, '-A $1')
}

function chainOf(table: OpenTable, name: string): OpenChain {
  const known = table.chains.get(name)
  if (known !== undefined) return known
  const made: OpenChain = {
    name,
    policy: builtIn.has(name) ? 'ACCEPT' : undefined,
    counters: undefined,
    rules: [],
  }
  table.chains.set(name, made)
  return made
}

function countersOf(packets: string | undefined, bytes: string | undefined): RuleCounters | undefined {
  return packets === undefined || bytes === undefined
    ? undefined
    : { packets: Number(packets), bytes: Number(bytes) }
}

function isCounted(tables: ReadonlyMap<string, IptablesTable>): boolean {
  return [...tables.values()].some(({ chains }) =>
    [...chains.values()].some(({ rules }) => rules.some(({ counters }) => counters !== undefined)),
  )
}

function backendFrom(text: string): IptablesRules['backend'] {
  if (/^# (Generated|Completed) by ip6?tables-nft-save|^# Generated by [^\n]*\(nf_tables\)/m.test(text))
    return 'nf_tables'
  return /^# Generated by ip6?tables(-legacy)?-save/m.test(text) ? 'legacy' : undefined
}

function familyFrom(text: string, tables: ReadonlyMap<string, IptablesTable>): IpFamily {
  const program = /^# Generated by (ip6?)tables/m.exec(text)?.[1]
  if (program !== undefined) return program === 'ip6' ? 'ipv6' : 'ipv4'
  for (const { chains } of tables.values()) {
    for (const { rules } of chains.values()) {
      for (const { test } of rules.flatMap(({ matches }) => matches)) {
        if (test.kind !== 'source' && test.kind !== 'destination') continue
        const family = familyOf(test.range.split('/')[0] ?? '')
        if (family !== undefined) return family
      }
    }
  }
  return 'ipv4'
}
