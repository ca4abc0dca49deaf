import type { DumpEntry, ProxyDump, ResourceKind } from '../dump/proxy-dump.ts'
import { instantOf } from '../proxy/certs.ts'
import { durationText } from '../proxy/time-text.ts'
import { told } from '../proxy/told.ts'
import type { Fact } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'
import { rowLink } from './finding.ts'
import type { Finding } from './finding.ts'
import { refusedOnce } from './refused-once.ts'

/** Updates that Envoy refused, with its words, and resources that wait for others. */
export function updateFindings(dump: ProxyDump, readAt: number): readonly Finding[] {
  return Object.values(dump.entries).flatMap((entries) => [
    ...alike(refusedOnce(entries)).map(refusal),
    ...entries.filter(({ state }) => state === 'warming').map((entry) => warming(entry, readAt)),
  ])
}

/** Refusals of one kind with the same words: an EnvoyFilter that is wrong is refused once for each listener that it changes. */
function alike(refused: readonly DumpEntry[]): readonly (readonly [DumpEntry, ...DumpEntry[]])[] {
  const groups = new Map<string, [DumpEntry, ...DumpEntry[]]>()
  for (const entry of refused) {
    const details = entry.failure?.details ?? ''
    const group = groups.get(details)
    if (group === undefined) groups.set(details, [entry])
    else group.push(entry)
  }
  return [...groups.values()]
}

function refusal(group: readonly [DumpEntry, ...DumpEntry[]]): Finding {
  const last = group.reduce((one, other) =>
    (other.failure?.at ?? '') > (one.failure?.at ?? '') ? other : one,
  )
  return {
    severity: 'problem',
    word: 'finding.rejected',
    why: 'finding.rejected.why',
    text: last.failure?.details ?? '',
    ...(group.length === 1 ? { name: last.name, ...rowLink(last) } : {}),
    facts: [
      ...told('overview.kind', last.kind),
      ...told('overview.at', last.failure?.at),
      ...told('overview.version', last.failure?.versionInfo),
      ...(group.length === 1 ? [] : group.map(named)),
    ],
  }
}

function named(entry: DumpEntry): Fact {
  return { word: kindWords[entry.kind], text: entry.name, ...rowLink(entry) }
}

const kindWords: Readonly<Record<ResourceKind, WordId>> = {
  bootstrap: 'filter.name',
  listener: 'listener.name',
  route: 'route.configuration',
  'scoped-route': 'filter.name',
  cluster: 'cluster.name',
  endpoints: 'cluster.name',
  secret: 'secret.name',
  extension: 'extension.name',
}

function warming(entry: DumpEntry, readAt: number): Finding {
  const since = instantOf(entry.lastUpdated)
  return {
    severity: 'warning',
    word: 'finding.warming',
    why: 'finding.warming.why',
    name: entry.name,
    facts: [
      ...told('overview.kind', entry.kind),
      ...told('overview.ago', since === undefined ? undefined : durationText(readAt - since)),
    ],
    ...rowLink(entry),
  }
}
