/** What the WebSocket of a Kubernetes subresource brings, in order. Bytes are views of the chunk that was fed. */
export type ChannelEvents = {
  /** A piece of a message on a channel; `last` when the message is complete. */
  readonly piece: (channel: number, bytes: Buffer, last: boolean) => void
  readonly ping: (payload: Buffer) => void
  readonly pong: (payload: Buffer) => void
  readonly close: (code: number) => void
}

export class FrameError extends Error {
  override readonly name = 'FrameError'
}

/** RFC 6455 5.5: a control frame's payload is at most this long. */
const maxControlPayload = 125
const maxHeader = 10
const noStatus = 1005

type Frame = { readonly opcode: number; readonly final: boolean; remaining: number; started: boolean }

/**
 * Reads the server's side of a `*.channel.k8s.io` WebSocket: the first byte of
 * every message is its channel. A message is handed on piece by piece as it
 * arrives, without being copied together first: a kubelet's messages are
 * 32 KiB, a TLS record is 16 KiB, and collecting them is what makes a general
 * WebSocket reader slow here.
 * @see RFC 6455 section 5.2
 */
export class ChannelReader {
  readonly #events: ChannelEvents
  readonly #header = Buffer.alloc(maxHeader)
  #headerLength = 0
  #frame: Frame | undefined
  #control: Buffer[] = []
  /** The channel of the message that is under way; undefined between messages. */
  #channel: number | undefined
  #messageOpen = false
  #closed = false

  constructor(events: ChannelEvents) {
    this.#events = events
  }

  /** @throws FrameError when the bytes are not such a WebSocket. */
  feed(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length && !this.#closed) {
      const frame = this.#frame
      if (frame === undefined) {
        this.#takeHeaderByte(chunk[at] ?? 0)
        at += 1
        continue
      }
      const length = Math.min(frame.remaining, chunk.length - at)
      frame.remaining -= length
      this.#payload(frame, chunk.subarray(at, at + length))
      at += length
      if (frame.remaining === 0) this.#frame = undefined
    }
  }

  #takeHeaderByte(byte: number): void {
    const header = this.#header
    header[this.#headerLength++] = byte
    if (this.#headerLength < 2) return
    const second = header[1] ?? 0
    if ((second & 0x80) !== 0) throw new FrameError('a server must not mask its frames')
    const short = second & 0x7f
    const needed = short === 127 ? 10 : short === 126 ? 4 : 2
    if (this.#headerLength < needed) return
    this.#headerLength = 0
    this.#begin(header[0] ?? 0, short, header)
  }

  #begin(first: number, short: number, header: Buffer): void {
    if ((first & 0x70) !== 0) throw new FrameError('an extension was used that was not agreed on')
    const opcode = first & 0x0f
    const final = (first & 0x80) !== 0
    const remaining =
      short === 127
        ? header.readUInt32BE(2) * 2 ** 32 + header.readUInt32BE(6)
        : short === 126
          ? header.readUInt16BE(2)
          : short
    if (opcode >= 8) {
      if (!final || remaining > maxControlPayload) throw new FrameError('a control frame is too long')
      this.#control = []
    } else if (opcode > 2) throw new FrameError(`the opcode ${opcode} is not defined`)
    else if ((opcode === 0) !== this.#messageOpen) throw new FrameError('a message began inside another one')
    else this.#messageOpen = !final
    const frame: Frame = { opcode, final, remaining, started: opcode === 0 }
    if (remaining > 0) this.#frame = frame
    else this.#payload(frame, Buffer.alloc(0))
  }

  #payload(frame: Frame, bytes: Buffer): void {
    if (frame.opcode < 8) {
      this.#message(frame, bytes)
      return
    }
    this.#control.push(bytes)
    if (frame.remaining > 0) return
    // A copy: the payload outlives the chunk, which is large and would be kept alive by it.
    const payload = Buffer.concat(this.#control)
    this.#control = []
    if (frame.opcode === 9) this.#events.ping(payload)
    else if (frame.opcode === 10) this.#events.pong(payload)
    else if (frame.opcode === 8) {
      this.#closed = true
      this.#events.close(payload.length < 2 ? noStatus : payload.readUInt16BE(0))
    } else throw new FrameError(`the opcode ${frame.opcode} is not defined`)
  }

  #message(frame: Frame, bytes: Buffer): void {
    const last = frame.final && frame.remaining === 0
    let rest = bytes
    if (!frame.started) {
      frame.started = true
      this.#channel = undefined
    }
    if (this.#channel === undefined && rest.length > 0) {
      this.#channel = rest[0] ?? 0
      rest = rest.subarray(1)
    }
    if (this.#channel !== undefined) this.#events.piece(this.#channel, rest, last)
  }
}
