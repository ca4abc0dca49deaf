import type { JournalEntry } from '@portolan/contract/journal'
import type { ExchangeControl } from '@portolan/tunnel/exchange-observer'
import { isBrokenOff, wordsOf } from './failure-words.ts'

/** One cluster as one identity. The API server may tell its name later than the first request. */
export type JournalOwner = { readonly cluster: string; readonly identity: () => string }
/** What was asked, where, and why. */
export type Asked = Pick<JournalEntry, 'why' | 'target' | 'method' | 'path'>

type Ended = Exclude<JournalEntry['outcome'], { kind: 'running' }>

/** One line of the journal as it grows: a request, or a question that is put again and again. */
export class JournalLine {
  readonly id: number
  readonly owner: JournalOwner
  readonly asked: Asked
  readonly #underWay = new Set<ExchangeControl>()
  #startedAt = 0
  #count = 0
  #failed = 0
  #milliseconds: number | undefined
  #worst: number | undefined
  /** Of the latest that ended. */
  #bytes = 0
  #outcome: Ended | undefined

  constructor(id: number, owner: JournalOwner, asked: Asked) {
    this.id = id
    this.owner = owner
    this.asked = asked
  }

  get running(): number {
    return this.#underWay.size
  }

  sent(control: ExchangeControl): void {
    this.#startedAt = Date.now()
    this.#count += 1
    this.#underWay.add(control)
  }

  /** @param milliseconds from sending to the end of the answer */
  ended(
    control: ExchangeControl,
    milliseconds: number,
    status: number | undefined,
    error: Error | undefined,
  ): void {
    this.#underWay.delete(control)
    this.#milliseconds = milliseconds
    this.#worst = Math.max(this.#worst ?? 0, milliseconds)
    this.#bytes = control.bytes()
    this.#outcome = outcomeOf(status, error)
    if (this.#outcome.kind === 'failed') this.#failed += 1
  }

  /** Breaks off what is under way. Returns how many that were. */
  breakOff(error: Error): number {
    const controls = [...this.#underWay]
    for (const control of controls) control.breakOff(error)
    return controls.length
  }

  entry(): JournalEntry {
    const { cluster, identity } = this.owner
    return {
      id: this.id,
      cluster,
      identity: identity(),
      ...this.asked,
      startedAt: new Date(this.#startedAt).toISOString(),
      count: this.#count,
      running: this.running,
      failed: this.#failed,
      ...(this.#milliseconds === undefined ? {} : { milliseconds: this.#milliseconds }),
      ...(this.#worst === undefined ? {} : { worstMilliseconds: this.#worst }),
      bytes: this.#received(),
      outcome: this.running > 0 || this.#outcome === undefined ? { kind: 'running' } : this.#outcome,
    }
  }

  #received(): number {
    if (this.running === 0) return this.#bytes
    let bytes = 0
    for (const control of this.#underWay) bytes += control.bytes()
    return bytes
  }
}

function outcomeOf(status: number | undefined, error: Error | undefined): Ended {
  if (error === undefined) return status === undefined ? { kind: 'held' } : { kind: 'answered', status }
  if (isBrokenOff(error)) return { kind: 'cancelled' }
  return { kind: 'failed', text: wordsOf(error), ...(status === undefined ? {} : { status }) }
}
