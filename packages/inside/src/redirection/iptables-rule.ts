/** `ipv4` is what iptables-save prints, `ipv6` what ip6tables-save prints. */
export type IpFamily = 'ipv4' | 'ipv6'

/** Both ends belong to it. */
export type NumberRange = { readonly from: number; readonly to: number }

/** What one condition of a rule asks of a packet. */
export type MatchTest =
  | { readonly kind: 'protocol'; readonly protocol: string }
  | { readonly kind: 'source' | 'destination'; readonly range: string }
  | { readonly kind: 'in-interface' | 'out-interface'; readonly name: string }
  | { readonly kind: 'source-port' | 'destination-port'; readonly ports: readonly NumberRange[] }
  | { readonly kind: 'owner-uid' | 'owner-gid'; readonly ids: NumberRange }
  | { readonly kind: 'mark' | 'connmark'; readonly value: number; readonly mask: number }
  | { readonly kind: 'connection-state'; readonly states: readonly string[] }
  | { readonly kind: 'comment'; readonly text: string }
  /** Not understood: whether it matches is not known. */
  | { readonly kind: 'unsupported'; readonly text: string }

export type RuleMatch = { readonly not: boolean; readonly test: MatchTest }

/** What a rule does with a packet that matches. */
export type RuleTarget =
  | { readonly kind: 'accept' | 'return' | 'drop' | 'reject' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'goto'; readonly chain: string }
  | { readonly kind: 'redirect'; readonly ports: NumberRange | undefined }
  | { readonly kind: 'dnat'; readonly address: string | undefined; readonly ports: NumberRange | undefined }
  | {
      readonly kind: 'tproxy'
      readonly port: number
      readonly address: string | undefined
      readonly value: number
      readonly mask: number
    }
  /** The packet's mark, or the connection's: new = (old and not `mask`) xor `value`. */
  | { readonly kind: 'set-mark' | 'set-connmark'; readonly value: number; readonly mask: number }
  | {
      readonly kind: 'save-mark' | 'restore-mark'
      readonly packetMask: number
      readonly connectionMask: number
    }
  | { readonly kind: 'no-track' }
  /** Counted, written down or changed in a way that no rule here asks for; the packet goes on. */
  | { readonly kind: 'goes-on'; readonly text: string }
  | { readonly kind: 'unsupported'; readonly text: string }

export type RuleCounters = { readonly packets: number; readonly bytes: number }

export type IptablesRule = {
  readonly chain: string
  readonly matches: readonly RuleMatch[]
  readonly target: RuleTarget
  /** `-A CHAIN ...` as it was written, without counters. */
  readonly text: string
  readonly counters: RuleCounters | undefined
}

export type IptablesChain = {
  readonly name: string
  /** Of a built-in chain; undefined for one that was made. */
  readonly policy: 'ACCEPT' | 'DROP' | undefined
  readonly counters: RuleCounters | undefined
  readonly rules: readonly IptablesRule[]
}

export type IptablesTable = { readonly name: string; readonly chains: ReadonlyMap<string, IptablesChain> }

/** Everything that one run of iptables-save or ip6tables-save printed. */
export type IptablesRules = {
  readonly family: IpFamily
  /** What wrote it, if it says so: `legacy` and `nf_tables` keep rules that do not see each other. */
  readonly backend: 'nf_tables' | 'legacy' | undefined
  readonly tables: ReadonlyMap<string, IptablesTable>
  /** Whether any rule or chain carries packets that were counted. */
  readonly counted: boolean
  /** Tables that exist and that the program could not show. */
  readonly hiddenTables: readonly string[]
  /** The program's own word that rules exist in the other backend. */
  readonly otherBackend: string | undefined
}
