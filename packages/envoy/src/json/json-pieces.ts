import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { Json } from './json.ts'
import { PieceScanner } from './piece-scanner.ts'
import type { Level } from './piece-scanner.ts'

type Building = null | boolean | number | string | Building[] | BuildingObject
type BuildingObject = { [name: string]: Building }
/** What was begun in a piece and goes on in the next ones, from the outermost in. */
type Open = { readonly into: Building[] | BuildingObject; readonly level: Level }

const parse: (text: string) => Building = JSON.parse
/** A piece is parsed as soon as it has so many bytes: long enough to be fast, short enough that a cancel waits for milliseconds. */
const usualPiece = 2 * 1024 * 1024
/** Bytes that are looked at in one go. */
const step = 256 * 1024

/**
 * Reads JSON from its bytes as they come. The text is cut behind whole values,
 * each piece is closed with the brackets that it lacks and parsed alone, and what
 * it holds goes on where the piece before ended. The document is the one that
 * `JSON.parse` of the whole text gives, without that text, which for a dump of
 * 150 MB is 150 or (with one Chinese letter in it) 300 MB, ever being there.
 */
export class JsonPieces {
  readonly #piece: number
  readonly #scanner = new PieceScanner()
  readonly #open: Open[] = []
  #root: { readonly value: Building } | undefined
  /** Until the next cut a guess that was wrong is not made again. */
  #guess: 'open' | 'wrong' = 'open'

  constructor(piece = usualPiece) {
    this.#piece = piece
  }

  /** @throws EnvoyAnswerError as soon as the bytes cannot be JSON any more */
  push(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += step) {
      this.#scanner.push(bytes.subarray(from, from + step))
      this.#takeAll()
    }
  }

  #takeAll(): void {
    for (;;) {
      if (this.#scanner.isAtCut && this.#guess === 'open') {
        if (this.#scanner.length < this.#piece) return
        this.#takeObjects()
      } else if (this.#scanner.findCut(this.#piece, this.#open.length)) {
        this.#take()
        this.#guess = 'open'
      } else return
    }
  }

  /** Most of a large dump are lists of objects: what parses need not be looked at byte by byte before. */
  #takeObjects(): void {
    const into = this.#open.at(-1)?.into
    const guessed = Array.isArray(into) ? this.#scanner.guessObjects() : undefined
    const objects = guessed === undefined ? undefined : listIn(guessed.text)
    if (into === undefined || guessed === undefined || objects === undefined) {
      this.#guess = 'wrong'
      return
    }
    append(into, objects)
    this.#scanner.skip(guessed.bytes)
  }

  /** The whole document. @throws EnvoyAnswerError when it is none */
  end(): Json {
    while (this.#scanner.findCut(this.#piece, this.#open.length)) this.#take()
    const { levels, length } = this.#scanner
    if (this.#root === undefined || length > 0) {
      if (levels.length > 0) throw notJson()
      this.#scanner.cutAll()
      this.#take()
    }
    if (this.#root === undefined || this.#open.length > 0) throw notJson()
    return this.#root.value
  }

  #take(): void {
    const { text, levels, ended } = this.#scanner.takePiece()
    const last = this.#open.at(-1)
    const deeper = levels.slice(this.#open.length)
    const closing = deeper.map(({ kind }) => (kind === 'array' ? ']' : '}')).toReversed()
    if (last === undefined) {
      if (this.#root !== undefined) {
        if (/[^ \t\n\r]/.test(text)) throw notJson()
        return
      }
      const value = parsed(`${text}${closing.join('')}`)
      this.#root = { value }
      this.#descend(value, deeper)
      return
    }
    const [begin, end] = last.level.kind === 'array' ? ['[', ']'] : ['{', '}']
    const rest = parsed(`${begin}${goingOn(text)}${closing.join('')}${ended ? '' : end}`)
    append(last.into, rest)
    if (ended) this.#open.pop()
    else this.#descend(lastOf(last.into, levels[this.#open.length - 1]), deeper)
  }

  /** Finds in what was parsed the values that are still open: each the last one of its holder. */
  #descend(outermost: Building | undefined, levels: readonly Level[]): void {
    let value = outermost
    for (const level of levels) {
      if (typeof value !== 'object' || value === null) throw notJson()
      this.#open.push({ into: value, level })
      value = lastOf(value, level)
    }
  }
}

function lastOf(into: Building[] | BuildingObject, level: Level | undefined): Building | undefined {
  if (Array.isArray(into)) return into.at(-1)
  const key = level?.key === undefined ? undefined : parsed(level.key)
  return typeof key === 'string' ? into[key] : undefined
}

/** A piece begins behind a value: with the comma before the next one, or with the bracket that ends their holder. */
function goingOn(text: string): string {
  const sign = /^[ \t\n\r]*(?:(,)[ \t\n\r]*)?([}\]])?/.exec(text)
  const [begin = '', comma, bracket] = sign ?? []
  if ((comma === undefined) === (bracket === undefined)) throw notJson()
  return bracket === undefined ? text.slice(begin.length) : text
}

function append(into: Building[] | BuildingObject, rest: Building): void {
  if (Array.isArray(into) && Array.isArray(rest)) {
    for (const value of rest) into.push(value)
  } else if (!Array.isArray(into) && !Array.isArray(rest) && typeof rest === 'object' && rest !== null) {
    for (const [key, value] of Object.entries(rest)) {
      // As JSON.parse does it: `__proto__` is a name like any other.
      Object.defineProperty(into, key, { value, configurable: true, enumerable: true, writable: true })
    }
  } else throw notJson()
}

/** The values of a list without its brackets; `undefined` when it is none. */
function listIn(text: string): Building[] | undefined {
  try {
    const list = parse(`[${text}]`)
    return Array.isArray(list) ? list : undefined
  } catch {
    return undefined
  }
}

function parsed(text: string): Building {
  try {
    return parse(text)
  } catch (error) {
    throw notJson(error)
  }
}

function notJson(cause?: unknown): EnvoyAnswerError {
  return new EnvoyAnswerError('This is not JSON.', { cause })
}
