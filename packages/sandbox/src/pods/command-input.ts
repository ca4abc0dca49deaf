/** What a command reads. */
export type CommandInput = AsyncIterable<Uint8Array>

/** The input of a command that a client feeds, until it closes it or goes. */
export class FedInput implements CommandInput {
  readonly #pieces: Uint8Array[] = []
  #ended = false
  #wake: (() => void) | undefined

  /** What comes after the end is dropped. */
  feed(bytes: Uint8Array): void {
    if (this.#ended) return
    this.#pieces.push(bytes)
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const piece = this.#pieces.shift()
      if (piece !== undefined) yield piece
      else if (this.#ended) return
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
