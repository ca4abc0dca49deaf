import type { DumpEntry, ProxyDump, ResourceKind } from '../dump/proxy-dump.ts'
import { durationText, instantText } from '../proxy/time-text.ts'
import { instantOf } from '../proxy/certs.ts'
import { told } from '../proxy/told.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { readStats } from '../stats/read-stats.ts'
import type { Fact } from '../table/resource-table.ts'
import { refusedOnce } from './refused-once.ts'

/** The kinds that a control plane updates, by the name of their xDS. Endpoints have no times in a dump. */
const xds: readonly (readonly [ResourceKind, string])[] = [
  ['listener', 'LDS'],
  ['route', 'RDS'],
  ['cluster', 'CDS'],
  ['endpoints', 'EDS'],
  ['secret', 'SDS'],
  ['extension', 'ECDS'],
]

/** When and to what each kind of resources was last updated, as far as the dump tells. */
export type LastUpdate = {
  readonly kind: ResourceKind
  readonly xds: string
  /** RFC 3339. */
  readonly at: string | undefined
  readonly version: string | undefined
  readonly inUse: number
  readonly static: number
  readonly warming: number
  readonly draining: number
  readonly rejected: number
}

/** The last update per kind; kinds of which the dump has nothing are left out. */
export function lastUpdates(dump: ProxyDump): readonly LastUpdate[] {
  return xds.flatMap(([kind, name]) => {
    const entries = dump.entries[kind]
    if (entries.length === 0) return []
    const taken = entries.filter(({ state }) => state !== 'static' && state !== 'rejected')
    const latest = taken.reduce<DumpEntry | undefined>((best, one) => later(one, best), undefined)
    const count = (state: DumpEntry['state']) => entries.filter((entry) => entry.state === state).length
    return [
      {
        kind,
        xds: name,
        at: latest?.lastUpdated,
        version: dump.versions[kind] ?? latest?.versionInfo,
        inUse: count('active'),
        static: count('static'),
        warming: count('warming'),
        draining: count('draining'),
        rejected: refusedOnce(entries).length,
      },
    ]
  })
}

function later(one: DumpEntry, best: DumpEntry | undefined): DumpEntry | undefined {
  const at = instantOf(one.lastUpdated)
  if (at === undefined) return best
  return at > (instantOf(best?.lastUpdated) ?? -Infinity) ? one : best
}

/**
 * The facts of each kind. The dump's times move only when a resource changes;
 * the statistics tell when the last update was taken, changed or not.
 */
export function updateFacts({ dump, stats, readAt }: ProxyAnswers): readonly Fact[] {
  const counted = new Map(stats === undefined ? [] : readStats(stats).map(({ name, value }) => [name, value]))
  return lastUpdates(dump).map((update) => {
    const at = instantOf(update.at)
    return {
      word: 'overview.update' as const,
      name: update.xds,
      ...(update.at === undefined ? {} : { text: update.at }),
      facts: [
        ...told('overview.ago', at === undefined ? undefined : durationText(readAt - at)),
        ...told('overview.version', update.version),
        ...takenFacts(update.kind, counted),
        ...told('overview.in-use', update.inUse),
        ...told('overview.static', update.static > 0 ? update.static : undefined),
        ...told('overview.warming-count', nonZero(update.warming), { tone: 'warning' }),
        ...told('overview.draining-count', nonZero(update.draining)),
        ...told('overview.rejected-count', nonZero(update.rejected), { tone: 'problem' }),
      ],
    }
  })
}

const managers: Readonly<Partial<Record<ResourceKind, string>>> = {
  listener: 'listener_manager.lds',
  cluster: 'cluster_manager.cds',
}

/** @see envoy: docs, Configuration: Subscription statistics */
function takenFacts(kind: ResourceKind, stats: ReadonlyMap<string, number | string>): readonly Fact[] {
  const manager = managers[kind]
  const at = stats.get(`${manager}.update_time`)
  const version = stats.get(`${manager}.version_text`)
  if (manager === undefined) return []
  return [
    ...told('overview.taken', typeof at === 'number' && at > 0 ? instantText(at) : undefined),
    ...told('overview.taken-version', version),
  ]
}

function nonZero(count: number): number | undefined {
  return count === 0 ? undefined : count
}
