import { isObject } from '../json/json.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { align, numbered } from './align.ts'
import type { Step } from './align.ts'
import { isList, normalised } from './normalise.ts'
import type { Hide } from './normalise.ts'
import { sameLeaf } from './same-json.ts'

/** A line of both texts, or of one. */
export type DiffLine = { readonly on: Step; readonly text: string }

export type TextDiff = {
  readonly lines: readonly DiffLine[]
  /** False where the texts differ so much that the middle is given as two blocks. */
  readonly exact: boolean
}

/**
 * Two resources as normalised JSON, line by line. The time is bounded: what
 * differs in more than two thousand lines reads as one block against another.
 */
export function textDiff(
  a: JsonObject | undefined,
  b: JsonObject | undefined,
  hide: { readonly a?: Hide; readonly b?: Hide } = {},
): TextDiff {
  const left = a === undefined ? undefined : normalised(a, hide.a)
  const right = b === undefined ? undefined : normalised(b, hide.b)
  const linesA = linesOf(left)
  const linesB = linesOf(left === undefined || right === undefined ? right : inWordsOf(left, right))
  const numbers = numbered(linesA.map(withoutComma), linesB.map(withoutComma))
  const { steps, exact } = align(numbers.a, numbers.b)
  let atA = 0
  let atB = 0
  const lines = steps.map((on): DiffLine => {
    const text = (on === 'a' ? linesA[atA] : linesB[atB]) ?? ''
    if (on !== 'b') atA += 1
    if (on !== 'a') atB += 1
    return { on, text }
  })
  return { lines, exact }
}

function linesOf(value: Json | undefined): readonly string[] {
  return value === undefined ? [] : JSON.stringify(value, undefined, 2).split('\n')
}

/** A line that only became the last of its list did not change. */
function withoutComma(line: string): string {
  return line.endsWith(',') ? line.slice(0, -1) : line
}

/** `b` with what means the same written as in `a`: one that says "5" where the other says 5 is no changed line. */
function inWordsOf(a: Json, b: Json): Json {
  if (sameLeaf(a, b)) return a
  if (isList(a) && isList(b)) {
    return a.length === b.length ? b.map((item, place) => inWordsOf(a[place] ?? item, item)) : b
  }
  if (!isObject(a) || !isObject(b)) return b
  return Object.fromEntries(
    Object.entries(b).flatMap(([key, value]): [string, Json][] => {
      if (value === undefined) return []
      const other = Object.hasOwn(a, key) ? a[key] : undefined
      return [[key, other === undefined ? value : inWordsOf(other, value)]]
    }),
  )
}
