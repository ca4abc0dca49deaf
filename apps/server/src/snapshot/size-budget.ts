const MiB = 1024 * 1024

/** What a recording may grow to. Sizes are bytes before compression. */
export type SnapshotSizes = {
  /** Of one answer: it is held in memory while it is redacted. */
  readonly answer: number
  /** Of all answers together. What can be opened again is limited, too. */
  readonly total: number
}

export const usualSizes: SnapshotSizes = { answer: 96 * MiB, total: 2048 * MiB }

/** Keeps count of the bytes of all answers. An answer is taken whole or not at all. */
export class SizeBudget {
  readonly sizes: SnapshotSizes
  #used = 0

  constructor(sizes: SnapshotSizes) {
    this.sizes = sizes
  }

  get spent(): boolean {
    return this.#used >= this.sizes.total
  }

  /** Whether there is room for so many bytes more; if so they are counted. */
  take(bytes: number): boolean {
    if (this.#used + bytes > this.sizes.total) return false
    this.#used += bytes
    return true
  }
}
