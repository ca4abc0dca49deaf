import { abortError, TunnelError } from './tunnel-error.ts'

/**
 * A caller's signal narrowed by a number of milliseconds. Unlike
 * `AbortSignal.any` with `AbortSignal.timeout` it leaves neither a timer nor a
 * listener behind once disposed.
 */
export class Deadline implements Disposable {
  readonly #controller = new AbortController()
  readonly #outer: AbortSignal
  readonly #timer: NodeJS.Timeout | undefined
  readonly #giveUp: () => void

  constructor(outer: AbortSignal, milliseconds: number, waitingFor: string) {
    this.#outer = outer
    this.#giveUp = () => this.#controller.abort(abortError(outer))
    if (outer.aborted) this.#giveUp()
    else {
      outer.addEventListener('abort', this.#giveUp, { once: true })
      this.#timer = setTimeout(() => {
        const text = `${waitingFor} took longer than ${milliseconds} ms`
        this.#controller.abort(new TunnelError('timeout', text))
      }, milliseconds)
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#outer.removeEventListener('abort', this.#giveUp)
  }
}

/** The promise, or the signal's error as soon as it is aborted. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError(signal))
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
