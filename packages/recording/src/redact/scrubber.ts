import { gunzipSync, gzipSync } from 'node:zlib'
import type { LearnedValues } from './learned-values.ts'
import { joined, NeedleSearch } from './needle-search.ts'
import { replaceSpans } from './replace-spans.ts'
import { spellingsOf } from './spellings.ts'
import { tokenBegins, TokenFinder } from './token-patterns.ts'

/** What a compressed body may expand to. One that is larger is not looked into, and not kept either. */
const largestExpanded = 512 * 1024 * 1024
/** Replacing may, in theory, put two halves of a value together. */
const mostRounds = 4

/** Takes learned values and tokens out of any bytes. */
export class Scrubber {
  readonly #learned: LearnedValues
  #search: { readonly at: number; readonly needles: NeedleSearch } | undefined

  constructor(learned: LearnedValues) {
    this.#learned = learned
  }

  /** @param count hears how often each rule found something */
  scrub(bytes: Buffer, count: (rule: string, times: number) => void): Buffer {
    if (isGzip(bytes)) return this.#scrubGzip(bytes, count)
    const needles = this.#needles()
    let clean = bytes
    for (let round = 0; round < mostRounds; round += 1) {
      const finder = new TokenFinder(clean)
      const values = needles.find(clean, (at) => finder.lookAt(at))
      const tokens = finder.found
      if (values.length === 0 && tokens.length === 0) return clean
      const next = replaceSpans(clean, joined([...values, ...tokens]))
      // What is found in a document's structure alone has no string to be removed from.
      if (next === clean) return clean
      clean = next
      if (values.length > 0) count('learned-value', values.length)
      for (const { rule } of tokens) count(rule, 1)
    }
    return clean
  }

  #scrubGzip(bytes: Buffer, count: (rule: string, times: number) => void): Buffer {
    let expanded: Buffer
    try {
      expanded = gunzipSync(bytes, { maxOutputLength: largestExpanded })
    } catch {
      count('unreadable', 1)
      return Buffer.alloc(0)
    }
    const clean = this.scrub(expanded, count)
    return clean === expanded ? bytes : gzipSync(clean)
  }

  /** Compiled anew when something was learned since. */
  #needles(): NeedleSearch {
    const at = this.#learned.changes
    if (this.#search?.at !== at) {
      this.#search = { at, needles: new NeedleSearch(spellings(this.#learned.all()), tokenBegins) }
    }
    return this.#search.needles
  }
}

function* spellings(values: readonly string[]): Generator<string> {
  for (const value of values) yield* spellingsOf(value)
}

function isGzip(bytes: Buffer): boolean {
  return bytes.length > 18 && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
}
