import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'

type Waiting = { readonly until: number; readonly wake: () => void }

/** A clock that goes on only when a test says so: whoever pauses is woken by {@link pass}, or by the signal. */
export class ManualClock implements Clock {
  #now = 0
  readonly #began = Date.now()
  readonly #waiting = new Set<Waiting>()

  now = (): number => this.#now
  date = (): Date => new Date(this.#began + this.#now)
  random = (): number => systemClock.random()

  pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(waiting)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const waiting = { until: this.#now + milliseconds, wake }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', wake, { once: true })
      if (signal.aborted) wake()
    })

  /** Lets so many milliseconds pass. */
  pass(milliseconds: number): void {
    this.#now += milliseconds
    for (const { until, wake } of this.#waiting) if (until <= this.#now) wake()
  }
}
