import { cellsOf } from './log-text.ts'
import { isCut } from './log-line.ts'
import type { LogLine } from './log-line.ts'

/** A line that is kept. */
export type KeptLine = LogLine & {
  /** Counts up in the order in which lines came. */
  readonly id: number
  /** The place in time that it is sorted by: that of the container's line before, where a clock went back. */
  readonly order: number
  /** Cells of a fixed-width font. */
  readonly cells: number
  /** Its end is missing: it was longer than a line may be. */
  readonly cut: boolean
}

/** How much is kept of what flows by: lines, and characters of them all. */
export const kept = { lines: 20_000, characters: 20_000_000 } as const

/**
 * The latest lines of one or several containers, merged by time. What comes
 * beyond its bounds pushes out the oldest.
 */
export class LogBook {
  readonly #latest = new Map<string, number>()
  readonly #most: typeof kept | { readonly lines: number; readonly characters: number }
  #lines: readonly KeptLine[] = []
  #characters = 0
  #dropped = 0
  #nextId = 0

  constructor(most: { readonly lines: number; readonly characters: number } = kept) {
    this.#most = most
  }

  /** Oldest first; another array whenever something came. */
  get lines(): readonly KeptLine[] {
    return this.#lines
  }

  /** Lines that were pushed out. */
  get dropped(): number {
    return this.#dropped
  }

  add(lines: readonly LogLine[]): void {
    if (lines.length === 0) return
    const added = lines.map((line) => this.#keep(line)).toSorted(byTime)
    this.#lines = merged(this.#lines, added)
    this.#pushOut()
  }

  #keep(line: LogLine): KeptLine {
    // A container's own order holds, whatever its clock does.
    const order = Math.max(line.at, this.#latest.get(line.container) ?? 0)
    this.#latest.set(line.container, order)
    this.#characters += line.raw.length
    return { ...line, id: this.#nextId++, order, cells: cellsOf(line.text), cut: isCut(line) }
  }

  #pushOut(): void {
    let first = Math.max(0, this.#lines.length - this.#most.lines)
    for (let index = 0; index < first; index++) this.#characters -= this.#lines[index]?.raw.length ?? 0
    while (this.#characters > this.#most.characters && first < this.#lines.length - 1) {
      this.#characters -= this.#lines[first]?.raw.length ?? 0
      first += 1
    }
    if (first === 0) return
    this.#lines = this.#lines.slice(first)
    this.#dropped += first
  }
}

function byTime(a: KeptLine, b: KeptLine): number {
  return a.order - b.order || a.id - b.id
}

/** Two sorted lists in one; nearly always everything new is later than everything old. */
function merged(old: readonly KeptLine[], added: readonly KeptLine[]): readonly KeptLine[] {
  const first = added[0]?.order ?? Infinity
  const cut = old.findLastIndex(({ order }) => order <= first) + 1
  if (cut === old.length) return [...old, ...added]
  return [...old.slice(0, cut), ...[...old.slice(cut), ...added].toSorted(byTime)]
}
