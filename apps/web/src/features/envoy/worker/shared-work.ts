/**
 * Work that several wait for, and that is broken off when none of them does any
 * more. Who comes while it runs joins it.
 */
export class SharedWork<T> {
  readonly #controller = new AbortController()
  readonly result: Promise<T>
  #waiting = 0
  #ended = false

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.result = work(this.#controller.signal).finally(() => {
      this.#ended = true
    })
    // Whoever joined hears of it.
    this.result.catch(() => undefined)
  }

  /** @throws what the work throws, or the signal's reason */
  async join(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    this.#waiting += 1
    const { promise: left, reject: leave } = Promise.withResolvers<never>()
    const onAbort = () => leave(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await Promise.race([this.result, left])
    } finally {
      signal.removeEventListener('abort', onAbort)
      this.#waiting -= 1
      if (this.#waiting === 0 && !this.#ended) this.#controller.abort()
    }
  }

  /** Broken off: nobody may join it any more. */
  get isBrokenOff(): boolean {
    return this.#controller.signal.aborted
  }
}
