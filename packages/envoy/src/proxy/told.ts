import type { Fact } from '../table/resource-table.ts'
import type { WordId } from '../words/words.ts'

/** A fact, or none when there is nothing to tell: an absent value, an empty text, an empty list. */
export function told(
  word: WordId,
  value: string | number | boolean | undefined | readonly string[],
  more: Partial<Fact> = {},
): readonly Fact[] {
  const text = Array.isArray(value) ? value.join(', ') : value?.toString()
  return text === undefined || text === '' ? [] : [{ word, text, ...more }]
}

/** A fact of facts, or none when all of them are absent. */
export function toldTogether(
  word: WordId,
  facts: readonly Fact[],
  more: Partial<Fact> = {},
): readonly Fact[] {
  return facts.length === 0 ? [] : [{ word, facts, ...more }]
}
