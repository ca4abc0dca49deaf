import type { Match, Sought } from './find-in-line.ts'
import type { KeptLine } from './log-book.ts'

/** What is searched in one go: lines, and characters of them all. */
const slice = { lines: 2_000, characters: 1_000_000 } as const
/** A pattern that takes longer for one slice is given up, in milliseconds: some never end. */
const patience = 2_000

/** To the worker. */
export type FindRequest = {
  readonly round: number
  readonly sought: Sought
  readonly lines: readonly (readonly [id: number, text: string])[]
}

/** From the worker, one for each request. */
export type FindAnswer =
  | {
      readonly kind: 'found'
      readonly round: number
      readonly matches: readonly (readonly [id: number, places: readonly Match[]])[]
    }
  | { readonly kind: 'unreadable'; readonly round: number; readonly words: string }

export type FoundState = {
  readonly kind: 'idle' | 'searching' | 'done' | 'too-slow' | 'failed'
  /** Places by the line's id. */
  readonly matches: ReadonlyMap<number, readonly Match[]>
  /** Why the pattern cannot be read. */
  readonly unreadable: string | undefined
}

const nothing: FoundState = { kind: 'idle', matches: new Map(), unreadable: undefined }

/**
 * Searches the lines of a log in a worker, and those that come later, too. A
 * pattern that runs away is ended with its worker, and the page does not stand.
 */
export class LogFinder implements Disposable {
  readonly #listeners = new Set<() => void>()
  #worker: Worker | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #sought: Sought | undefined
  #lines: readonly KeptLine[] = []
  /** All lines up to this id were searched, or are just now. */
  #searched = -1
  #round = 0
  /** The worker has taken the pattern. */
  #answered = false
  #matches = new Map<number, readonly Match[]>()
  #state = nothing

  readonly state = (): FoundState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Looks for something else in all lines; `undefined` looks for nothing. */
  seek(sought: Sought | undefined): void {
    this.#round += 1
    this.#sought = sought
    this.#searched = -1
    this.#answered = false
    this.#matches = new Map()
    // A search that is under way may take its time; the next one does not wait for it.
    if (this.#timer !== undefined) this.#endWorker()
    this.#tell(nothing)
    this.#next()
  }

  /** The lines as they are now. */
  feed(lines: readonly KeptLine[]): void {
    this.#lines = lines
    if (this.#matches.size > 2 * lines.length) this.#forget()
    if (this.#sought !== undefined && this.#timer === undefined && this.#goesOn) this.#next()
  }

  [Symbol.dispose](): void {
    this.#endWorker()
    this.#listeners.clear()
  }

  get #goesOn(): boolean {
    return this.#state.kind === 'searching' || this.#state.kind === 'done'
  }

  #next(): void {
    const sought = this.#sought
    if (sought === undefined) return
    const lines = this.#nextSlice()
    // Where there is no line yet, the pattern is asked for all the same: it may not be one.
    if (lines.length === 0 && this.#answered) return this.#tell({ kind: 'done' })
    this.#searched = lines.at(-1)?.id ?? this.#searched
    const request: FindRequest = {
      round: this.#round,
      sought,
      lines: lines.map(({ id, text }) => [id, text]),
    }
    this.#timer = setTimeout(() => this.#giveUp('too-slow'), patience)
    this.#tell({ kind: 'searching', unreadable: undefined })
    this.#openWorker().postMessage(request)
  }

  #nextSlice(): readonly KeptLine[] {
    // Ids count up as lines come, which is not the order in which they stand.
    const waiting = this.#lines.filter(({ id }) => id > this.#searched).toSorted((a, b) => a.id - b.id)
    let characters = 0
    const end = waiting.findIndex(({ text }, index) => {
      characters += text.length
      return index >= slice.lines || (characters > slice.characters && index > 0)
    })
    return end === -1 ? waiting : waiting.slice(0, end)
  }

  #openWorker(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(new URL('./log-finder-worker.ts', import.meta.url), {
      type: 'module',
      name: 'portolan-find',
    })
    worker.addEventListener('message', ({ data }: MessageEvent<FindAnswer>) => this.#hear(data))
    worker.addEventListener('error', () => this.#giveUp('failed'))
    this.#worker = worker
    return worker
  }

  #hear(answer: FindAnswer): void {
    if (answer.round !== this.#round) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (answer.kind === 'unreadable') return this.#tell({ kind: 'idle', unreadable: answer.words })
    this.#answered = true
    for (const [id, places] of answer.matches) this.#matches.set(id, places)
    this.#next()
  }

  #giveUp(kind: 'too-slow' | 'failed'): void {
    this.#endWorker()
    this.#tell({ kind })
  }

  #endWorker(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#worker?.terminate()
    this.#worker = undefined
  }

  /** Lines that are not kept any more take their places with them. */
  #forget(): void {
    const there = new Set(this.#lines.map(({ id }) => id))
    for (const id of this.#matches.keys()) if (!there.has(id)) this.#matches.delete(id)
  }

  #tell(change: Partial<FoundState>): void {
    this.#state = { ...this.#state, ...change, matches: change.matches ?? new Map(this.#matches) }
    for (const listener of this.#listeners) listener()
  }
}
