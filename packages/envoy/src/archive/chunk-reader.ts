/** Takes counted bytes from a stream of chunks, without keeping more than one chunk. */
export class ChunkReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #chunk: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Pieces that are `count` bytes together; fewer when the stream ends before. */
  async *pieces(count: number): AsyncGenerator<Uint8Array> {
    let left = count
    while (left > 0 && (await this.#fill())) {
      const piece = this.#chunk.subarray(0, left)
      this.#chunk = this.#chunk.subarray(piece.length)
      left -= piece.length
      yield piece
    }
  }

  /** `count` bytes in one piece, to be kept in memory; fewer when the stream ends before. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count)
    let at = 0
    for await (const piece of this.pieces(count)) {
      bytes.set(piece, at)
      at += piece.length
    }
    return bytes.subarray(0, at)
  }

  /** Lets the stream go: whoever fills it stops. */
  async stop(): Promise<void> {
    await this.#chunks.return?.()
  }

  async #fill(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next()
      if (next.done === true) return false
      this.#chunk = next.value
    }
    return true
  }
}
