import { go, snapshot } from 'fuzzysort'
import type { SnapshotKey } from 'fuzzysort'

/** One thing that was found, and which characters of its text matched. */
export type Found<T> = { readonly item: T; readonly marks: readonly number[] }
export type FoundList<T> = { readonly found: readonly Found<T>[]; readonly total: number }

/** Below this, letters are merely somewhere in the text. */
const leastScore = 0.25

/** Prepared once for each list, so that a key press costs one search. */
export class FuzzyIndex<T> {
  readonly #snapshot: SnapshotKey<T>
  readonly #liking: ((item: T) => number) | undefined

  /**
   * @param textOf what is searched, and what marks are positions in
   * @param liking multiplies the score; 1 is neutral
   */
  constructor(items: readonly T[], textOf: (item: T) => string, liking?: (item: T) => number) {
    this.#snapshot = snapshot(items, { key: textOf })
    this.#liking = liking
  }

  /** Every word of the query must be found, in any order; letters of one word in theirs. */
  search(query: string, limit: number): FoundList<T> {
    const liking = this.#liking
    // People write `shop/cart`; what is searched has the name before its place.
    const results = go<T>(query.replaceAll('/', ' '), this.#snapshot, {
      limit,
      threshold: leastScore,
      ...(liking !== undefined && { scoreFn: (result) => result.score * liking(result.obj) }),
    })
    return {
      found: results.map(({ obj, indexes }) => ({ item: obj, marks: indexes })),
      total: results.total,
    }
  }
}
