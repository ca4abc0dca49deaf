import type { DumpEntry } from '../dump/proxy-dump.ts'

/**
 * One refusal per resource: Envoy lists a refused listener twice, with the one in
 * use and once more alone, without a time; other kinds only with the one in use.
 */
export function refusedOnce(entries: readonly DumpEntry[]): readonly DumpEntry[] {
  const refused = new Map<string, DumpEntry>()
  for (const entry of entries) {
    const known = refused.get(entry.name)
    if (entry.failure !== undefined && tells(entry) > tells(known)) refused.set(entry.name, entry)
  }
  return [...refused.values()]
}

/** How much an entry says of a refusal. */
function tells(entry: DumpEntry | undefined): number {
  if (entry === undefined) return -1
  return (entry.failure?.at === undefined ? 0 : 2) + (entry.state === 'rejected' ? 1 : 0)
}
