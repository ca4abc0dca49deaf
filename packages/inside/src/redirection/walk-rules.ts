import type { LandingStep } from '@portolan/contract/redirection'
import { describeRule, type RuleDescription } from './describe-rule.ts'
import type { IptablesRule, IptablesRules, IptablesTable, RuleTarget } from './iptables-rule.ts'
import { matchesPacket, type Assumptions, type Packet, type Unknown } from './match-packet.ts'
import { proxyOwners } from './redirection.ts'
import { wordsOfReason } from './words-of-reason.ts'

export type Hook = LandingStep['hook']

/** A rule sent the packet elsewhere: to a port of this pod, or to another address. */
export type Bend = {
  readonly kind: 'redirect' | 'dnat' | 'tproxy'
  readonly address: string | undefined
  readonly port: number | undefined
  readonly rule: IptablesRule
}

/** What is left of the packet after one or more tables. */
export type Walked = {
  readonly packet: Packet
  readonly bend: Bend | undefined
  readonly isUntracked: boolean
  readonly dropped: boolean
  readonly steps: readonly LandingStep[]
}

type Verdict = 'continue' | 'accept' | 'drop'
/** netfilter itself refuses loops; texts may hold them. */
const deepest = 32

/** Stops the walk at a rule that cannot be decided. */
class Undecided extends Error {
  readonly asks: string

  constructor({ asks }: Unknown) {
    super(asks)
    this.asks = asks
  }
}

/**
 * Takes the first packet of a connection through one hook, table by table in
 * netfilter's order: raw, mangle, nat, filter. `nat` is asked once for a
 * connection, and never for one that is not tracked.
 * @returns what the rules ask for when that is not known
 * @see https://www.netfilter.org/documentation/ and iptables(8)
 */
export function walkHook(
  rules: IptablesRules,
  hook: Hook,
  start: Walked,
  options: { readonly asksNat: boolean; readonly assumptions: Assumptions },
): Walked | Unknown {
  const walk = new HookWalk(rules, hook, start, options.assumptions)
  try {
    for (const name of hook === 'INPUT' ? ['mangle', 'filter'] : ['raw', 'mangle', 'nat', 'filter']) {
      if (name === 'filter' && hook === 'PREROUTING') continue
      if (name === 'nat' && (!options.asksNat || walk.isUntracked)) continue
      if (walk.table(name) === 'drop') break
    }
  } catch (error) {
    if (error instanceof Undecided) return { asks: error.asks }
    throw error
  }
  return walk.result()
}

class HookWalk {
  readonly #rules: IptablesRules
  readonly #hook: Hook
  readonly #assumptions: Assumptions
  readonly #steps: LandingStep[]
  readonly #proxyGroups: readonly number[]
  #packet: Packet
  #bend: Bend | undefined
  #dropped: boolean
  isUntracked: boolean

  constructor(rules: IptablesRules, hook: Hook, start: Walked, assumptions: Assumptions) {
    this.#rules = rules
    this.#hook = hook
    this.#assumptions = assumptions
    this.#steps = [...start.steps]
    this.#proxyGroups = proxyOwners({ rules: [rules] }).gids
    this.#packet = start.packet
    this.#bend = start.bend
    this.#dropped = start.dropped
    this.isUntracked = start.isUntracked
  }

  result(): Walked {
    return {
      packet: this.#packet,
      bend: this.#bend,
      isUntracked: this.isUntracked,
      dropped: this.#dropped,
      steps: this.#steps,
    }
  }

  table(name: string): Verdict {
    const table = this.#rules.tables.get(name)
    const chain = table?.chains.get(this.#hook)
    if (table === undefined || chain === undefined) return 'continue'
    let verdict = this.#chain(table, this.#hook, 0)
    if (verdict === 'continue' && chain.policy === 'DROP') {
      verdict = 'drop'
      const why = 'No rule let it pass, and the chain drops what is left.'
      this.#steps.push({ hook: this.#hook, table: name, chain: this.#hook, rule: '', effect: 'drops', why })
    }
    this.#dropped ||= verdict === 'drop'
    return verdict
  }

  #chain(table: IptablesTable, name: string, depth: number): Verdict {
    const chain = table.chains.get(name)
    if (chain === undefined || depth > deepest) throw new Undecided({ asks: `the chain ${name}` })
    for (const rule of chain.rules) {
      const matched = matchesPacket(rule.matches, this.#packet, this.#assumptions)
      if (matched === false) continue
      const target = resolved(rule.target, table)
      if (matched !== true) {
        // Whether it matches makes no difference when it changes nothing.
        if (target.kind === 'goes-on') continue
        throw new Undecided(matched)
      }
      this.#steps.push(
        stepOf(this.#hook, describeRule(table.name, rule, this.#proxyGroups), table.name, rule),
      )
      if (target.kind === 'return') return 'continue'
      if (target.kind === 'jump' || target.kind === 'goto') {
        const verdict = this.#chain(table, target.chain, depth + 1)
        // What a chain returns to after `goto` is where this chain was called from.
        if (verdict !== 'continue' || target.kind === 'goto') return verdict
        continue
      }
      const verdict = this.#apply(target, rule)
      if (verdict !== 'continue') return verdict
    }
    return 'continue'
  }

  #apply(target: Exclude<RuleTarget, { kind: 'jump' | 'goto' }>, rule: IptablesRule): Verdict {
    switch (target.kind) {
      case 'accept':
        return 'accept'
      case 'drop':
      case 'reject':
        return 'drop'
      case 'redirect':
      case 'dnat': {
        const { ports } = target
        if (ports !== undefined && ports.from !== ports.to) {
          throw new Undecided({ asks: `which port of ${ports.from}-${ports.to} is chosen` })
        }
        const address = target.kind === 'dnat' ? target.address : undefined
        this.#bend = { kind: target.kind, address, port: ports?.from, rule }
        return 'accept'
      }
      case 'tproxy':
        this.#bend = { kind: 'tproxy', address: target.address, port: target.port, rule }
        this.#mark(masked(this.#packet.mark, target))
        return 'accept'
      case 'set-mark':
        this.#mark(masked(this.#packet.mark, target))
        return 'continue'
      case 'set-connmark':
        this.#packet = { ...this.#packet, connectionMark: masked(this.#packet.connectionMark, target) }
        return 'continue'
      case 'save-mark': {
        const value = this.#packet.mark & target.packetMask
        const connectionMark = masked(this.#packet.connectionMark, { value, mask: target.connectionMask })
        this.#packet = { ...this.#packet, connectionMark }
        return 'continue'
      }
      case 'restore-mark': {
        const value = this.#packet.connectionMark & target.connectionMask
        this.#mark(masked(this.#packet.mark, { value, mask: target.packetMask }))
        return 'continue'
      }
      case 'no-track':
        this.isUntracked = true
        return 'continue'
      case 'return':
      case 'goes-on':
        return 'continue'
      case 'unsupported':
        throw new Undecided({ asks: `the target ${target.text}` })
    }
  }

  #mark(mark: number): void {
    this.#packet = { ...this.#packet, mark }
  }
}

/** @see iptables-extensions(8): the bits of the mask are cleared, then the value is xored in. */
function masked(old: number, { value, mask }: { readonly value: number; readonly mask: number }): number {
  return ((old & ~mask) ^ value) >>> 0
}

/** A target in capitals may still be the name of a chain. */
function resolved(target: RuleTarget, { chains }: IptablesTable): RuleTarget {
  return target.kind === 'unsupported' && chains.has(target.text)
    ? { kind: 'jump', chain: target.text }
    : target
}

function stepOf(
  hook: Hook,
  { reason, effect, subject }: RuleDescription,
  table: string,
  rule: IptablesRule,
): LandingStep {
  const why = wordsOfReason(reason, subject)
  const step = { hook, table, chain: rule.chain, rule: rule.text, reason, effect, why }
  return subject === undefined ? step : { ...step, subject }
}
