import { compareDumps } from '@portolan/envoy/compare/compare-dumps'
import type { Comparison, LoneResource } from '@portolan/envoy/compare/compare-dumps'
import { hiding, ownValuesOf } from '@portolan/envoy/compare/own-values'
import { textDiff } from '@portolan/envoy/compare/text-diff'
import type { DumpEntry, ProxyDump, ResourceKind } from '@portolan/envoy/dump/proxy-dump'
import type { ComparedResource, ComparisonView, Gap, LoneName } from './desk-messages.ts'

/** What a side of a comparison is. */
export type SideKind = 'envoy' | 'istiod'

export type Side = {
  readonly kind: SideKind
  readonly dump: ProxyDump
  readonly readAt: number
  readonly gaps: readonly Gap[]
}

/** Two dumps beside each other, for as long as the reader looks at what differs. */
export class ComparedSides {
  readonly #a: Side
  readonly #b: Side
  readonly #comparison: Comparison
  readonly #hide: Parameters<typeof textDiff>[2]

  /** @param others two different pods, each with addresses and names of its own */
  constructor(a: Side, b: Side, others: boolean) {
    this.#a = a
    this.#b = b
    const own = { a: ownValuesOf(a.dump), b: ownValuesOf(b.dump) }
    this.#hide = others ? { a: hiding(own.a, own.b), b: hiding(own.b, own.a) } : {}
    const istiod = a.kind === 'istiod' ? 'a' : b.kind === 'istiod' ? 'b' : undefined
    this.#comparison = compareDumps(a.dump, b.dump, {
      ...(istiod === undefined ? {} : { istiod }),
      ...(others ? { own } : {}),
    })
  }

  view(): Omit<ComparisonView, 'id' | 'gaps'> {
    return {
      drifted: this.#comparison.drifted,
      readAt: { a: this.#a.readAt, b: this.#b.readAt },
      kinds: this.#comparison.kinds.map(({ kind, equal, onlyInA, onlyInB, differing }) => ({
        kind,
        equal,
        onlyInA: onlyInA.map(lone),
        onlyInB: onlyInB.map(lone),
        differing: differing.map(({ name, differences, cut }) => ({
          name,
          differences: differences.length,
          cut,
        })),
      })),
    }
  }

  /** One resource, with where it differs and both texts side by side. */
  resource(kind: ResourceKind, name: string): ComparedResource {
    const compared = this.#comparison.kinds.find((one) => one.kind === kind)
    const differing = compared?.differing.find((one) => one.name === name)
    const [a, b] = differing === undefined ? this.#lone(kind, name) : [differing.a, differing.b]
    const { lines, exact } = textDiff(a?.resource, b?.resource, this.#hide)
    return {
      differences: (differing?.differences ?? []).map(({ path, a: left, b: right }) => ({
        path,
        a: left === undefined ? undefined : JSON.stringify(left),
        b: right === undefined ? undefined : JSON.stringify(right),
      })),
      lines,
      exact,
    }
  }

  #lone(kind: ResourceKind, name: string): readonly (DumpEntry | undefined)[] {
    const compared = this.#comparison.kinds.find((one) => one.kind === kind)
    const inA = compared?.onlyInA.find((one) => one.name === name)?.entry
    const inB = compared?.onlyInB.find((one) => one.name === name)?.entry
    return [inA, inB]
  }
}

function lone({ name, because }: LoneResource): LoneName {
  return { name, because }
}
