import type { LogNote } from '@portolan/contract/health-routes'
import { logLimits } from '@portolan/contract/health-routes'
import { LogBook } from './log-book.ts'
import type { KeptLine } from './log-book.ts'
import type { LogLine, LogRemark } from './log-line.ts'
import type { LogQuestion } from './log-question.ts'
import { Overlap } from './overlap.ts'
import { streamLog } from './stream-log.ts'

/** Lines are shown in batches: so often at most, in milliseconds. */
const batchEvery = 100
/** After a followed log broke off, it is taken up again so much later, in milliseconds. */
const pauses = [1_000, 2_000, 5_000, 15_000] as const

/** The contract's bound of `since`, in seconds. */
const longestBack = 30 * 24 * 3600

export type LogState = {
  readonly phase:
    | { readonly kind: 'opening' }
    | { readonly kind: 'reading' }
    /** It broke off, and is taken up again by itself. */
    | { readonly kind: 'broken' }
    /** Nobody looks, so nobody is asked. */
    | { readonly kind: 'paused' }
    /** Everything that there is has been read. */
    | { readonly kind: 'ended' }
    | { readonly kind: 'failed'; readonly error: unknown }
  readonly lines: readonly KeptLine[]
  /** Older lines that are not kept any more. */
  readonly dropped: number
  /** What Portolan says of each container's log, the latest word of each. */
  readonly remarks: ReadonlyMap<string, { readonly note: LogNote; readonly words: string }>
}

/**
 * One log that is being read: its lines as far as they are kept, and how it
 * goes. A followed one goes on after a break where it was, without a gap and
 * without a line twice.
 */
export class LogReading {
  readonly #question: LogQuestion
  readonly #book = new LogBook()
  readonly #listeners = new Set<() => void>()
  readonly #remarks = new Map<string, { readonly note: LogNote; readonly words: string }>()
  readonly #overlap = new Overlap()
  #ending: AbortController | undefined
  #pending: LogLine[] = []
  #batch: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #state: LogState = { phase: { kind: 'opening' }, lines: [], dropped: 0, remarks: new Map() }

  constructor(question: LogQuestion) {
    this.#question = question
  }

  readonly state = (): LogState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins, or goes on where it was. */
  resume(): void {
    const { kind } = this.#state.phase
    if (this.#ending !== undefined || kind === 'ended' || kind === 'failed') return
    clearTimeout(this.#retry)
    void this.#read()
  }

  /** A container has begun again: what is followed has more to tell. */
  goOn(): void {
    if (this.#question.follow && this.#state.phase.kind === 'ended') void this.#read()
  }

  /** Asks nobody any more, until {@link resume}. */
  pause(): void {
    clearTimeout(this.#retry)
    const { kind } = this.#state.phase
    if (kind === 'ended' || kind === 'failed') return
    this.#ending?.abort()
    this.#ending = undefined
    this.#show({ kind: 'paused' })
  }

  async #read(): Promise<void> {
    const ending = new AbortController()
    this.#ending = ending
    this.#overlap.takeUp()
    this.#remarks.clear()
    this.#show({ kind: 'opening' })
    let opened = false
    const onOpen = () => {
      opened = true
      this.#show({ kind: 'reading' })
    }
    try {
      await streamLog(this.#rest(), { onOpen, onLines: (lines) => this.#take(lines) }, ending.signal)
      if (this.#ending !== ending) return
      this.#ending = undefined
      this.#finish()
    } catch (error) {
      if (this.#ending !== ending) return
      this.#ending = undefined
      if (this.#question.follow && (opened || this.#book.lines.length > 0)) this.#breakOff()
      else this.#show({ kind: 'failed', error })
    }
  }

  /** Of a log that is followed, what comes after the last line, from a little before. */
  #rest(): LogQuestion {
    const back = this.#question.follow ? this.#overlap.secondsBack(Date.now()) : undefined
    if (back === undefined) return this.#question
    return { ...this.#question, tail: logLimits.mostTail, since: Math.min(longestBack, back) }
  }

  #take(lines: readonly (LogLine | LogRemark)[]): void {
    for (const line of lines) {
      if (line.kind === 'remark') this.#remarks.set(line.container, { note: line.note, words: line.words })
      else if (this.#overlap.isNew(line)) {
        this.#failures = 0
        this.#pending.push(line)
      }
    }
    this.#batch ??= setTimeout(() => this.#show(this.#state.phase), batchEvery)
  }

  #finish(): void {
    const notes = [...this.#remarks.values()].map(({ note }) => note)
    const isOver = notes.length >= this.#question.containers.length && !notes.includes('failed')
    if (!this.#question.follow || isOver) this.#show({ kind: 'ended' })
    else this.#breakOff()
  }

  #breakOff(): void {
    const pause = pauses[Math.min(this.#failures, pauses.length - 1)]
    this.#failures += 1
    this.#retry = setTimeout(() => void this.#read(), pause)
    this.#show({ kind: 'broken' })
  }

  #show(phase: LogState['phase']): void {
    clearTimeout(this.#batch)
    this.#batch = undefined
    this.#book.add(this.#pending)
    this.#pending = []
    const { lines, dropped } = this.#book
    this.#state = { phase, lines, dropped, remarks: new Map(this.#remarks) }
    for (const listener of this.#listeners) listener()
  }
}
