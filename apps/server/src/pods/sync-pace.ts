/** From one round to the next when all is well, in milliseconds. */
const usual = 15_000
const slowest = 120_000
/** Soon enough to tell a stale proxy from one that was just about to acknowledge. */
const secondLook = 2_000
/** istiod writes two kilobytes per proxy: a big mesh is asked less often, for at most so many bytes per second. */
const bytesPerSecond = 64 * 1024

/** How often istiod is asked what its proxies acknowledged. */
export class SyncPace {
  #failures = 0

  /**
   * Milliseconds to pause after a round.
   * @param random from 0 up to 1: several browsers must not march in step
   */
  pauseAfter(
    round: { readonly bytes: number; readonly failed: boolean; readonly unsure: boolean },
    random: number,
  ): number {
    this.#failures = round.failed ? Math.min(this.#failures + 1, 4) : 0
    if (round.unsure && !round.failed) return secondLook
    const period = Math.max(usual, (round.bytes / bytesPerSecond) * 1_000)
    return Math.min(slowest, period * 2 ** this.#failures) * (0.9 + random * 0.2)
  }
}
