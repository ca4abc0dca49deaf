/**
 * Remembers what Envoy rejected. Its counter `update_rejected` never goes down,
 * so it cannot say whether the last update was good; the reasons can, and they
 * cost a (masked) dump. So Envoy is asked for them only when the counter has
 * moved, and again and again only while something stands rejected.
 */
export class RejectionMemory {
  #count = 0
  #reasons: readonly string[] = []

  get reasons(): readonly string[] {
    return this.#reasons
  }

  /** @param count the counter's value now */
  mustAsk(count: number): boolean {
    return count !== this.#count || this.#reasons.length > 0
  }

  learn(count: number, reasons: readonly string[]): void {
    this.#count = count
    this.#reasons = reasons
  }
}
