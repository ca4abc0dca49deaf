import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { Json } from './json.ts'
import { PieceScanner } from './piece-scanner.ts'
import type { Level } from './piece-scanner.ts'

type Building = null | boolean | number | string | Building[] | BuildingObject
type BuildingObject = { [name: string]: Building }
/** What was begun in a piece and goes on in the next ones, from the outermost in. */
type Open = { readonly into: Building[] | BuildingObject; readonly level: Level }

const parse: (text: string) => Building = JSON.parse
/**
 * So many bytes are parsed at a time where the text is even. A string of 128 KiB
 * or more is kept by V8 where only a full collection finds it again; much shorter
 * ones cost more calls. Measured by `npm run bench -- --only envoy-dump`.
 */
const usualPiece = 120 * 1024
/** So many where a list or a section begins or ends, which a guess does not see. */
const shortPiece = 8 * 1024
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
  readonly #most: number
  readonly #least: number
  /** The bytes of the next piece: doubled by each that was right, until they are the most. */
  #piece: number
  readonly #scanner = new PieceScanner()
  readonly #open: Open[] = []
  #root: { readonly value: Building } | undefined
  /** Until the next cut a guess that was wrong is not made again. */
  #guess: 'open' | 'wrong' = 'open'

  constructor(most = usualPiece, least = shortPiece) {
    this.#most = most
    this.#least = least
    this.#piece = least
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
        this.#guess = this.#takeObjects()
      } else if (this.#scanner.findCut(this.#piece, this.#open.length)) {
        this.#take()
        this.#guess = 'open'
      } else return
    }
  }

  /** Most of a large dump are lists of objects: what parses need not be looked at byte by byte before. */
  #takeObjects(): 'open' | 'wrong' {
    const into = this.#open.at(-1)?.into
    if (!Array.isArray(into)) return 'wrong'
    let guess: 'open' | 'wrong' = 'open'
    while (guess === 'open' && this.#scanner.length >= this.#piece) {
      const guessed = this.#scanner.guessObjects(this.#piece)
      const objects = guessed && listIn(guessed.text)
      if (guessed !== undefined && objects !== undefined) {
        append(into, objects)
        this.#lengthenPiece()
      } else if (guessed === undefined || this.#piece === this.#least) {
        this.#scanner.takeBack(guessed?.bytes ?? 0)
        guess = 'wrong'
      } else {
        this.#scanner.takeBack(guessed.bytes)
        this.#piece = this.#least
      }
    }
    this.#scanner.settle()
    return guess
  }

  #lengthenPiece(): void {
    this.#piece = Math.min(this.#piece * 2, this.#most)
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
    else {
      this.#descend(lastOf(last.into, levels[this.#open.length - 1]), deeper)
      this.#lengthenPiece()
    }
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

/** `undefined` when it is no list. */
function listIn(text: string): Building[] | undefined {
  try {
    const value = parse(text)
    return Array.isArray(value) ? value : undefined
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
