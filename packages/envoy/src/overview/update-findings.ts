import type { DumpEntry, ProxyDump } from '../dump/proxy-dump.ts'
import { instantOf } from '../proxy/certs.ts'
import { durationText } from '../proxy/time-text.ts'
import { told } from '../proxy/told.ts'
import { rowLink } from './finding.ts'
import type { Finding } from './finding.ts'
import { refusedOnce } from './refused-once.ts'

/** Updates that Envoy refused, with its words, and resources that wait for others. */
export function updateFindings(dump: ProxyDump, readAt: number): readonly Finding[] {
  return Object.values(dump.entries).flatMap((entries) => [
    ...refusedOnce(entries).map(refusal),
    ...entries.filter(({ state }) => state === 'warming').map((entry) => warming(entry, readAt)),
  ])
}

function refusal(entry: DumpEntry): Finding {
  return {
    severity: 'problem',
    word: 'finding.rejected',
    why: 'finding.rejected.why',
    name: entry.name,
    text: entry.failure?.details ?? '',
    facts: [
      ...told('overview.kind', entry.kind),
      ...told('overview.at', entry.failure?.at),
      ...told('overview.version', entry.failure?.versionInfo),
    ],
    ...rowLink(entry),
  }
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
