import type { JsonObject } from '../json/json.ts'
import { told } from '../proxy/told.ts'
import { countersThatShouldBeZero } from '../stats/should-be-zero.ts'
import type { NotZero } from '../stats/should-be-zero.ts'
import type { Finding } from './finding.ts'

/**
 * Statistics that should be zero and are not, those of one meaning about one thing
 * together. Ejected hosts are left to `/clusters`, when that is there: it names them.
 */
export function statFindings(stats: JsonObject, hostsAreKnown: boolean): readonly Finding[] {
  const groups = new Map<string, NotZero[]>()
  for (const one of countersThatShouldBeZero(stats)) {
    if (hostsAreKnown && one.stat.word === 'zero.ejections-active') continue
    const key = `${one.stat.word} ${one.of}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((group): readonly Finding[] => {
    const [first] = group
    if (first === undefined) return []
    return [
      {
        severity: first.stat.severity,
        word: first.stat.word,
        why: first.stat.why,
        name: first.of,
        text: group.map(({ name, value }) => `${name} ${value}`).join(', '),
        facts: told('overview.since', first.stat.now === true ? 'now' : 'start'),
        link: { kind: 'row', table: 'stats', name: first.name },
      },
    ]
  })
}
