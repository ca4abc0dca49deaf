import { familyOf } from './ip-range.ts'
import type { IpFamily } from './iptables-rule.ts'

type Written = { readonly table: string; readonly chain: string; readonly words: readonly string[] }

/**
 * Collects rules for both families, in the order in which istio-init makes
 * them, and writes each family as the text that `iptables-restore` reads.
 * @see istio: tools/istio-iptables/pkg/builder/iptables_builder_impl.go
 */
export class RuleWriter {
  readonly #rules: Readonly<Record<IpFamily, Written[]>> = { ipv4: [], ipv6: [] }

  /** The same rule in both families. */
  append(table: string, chain: string, rule: string): void {
    this.appendTo('ipv4', table, chain, rule)
    this.appendTo('ipv6', table, chain, rule)
  }

  appendTo(family: IpFamily, table: string, chain: string, rule: string): void {
    this.#rules[family].push({ table, chain, words: ['-A', chain, rule] })
  }

  /** A rule with an address: each family has its own. */
  appendVersioned(
    addresses: Readonly<Record<IpFamily, string>>,
    table: string,
    chain: string,
    rule: string,
  ): void {
    this.appendTo('ipv4', table, chain, rule.replace('ADDRESS', addresses.ipv4))
    this.appendTo('ipv6', table, chain, rule.replace('ADDRESS', addresses.ipv6))
  }

  insertTo(family: IpFamily, table: string, chain: string, position: number, rule: string): void {
    this.#rules[family].push({ table, chain, words: ['-I', chain, String(position), rule] })
  }

  insert(table: string, chain: string, position: number, rule: string): void {
    this.insertTo('ipv4', table, chain, position, rule)
    this.insertTo('ipv6', table, chain, position, rule)
  }

  /** One family's rules; tables in the order of their names, chains declared before their rules. */
  text(family: IpFamily): string {
    const rules = this.#rules[family]
    const tables = [...new Set(rules.map(({ table }) => table))].toSorted()
    const lines = tables.flatMap((name) => {
      const own = rules.filter(({ table }) => table === name)
      const targets = own.flatMap(({ words }) => /-j (ISTIO_\w+)$/.exec(words.at(-1) ?? '')?.[1] ?? [])
      const made = new Set(
        [...own.map(({ chain }) => chain), ...targets].filter((chain) => chain.startsWith('ISTIO_')),
      )
      return [
        `*${name}`,
        ...[...made].map((chain) => `-N ${chain}`),
        ...own.map(({ words }) => words.join(' ')),
        'COMMIT',
      ]
    })
    return lines.map((line) => `${line}\n`).join('')
  }
}

/** Parts `10.0.0.0/8,fd00::/8` by family; what is neither is unreadable. */
export function rangesByFamily(
  ranges: readonly string[],
): Readonly<Record<IpFamily, readonly string[]>> & { readonly unreadable: readonly string[] } {
  return {
    ipv4: ranges.filter((range) => familyOfRange(range) === 'ipv4'),
    ipv6: ranges.filter((range) => familyOfRange(range) === 'ipv6'),
    unreadable: ranges.filter((range) => familyOfRange(range) === undefined),
  }
}

/** istio-iptables takes no address without a length. */
function familyOfRange(range: string): IpFamily | undefined {
  return range.includes('/') ? familyOf(range.split('/')[0] ?? '') : undefined
}
