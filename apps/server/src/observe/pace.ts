import type { Evidence } from '@portolan/contract/evidence'
import { isWayFailure } from './shared-way.ts'

/** From the start of one question to a port to the start of the next, in milliseconds, when all is well. */
const usualPeriod = 2_400
/** Longest period while the way is slow or throttled. */
const slowestPeriod = 10_000
/** Longest period while the way is cut: what heals must show within six seconds. */
const brokenPeriod = 3_500
/** Always left between two questions to the same port. */
const shortestPause = 400
/** The period is at least so many times what it takes to open a tunnel. */
const slownessFactor = 5

/**
 * How often to ask. A fault must show within six seconds of happening: one
 * period and one deadline of three seconds. That yields only when the API
 * server says that it is asked too much, or takes long to open a tunnel.
 */
export class Pace {
  #opening = 0
  #throttled = 0

  /** Takes note of how long a fresh tunnel took, in milliseconds. */
  opened(milliseconds: number): void {
    this.#opening = this.#opening === 0 ? milliseconds : this.#opening * 0.7 + milliseconds * 0.3
  }

  /**
   * Milliseconds to pause before the same port is asked again.
   * @param took how long the last question took, in milliseconds
   * @param random from 0 up to 1: ports and pods must not march in step
   */
  pauseAfter(evidence: Evidence, took: number, random: number): number {
    const period = this.#period(evidence) * (0.9 + random * 0.2)
    return Math.max(shortestPause, period - took)
  }

  #period(evidence: Evidence): number {
    if (evidence.kind === 'tunnel' && evidence.status === 429) {
      this.#throttled = Math.min(this.#throttled + 1, 4)
      return Math.min(slowestPeriod, usualPeriod * 2 ** this.#throttled)
    }
    if (isWayFailure(evidence)) return brokenPeriod
    this.#throttled = 0
    return Math.min(slowestPeriod, Math.max(usualPeriod, this.#opening * slownessFactor))
  }
}
