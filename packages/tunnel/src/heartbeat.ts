/** What a heartbeat needs to know of the connection it watches. */
export type Heart = {
  readonly sendPing: () => void
  /** True while a ping would do harm or prove nothing. */
  readonly suspended: () => boolean
  readonly onSilence: (milliseconds: number) => void
}

/**
 * Keeps an idle connection alive through load balancers, and finds out when
 * the other side is gone: a ping after every silent interval, and an end when
 * nothing at all has come by the time the next is due. Whatever arrives counts
 * as an answer, so a busy connection is never pinged.
 */
export class Heartbeat {
  readonly #heart: Heart
  readonly #interval: number
  readonly #pongWithin: number
  #timer: NodeJS.Timeout | undefined
  #heardSomething = false
  #pinged = false

  /** @param interval milliseconds of silence before a ping; @param pongWithin milliseconds to wait for its answer */
  constructor(heart: Heart, interval: number, pongWithin: number) {
    this.#heart = heart
    this.#interval = interval
    this.#pongWithin = pongWithin
  }

  start(): void {
    this.#arm(this.#interval)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Something arrived. */
  heard(): void {
    this.#heardSomething = true
  }

  #arm(milliseconds: number): void {
    this.#timer = setTimeout(() => this.#beat(), milliseconds)
    this.#timer.unref()
  }

  #beat(): void {
    if (this.#heart.suspended()) this.#pinged = false
    else if (this.#heardSomething) this.#pinged = false
    else if (this.#pinged) {
      this.stop()
      this.#heart.onSilence(this.#interval + this.#pongWithin)
      return
    } else {
      this.#pinged = true
      this.#heart.sendPing()
    }
    this.#heardSomething = false
    this.#arm(this.#pinged ? this.#pongWithin : this.#interval)
  }
}
