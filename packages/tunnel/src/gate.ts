import { abortError } from './tunnel-error.ts'

type Waiting = { readonly enter: () => void }

/** Lets a limited number in at a time, the others in the order in which they came. */
export class Gate {
  readonly limit: number
  #inside = 0
  readonly #waiting = new Set<Waiting>()

  constructor(limit: number) {
    this.limit = limit
  }

  get inside(): number {
    return this.#inside
  }

  get full(): boolean {
    return this.#inside >= this.limit
  }

  /**
   * Resolves with the pass once there is room; dispose it to leave.
   * @throws TunnelError when the signal is aborted before.
   */
  enter(signal: AbortSignal): Promise<Disposable> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(abortError(signal))
        return
      }
      if (!this.full) {
        resolve(this.#pass())
        return
      }
      const giveUp = () => {
        this.#waiting.delete(waiting)
        reject(abortError(signal))
      }
      const waiting: Waiting = {
        enter: () => {
          signal.removeEventListener('abort', giveUp)
          resolve(this.#pass())
        },
      }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Does the work inside, and leaves however it ends. */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const pass = await this.enter(signal)
    try {
      return await work()
    } finally {
      pass[Symbol.dispose]()
    }
  }

  #pass(): Disposable {
    this.#inside += 1
    let left = false
    return {
      [Symbol.dispose]: () => {
        if (left) return
        left = true
        this.#inside -= 1
        const [next] = this.#waiting
        if (next === undefined) return
        this.#waiting.delete(next)
        next.enter()
      },
    }
  }
}
