/** Takes counted bytes from a stream of chunks, without keeping more than one chunk. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>
  #chunk: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Pieces that are `count` bytes together; fewer when the stream ends before. */
  async *pieces(count: number): AsyncGenerator<Buffer> {
    let left = count
    while (left > 0 && (await this.#fill())) {
      const piece = this.#chunk.subarray(0, left)
      this.#chunk = this.#chunk.subarray(piece.length)
      left -= piece.length
      yield piece
    }
  }

  /** `count` bytes in one piece, to be kept in memory; fewer when the stream ends before. */
  async take(count: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for await (const piece of this.pieces(count)) pieces.push(piece)
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
  }

  /** Whatever is left, in pieces. */
  async *rest(): AsyncGenerator<Buffer> {
    while (await this.#fill()) {
      const piece = this.#chunk
      this.#chunk = Buffer.alloc(0)
      yield piece
    }
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
