import type { RecordedRedaction } from '../manifest.ts'

/** Counts removals by rule and place. It is never told what was removed. */
export class Tally {
  readonly #places = new Map<string, Map<string, number>>()

  count(rule: string, place: string, times = 1): void {
    const rules = this.#places.get(place) ?? new Map<string, number>()
    rules.set(rule, (rules.get(rule) ?? 0) + times)
    this.#places.set(place, rules)
  }

  /** By place, then by rule, in the order of their names. */
  report(): readonly RecordedRedaction[] {
    return [...this.#places]
      .flatMap(([path, rules]) => [...rules].map(([rule, times]) => ({ rule, path, times })))
      .sort((a, b) => (a.path === b.path ? compare(a.rule, b.rule) : compare(a.path, b.path)))
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
