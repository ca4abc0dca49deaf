import type { DumpEntry, ProxyDump, ResourceKind, ResourceState } from '../dump/proxy-dump.ts'
import { messageAt, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { differencesOf } from './differences.ts'
import type { Difference } from './differences.ts'
import { normalised } from './normalise.ts'
import type { Hide } from './normalise.ts'
import { reasonAtEnvoy, reasonOf } from './one-sided.ts'
import type { OneSidedReason } from './one-sided.ts'
import { hiding } from './own-values.ts'
import type { OwnValues } from './own-values.ts'
import { sameJson } from './same-json.ts'

export type ComparisonOptions = {
  /** The side that istiod wrote, which does not hold what Envoy has of its own. */
  readonly istiod?: 'a' | 'b' | undefined
  /** For two pods: what each has of its own, and so must differ (`ownValuesOf`). */
  readonly own?: { readonly a: OwnValues; readonly b: OwnValues } | undefined
  /** Differences kept per resource; 200 if left out. */
  readonly mostDifferences?: number | undefined
}

/** A resource that one side does not have. Without `because`, that is drift. */
export type LoneResource = {
  readonly name: string
  readonly entry: DumpEntry
  readonly because: OneSidedReason | undefined
}

export type DifferingResource = {
  readonly name: string
  readonly a: DumpEntry
  readonly b: DumpEntry
  readonly differences: readonly Difference[]
  /** There are more than were kept. */
  readonly cut: boolean
}

export type KindComparison = {
  readonly kind: ResourceKind
  readonly onlyInA: readonly LoneResource[]
  readonly onlyInB: readonly LoneResource[]
  /** How many mean the same on both sides. */
  readonly equal: number
  readonly differing: readonly DifferingResource[]
}

export type Comparison = {
  /** Kinds of which either side holds something, in the order in which a request meets them. */
  readonly kinds: readonly KindComparison[]
  /** Resources that differ, or that one side lacks without a reason. */
  readonly drifted: number
}

const kinds: readonly ResourceKind[] = [
  'bootstrap',
  'listener',
  'route',
  'scoped-route',
  'cluster',
  'endpoints',
  'secret',
  'extension',
]

/** Of several of one name, what is in use is compared first. */
const stateOrder: readonly ResourceState[] = ['active', 'static', 'warming', 'draining', 'rejected']

/**
 * Compares two dumps by what they mean: istiod's with Envoy's, one pod's with
 * another's, now with before. Versions and times of updates are no difference.
 */
export function compareDumps(a: ProxyDump, b: ProxyDump, options: ComparisonOptions = {}): Comparison {
  const hides = { a: hideFor('a', options), b: hideFor('b', options) }
  const compared = kinds.flatMap((kind) => {
    const lists = { a: held(a.entries[kind]), b: held(b.entries[kind]) }
    return lists.a.length + lists.b.length === 0 ? [] : [compareKind(kind, lists, hides, options, { a, b })]
  })
  return { kinds: compared, drifted: compared.reduce((sum, one) => sum + driftedIn(one), 0) }
}

/** How many resources of a kind differ, or lack on one side without a reason. */
export function driftedIn({ onlyInA, onlyInB, differing }: KindComparison): number {
  return differing.length + [...onlyInA, ...onlyInB].filter(({ because }) => because === undefined).length
}

/** istiod writes the section of a bootstrap that it does not have. */
function held(entries: readonly DumpEntry[]): readonly DumpEntry[] {
  return entries.filter(({ kind, resource }) => kind !== 'bootstrap' || Object.keys(resource).length > 0)
}

type Sides<T> = { readonly a: T; readonly b: T }

function hideFor(side: 'a' | 'b', { own }: ComparisonOptions): Hide {
  if (own === undefined) return asIs
  return side === 'a' ? hiding(own.a, own.b) : hiding(own.b, own.a)
}

function asIs(text: string): string {
  return text
}

function compareKind(
  kind: ResourceKind,
  lists: Sides<readonly DumpEntry[]>,
  hide: Sides<Hide>,
  options: ComparisonOptions,
  dumps: Sides<ProxyDump>,
): KindComparison {
  const most = options.mostDifferences ?? 200
  const left = byName(lists.a, hide.a)
  const right = byName(lists.b, hide.b)
  const onlyInA: LoneResource[] = []
  const onlyInB: LoneResource[] = []
  const differing: DifferingResource[] = []
  let equal = 0
  const reasonA = reasonFor('a', options, dumps)
  const reasonB = reasonFor('b', options, dumps)
  for (const [name, ofA] of left) {
    const ofB = [...(right.get(name) ?? [])]
    right.delete(name)
    const unmatched: DumpEntry[] = []
    for (const entry of ofA) {
      const place = ofB.findIndex((other) => means(entry, other, hide))
      if (place === -1) unmatched.push(entry)
      else {
        equal += 1
        ofB.splice(place, 1)
      }
    }
    for (const entry of unmatched) {
      const other = ofB.shift()
      if (other === undefined) onlyInA.push({ name: entry.name, entry, because: reasonA(entry) })
      else {
        const differences = differencesOf(read(entry, hide.a), read(other, hide.b), most + 1)
        const cut = differences.length > most
        differing.push({ name: entry.name, a: entry, b: other, differences: differences.slice(0, most), cut })
      }
    }
    for (const entry of ofB) onlyInB.push({ name: entry.name, entry, because: reasonB(entry) })
  }
  for (const entry of [...right.values()].flat()) {
    onlyInB.push({ name: entry.name, entry, because: reasonB(entry) })
  }
  return { kind, onlyInA, onlyInB, equal, differing }
}

function means(a: DumpEntry, b: DumpEntry, hide: Sides<Hide>): boolean {
  if (hide.a === asIs && sameJson(a.resource, b.resource)) return true
  return sameJson(read(a, hide.a), read(b, hide.b))
}

/** Sets of endpoints say of own pods what they say of others, except of the proxy's own application. */
function read({ kind, name, resource }: DumpEntry, hide: Hide): JsonObject {
  return normalised(resource, kind === 'endpoints' && !name.startsWith('inbound|') ? asIs : hide)
}

function inUseFirst(one: DumpEntry, other: DumpEntry): number {
  return stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state)
}

/** Entries by what their names read with own values hidden, those in use first. */
function byName(entries: readonly DumpEntry[], hide: Hide): Map<string, readonly DumpEntry[]> {
  const groups = Map.groupBy(entries, ({ name }) => hide(name))
  return new Map([...groups].map(([name, group]) => [name, group.toSorted(inUseFirst)]))
}

function reasonFor(
  side: 'a' | 'b',
  { istiod }: ComparisonOptions,
  dumps: Sides<ProxyDump>,
): (entry: DumpEntry) => OneSidedReason | undefined {
  if (istiod === undefined) {
    return ({ kind, state }) => (state === 'static' || state === 'active' ? undefined : reasonOf(state, kind))
  }
  if (istiod === side) return () => undefined
  let eds: ReadonlySet<string> | undefined
  return (entry) => reasonAtEnvoy(entry, (cluster) => (eds ??= edsNames(dumps[side])).has(cluster))
}

/** The names that sets of endpoints have for clusters that take them from EDS. */
function edsNames(dump: ProxyDump): ReadonlySet<string> {
  return new Set(
    dump.entries.cluster.flatMap(({ name, resource }) => {
      if (textOf(resource, 'type') !== 'EDS') return []
      return [textOf(messageAt(resource, 'eds_cluster_config'), 'service_name') ?? name, name]
    }),
  )
}
