/** A place in some bytes, its end not included. */
export type Span = { readonly from: number; readonly to: number }

type Needle = { readonly bytes: Buffer; readonly offset: number }

/** How many bytes decide whether a place is looked at closely. Needles are at least as long. */
export const windowBytes = 6
const hashMask = 0x3fff_ffff
/** The hash's low bits are those of the last three bytes alone. */
const endMask = 0x7fff
const tableBits = 21

/** What may end with three bytes: a beginning that somebody wants to hear of, a needle's window. */
const aBegin = 1
const aWindow = 2

/**
 * Finds thousands of texts in hundreds of megabytes in one pass. A hash of the
 * last six bytes is rolled along. Its low bits say whether any needle has a
 * window that ends like this, in a table that stays in the processor's nearest
 * cache; then a table of bits knows the whole hash, and only then are the few
 * needles compared that have it. Each needle is filed under a window whose end
 * others have too, so that few ends are worth a look, but whose hash few share,
 * so that a common beginning (`https://`) costs nothing.
 */
export class NeedleSearch {
  readonly #ends = new Uint8Array(endMask + 1)
  readonly #table = new Uint8Array(1 << (tableBits - 3))
  readonly #needles = new Map<number, Needle[]>()
  readonly #begins: ReadonlySet<number>
  #count = 0

  /**
   * @param texts those shorter than {@link windowBytes} bytes are left out
   * @param begins of three bytes each, for `begun` of {@link find}
   */
  constructor(texts: Iterable<string>, begins: readonly string[] = []) {
    const codes = begins.map((text) => Buffer.from(text, 'latin1').readUIntBE(0, 3))
    this.#begins = new Set(codes)
    for (const code of codes) {
      const end = ((code >>> 16) << 10) ^ (((code >>> 8) & 0xff) << 5) ^ (code & 0xff)
      this.#ends[end & endMask] = aBegin
    }
    for (const text of new Set(texts)) {
      const bytes = Buffer.from(text, 'utf8')
      if (bytes.length >= windowBytes) this.#add(bytes)
    }
  }

  get size(): number {
    return this.#count
  }

  /**
   * All places at which needles stand, joined where they overlap or touch, in order.
   * @param begun told the places at which one of the beginnings stands
   */
  find(bytes: Uint8Array, begun: (at: number) => void = () => undefined): readonly Span[] {
    const ends = this.#ends
    const found: Span[] = []
    const end = bytes.length
    let hash = 0
    for (let at = 0; at < end; at += 1) {
      hash = ((hash << 5) ^ (bytes[at] ?? 0)) & hashMask
      const what = ends[hash & endMask] ?? 0
      if (what === 0) continue
      if ((what & aWindow) !== 0 && this.#mayEnd(hash))
        this.#compare(bytes, at - windowBytes + 1, hash, found)
      if ((what & aBegin) !== 0 && at >= 2 && this.#isBegin(bytes, at - 2)) begun(at - 2)
    }
    return joined(found)
  }

  #mayEnd(hash: number): boolean {
    const bit = bitOf(hash)
    return ((this.#table[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }

  #compare(bytes: Uint8Array, windowAt: number, hash: number, found: Span[]): void {
    for (const { bytes: needle, offset } of this.#needles.get(hash) ?? []) {
      const from = windowAt - offset
      if (from >= 0 && from + needle.length <= bytes.length && stands(needle, bytes, from)) {
        found.push({ from, to: from + needle.length })
      }
    }
  }

  #isBegin(bytes: Uint8Array, at: number): boolean {
    return this.#begins.has(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0))
  }

  #add(bytes: Buffer): void {
    const { hash, offset } = this.#bestWindow(bytes)
    const bucket = this.#needles.get(hash)
    if (bucket === undefined) this.#needles.set(hash, [{ bytes, offset }])
    else bucket.push({ bytes, offset })
    const bit = bitOf(hash)
    this.#table[bit >>> 3] = (this.#table[bit >>> 3] ?? 0) | (1 << (bit & 7))
    this.#ends[hash & endMask] = (this.#ends[hash & endMask] ?? 0) | aWindow
    this.#count += 1
  }

  #bestWindow(bytes: Buffer): { readonly hash: number; readonly offset: number } {
    let best = { hash: 0, offset: 0, cost: Number.POSITIVE_INFINITY }
    let hash = 0
    // Later windows of a long text are as good as its first sixty.
    for (let at = 0; at < Math.min(bytes.length, 64); at += 1) {
      hash = ((hash << 5) ^ (bytes[at] ?? 0)) & hashMask
      if (at < windowBytes - 1) continue
      const isNewEnd = ((this.#ends[hash & endMask] ?? 0) & aWindow) === 0
      const cost = (this.#needles.get(hash)?.length ?? 0) + (isNewEnd ? 2 : 0)
      if (cost < best.cost) best = { hash, offset: at - windowBytes + 1, cost }
      if (cost === 0) break
    }
    return best
  }
}

function bitOf(hash: number): number {
  return (hash ^ (hash >>> 9)) & ((1 << tableBits) - 1)
}

function stands(needle: Buffer, bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < needle.length; at += 1) {
    if (needle[at] !== bytes[from + at]) return false
  }
  return true
}

/** Spans in order, joined where they overlap or touch. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((a, b) => a.from - b.from || a.to - b.to)
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of sorted) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}
