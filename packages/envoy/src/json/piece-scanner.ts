/** A bracket that is open where the bytes are cut. */
export type Level = {
  readonly kind: 'array' | 'object'
  /** Of an object: the last name in it, as it is written, quotes and all. */
  readonly key: string | undefined
}

export type Piece = {
  readonly text: string
  /** Everything that is open behind it, from the outermost in. */
  readonly levels: readonly Level[]
  /** Its last sign ended what an earlier piece began. */
  readonly ended: boolean
}

type OpenBracket = { readonly kind: Level['kind']; keyFrom: number; keyTo: number }

const newline = 0x0a
const space = 0x20
const closeObject = 0x7d
const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openArray = 0x5b
const closeArray = 0x5d
const openObject = 0x7b

/** The bytes that mean something outside of a text: `" , : [ ] { }`. */
const signs = Uint8Array.from({ length: 256 }, (_, byte) =>
  '",:[]{}'.includes(String.fromCharCode(byte)) ? 1 : 0,
)
/** The bytes that mean something within a text: `" \`. */
const textSigns = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === quote || byte === backslash ? 1 : 0,
)

const asItIs = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Finds places where JSON can be cut: behind a whole value. Looks at each byte
 * once. What is no JSON gives pieces that `JSON.parse` refuses. All signs of JSON
 * are ASCII, which never are part of another letter's UTF-8.
 */
export class PieceScanner {
  #bytes = new Uint8Array(64 * 1024)
  /** Where the bytes begin that no piece has taken: behind 0 only between `guessObjects` and `settle`. */
  #from = 0
  #length = 0
  #at = 0
  #isInText = false
  #textFrom = 0
  #textTo = 0
  #levels: OpenBracket[] = []
  #cut: { readonly at: number; readonly ended: boolean } | undefined
  #isFirst = true

  /** Bytes that no piece has taken. */
  get length(): number {
    return this.#length - this.#from
  }

  /** The brackets that are open behind all bytes; not empty within a text either. */
  get levels(): readonly unknown[] {
    return this.#isInText ? [undefined] : this.#levels
  }

  push(bytes: Uint8Array): void {
    const wanted = this.#length + bytes.length
    if (wanted > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(wanted, this.#bytes.length * 2))
      wider.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = wider
    }
    this.#bytes.set(bytes, this.#length)
    this.#length = wanted
  }

  /**
   * Looks on for a place to cut: before a comma once there are `least` bytes, and
   * always behind the bracket that ends the innermost of `begun` holders, which
   * earlier pieces began.
   */
  findCut(least: number, begun: number): boolean {
    const bytes = this.#bytes
    const length = this.#length
    let at = this.#at
    while (at < length) {
      if (this.#isInText) {
        while (at < length && textSigns[bytes[at] ?? 0] === 0) at += 1
        if (at >= length) break
        if (bytes[at] === backslash) {
          at += 2
          continue
        }
        this.#isInText = false
        at += 1
        this.#textTo = at
        continue
      }
      while (at < length && signs[bytes[at] ?? 0] === 0) at += 1
      if (at >= length) break
      const sign = bytes[at]
      if (sign === quote) {
        this.#isInText = true
        this.#textFrom = at
      } else if (sign === comma) {
        if (at >= least && this.#levels.length > 0 && this.#isBehindValue(at)) {
          this.#at = at
          this.#cut = { at, ended: false }
          return true
        }
      } else if (sign === colon) {
        const level = this.#levels.at(-1)
        if (level !== undefined) {
          level.keyFrom = this.#textFrom
          level.keyTo = this.#textTo
        }
      } else if (sign === openArray || sign === openObject) {
        this.#levels.push({ kind: sign === openArray ? 'array' : 'object', keyFrom: 0, keyTo: 0 })
      } else {
        this.#levels.pop()
        if (this.#levels.length < begun) {
          this.#at = at + 1
          this.#cut = { at: at + 1, ended: true }
          return true
        }
      }
      at += 1
    }
    // An escape may reach behind the last byte.
    this.#at = at
    return false
  }

  /** Whether nothing behind the last cut has been looked at yet. */
  get isAtCut(): boolean {
    return this.#at === 0 && !this.#isFirst && !this.#isInText
  }

  /**
   * Takes whole objects of the list that is open, as many as are in `usual` bytes,
   * or else the first one. Where they end is guessed by their indentation, as
   * Envoy writes dumps: a line break is never within a text. Right if what it
   * gives is JSON; if not, `takeBack` it. Done with them, `settle`.
   * @returns them as the text of a list
   */
  guessObjects(usual: number): { readonly text: string; readonly bytes: number } | undefined {
    if (this.#levels.at(-1)?.kind !== 'array') return undefined
    const bytes = this.#bytes
    const from = this.#from
    if (bytes[from] !== comma || bytes[from + 1] !== newline) return undefined
    let indent = 0
    while (bytes[from + 2 + indent] === space) indent += 1
    if (bytes[from + 2 + indent] !== openObject) return undefined
    let most = usual
    let end = this.#lastObjectEnd(indent, from + most)
    while (end === undefined && from + most < this.#length) {
      most *= 2
      end = this.#lastObjectEnd(indent, from + most)
    }
    if (end === undefined) return undefined
    // The commas around them make room for the brackets: a text need not be put together.
    bytes[from] = openArray
    bytes[end] = closeArray
    const text = asItIs.decode(bytes.subarray(from, end + 1))
    bytes[from] = bytes[end] = comma
    this.#from = end
    return { text, bytes: end - from }
  }

  /** Where the comma behind the last object is that ends before `before`. */
  #lastObjectEnd(indent: number, before: number): number | undefined {
    const bytes = this.#bytes
    const first = this.#from + 3 + indent
    // Byte by byte: between line breaks are so few that calls of `lastIndexOf` cost more.
    for (let at = Math.min(before, this.#length) - 1; at > first; at -= 1) {
      if (bytes[at] !== comma || bytes[at - 1] !== closeObject) continue
      const line = at - 2 - indent
      if (bytes[line] === newline && this.#isBlank(line + 1, at - 1)) return at
    }
    return undefined
  }

  #isBlank(from: number, to: number): boolean {
    for (let at = from; at < to; at += 1) if (this.#bytes[at] !== space) return false
    return true
  }

  /** What was guessed last was no JSON. */
  takeBack(bytes: number): void {
    this.#from -= bytes
  }

  /** Lets go of the bytes whose objects were taken. */
  settle(): void {
    this.#bytes.copyWithin(0, this.#from, this.#length)
    this.#length -= this.#from
    this.#from = 0
  }

  cutAll(): void {
    this.#cut = { at: this.#length, ended: false }
  }

  takePiece(): Piece {
    const { at, ended } = this.#cut ?? { at: this.#length, ended: false }
    const decode = (from: number, to: number, ignoreBOM: boolean): string =>
      new TextDecoder('utf-8', { ignoreBOM }).decode(this.#bytes.subarray(from, to))
    const text = decode(0, at, !this.#isFirst)
    const levels = this.#levels.map(({ kind, keyFrom, keyTo }) => ({
      kind,
      key: keyTo > keyFrom ? decode(keyFrom, keyTo, true) : undefined,
    }))
    for (const level of this.#levels) level.keyFrom = level.keyTo = 0
    this.#bytes.copyWithin(0, at, this.#length)
    this.#length -= at
    this.#at -= at
    this.#isFirst = false
    this.#cut = undefined
    return { text, levels, ended }
  }

  /** A comma with nothing before it is no place to cut: the piece would hide that it is one too many. */
  #isBehindValue(position: number): boolean {
    let at = position - 1
    while (at >= 0 && (this.#bytes[at] ?? 0) <= 0x20) at -= 1
    const before = this.#bytes[at]
    return at >= 0 && before !== comma && before !== openArray && before !== openObject
  }
}
