import type { Clock } from '../clock.ts'
import type { ClusterError } from './cluster-error.ts'

/** From one sign of life to the next question, and the longest wait for it, in milliseconds. */
const every = 2_500
export const pulseDeadline = 3_000

/**
 * Feels the API server's pulse while a watch is open. A watch with nothing to
 * say and a watch on a dead server look the same for minutes; one small
 * request tells them apart. All watches of one client share the pulse.
 */
export class ApiPulse {
  readonly #feel: () => Promise<ClusterError | undefined>
  readonly #clock: Clock
  readonly #watchers = new Set<(lost: ClusterError) => void>()
  #stop: AbortController | undefined

  /** @param feel one small question; resolves with what went wrong, if anything did */
  constructor(feel: () => Promise<ClusterError | undefined>, clock: Clock) {
    this.#feel = feel
    this.#clock = clock
  }

  /** Tells once when the pulse is lost. Call the returned function when the watch ends. */
  guard(onLost: (lost: ClusterError) => void): () => void {
    this.#watchers.add(onLost)
    if (this.#stop === undefined) {
      this.#stop = new AbortController()
      void this.#run(this.#stop.signal)
    }
    return () => {
      this.#watchers.delete(onLost)
      if (this.#watchers.size > 0) return
      this.#stop?.abort()
      this.#stop = undefined
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#clock.pause(every, signal)
      if (signal.aborted) return
      const lost = await this.#feel()
      if (signal.aborted) return
      if (lost !== undefined) for (const tell of this.#watchers) tell(lost)
    }
  }
}
