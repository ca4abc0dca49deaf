import type { JournalEntry, RequestReason } from '@portolan/contract/journal'
import type { ExchangeFollower, ExchangeObserver } from '@portolan/tunnel/exchange-observer'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { currentReason } from './because.ts'
import { JournalLine } from './journal-line.ts'
import type { JournalOwner } from './journal-line.ts'
import { askedIn } from './journal-target.ts'

/** Lines that are kept; those of which something is under way are never forgotten. */
const mostKept = 2_000

/** What Portolan asks again and again by itself; each question is one line. */
const repeatedReasons: ReadonlySet<RequestReason> = new Set([
  'probe',
  'pulse',
  'chart',
  'access',
  'session',
  'sync',
])

/**
 * Everything that Portolan sent on one person's behalf, the latest of it: a
 * ring, held in memory, without bodies, headers or credentials. In a cluster
 * each signed-in user has one of his own.
 */
export class RequestJournal {
  /** In the order of the latest sending, oldest first. */
  readonly #lines = new Map<number, JournalLine>()
  readonly #listeners = new Set<(id: number) => void>()
  #lastId = 0
  #running = 0

  /** What one ApiServerAccess tells of its exchanges goes here. */
  observer(owner: JournalOwner): ExchangeObserver {
    const repeated = new Map<string, JournalLine>()
    return {
      sent: (exchange, control) => {
        const asked = askedIn(exchange, currentReason())
        const key = repeatedReasons.has(asked.why) ? JSON.stringify(asked) : undefined
        const known = key === undefined ? undefined : repeated.get(key)
        const isKept = known !== undefined && this.#lines.has(known.id)
        const line = isKept ? known : new JournalLine(++this.#lastId, owner, asked)
        if (key !== undefined) repeated.set(key, line)
        line.sent(control)
        this.#noteSending(line)
        return this.#follow(line, (status, milliseconds, error) =>
          line.ended(control, milliseconds, status, error),
        )
      },
    }
  }

  /** In the order of the first time, oldest first. */
  list(): readonly JournalEntry[] {
    return Array.from(this.#lines.values(), (line) => line.entry()).toSorted((a, b) => a.id - b.id)
  }

  /** `undefined` once it is forgotten. */
  get(id: number): JournalEntry | undefined {
    return this.#lines.get(id)?.entry()
  }

  /** Entries of which something is under way right now. */
  underWay(): readonly JournalEntry[] {
    return [...this.#lines.values()].filter(({ running }) => running > 0).map((line) => line.entry())
  }

  /** Requests under way. */
  get running(): number {
    return this.#running
  }

  /** Breaks off what is under way of one entry. Returns how many that were. */
  cancel(id: number): number {
    const error = new TunnelError('aborted', 'cancelled in the list of requests')
    return this.#lines.get(id)?.breakOff(error) ?? 0
  }

  /** Forgets everything that has ended. */
  clear(): void {
    for (const line of this.#lines.values()) if (line.running === 0) this.#forget(line)
  }

  /** Tells of every entry that is new, changed or forgotten, until the returned function is called. */
  listen(changed: (id: number) => void): () => void {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  #noteSending(line: JournalLine): void {
    this.#running += 1
    // The latest goes last, so that the first ones are always the ones to forget.
    this.#lines.delete(line.id)
    this.#lines.set(line.id, line)
    this.#makeRoom()
    this.#tell(line.id)
  }

  #follow(
    line: JournalLine,
    end: (status: number | undefined, milliseconds: number, error: Error | undefined) => void,
  ): ExchangeFollower {
    const began = performance.now()
    let status: number | undefined
    return {
      answered: (answered) => {
        status = answered
      },
      ended: (error) => {
        this.#running -= 1
        end(status, performance.now() - began, error)
        this.#makeRoom()
        this.#tell(line.id)
      },
    }
  }

  #makeRoom(): void {
    for (const line of this.#lines.values()) {
      if (this.#lines.size <= mostKept) return
      if (line.running === 0) this.#forget(line)
    }
  }

  #forget(line: JournalLine): void {
    this.#lines.delete(line.id)
    this.#tell(line.id)
  }

  #tell(id: number): void {
    for (const changed of this.#listeners) changed(id)
  }
}
