import type { Command } from './command.ts'
import { parseKeys } from './keys.ts'
import type { Chord } from './keys.ts'

/** Two commands that want the same keys, or of which one's keys begin the other's. */
export type KeyClash = { readonly keys: string; readonly commands: readonly [string, string] }

/** Ids that more than one command has. */
export function duplicateIds(list: readonly Command[]): readonly string[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }) => {
    if (seen.has(id)) return [id]
    seen.add(id)
    return []
  })
}

/** `mod+K` and `mod+K W` clash: the first would never let the second be typed. */
export function keyClashes(list: readonly Command[]): readonly KeyClash[] {
  const all = list.flatMap(({ id, keys = [] }) => keys.map((text) => ({ id, text, chords: parseKeys(text) })))
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => begins(one.chords, other.chords) || begins(other.chords, one.chords))
      .map((other): KeyClash => ({ keys: `${one.text} / ${other.text}`, commands: [one.id, other.id] })),
  )
}

function begins(short: readonly Chord[], long: readonly Chord[]): boolean {
  return short.every((chord, index) => isSame(chord, long[index]))
}

function isSame(a: Chord, b: Chord | undefined): boolean {
  return a.key === b?.key && a.mod === b.mod && a.ctrl === b.ctrl && a.alt === b.alt && a.shift === b.shift
}
