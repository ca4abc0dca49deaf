import type { DumpEntry } from '../dump/proxy-dump.ts'
import type { Fact } from '../table/resource-table.ts'

/** Where a resource stands with Envoy, and why an update of it was not taken. */
export function failureFacts(entry: DumpEntry): readonly Fact[] {
  const { state, versionInfo, lastUpdated, clientStatus, failure } = entry
  const facts: Fact[] = [{ word: 'upstream.state', text: state, ...toneOf(state) }]
  if (versionInfo !== undefined) facts.push({ word: 'upstream.version', text: versionInfo })
  if (lastUpdated !== undefined) facts.push({ word: 'upstream.updated', text: lastUpdated })
  if (clientStatus !== undefined) facts.push({ word: 'upstream.client-status', text: clientStatus })
  if (failure !== undefined) {
    facts.push({
      word: 'upstream.failure',
      text: failure.details,
      tone: 'problem',
      facts: [
        ...(failure.at === undefined ? [] : [{ word: 'upstream.updated', text: failure.at } as const]),
        ...(failure.versionInfo === undefined
          ? []
          : [{ word: 'upstream.version', text: failure.versionInfo } as const]),
      ],
    })
  }
  return facts
}

function toneOf(state: DumpEntry['state']): Pick<Fact, 'tone'> {
  if (state === 'rejected') return { tone: 'problem' }
  return state === 'warming' || state === 'draining' ? { tone: 'warning' } : {}
}
