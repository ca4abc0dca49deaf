import { ChannelReader, FrameError } from './channel-reader.ts'

/** What a port-forward WebSocket brings, in order. Bytes are views of the chunk that was fed. */
export type FrameEvents = {
  readonly data: (bytes: Buffer) => void
  /** A piece of the error channel's text; `last` when its message is complete. */
  readonly errorText: (bytes: Buffer, last: boolean) => void
  /** Both channels have named their port: the API server and the kubelet agreed to forward. */
  readonly portsNamed: () => void
  readonly ping: (payload: Buffer) => void
  readonly pong: (payload: Buffer) => void
  readonly close: (code: number) => void
}

const dataChannel = 0
const errorChannel = 1
/** Each channel's first message is its port, little-endian; everything after is payload. */
const portBytes = 2

/** Reads the server's side of a `v4.channel.k8s.io` port-forward with one port. */
export class FrameReader {
  readonly #events: FrameEvents
  readonly #channels: ChannelReader
  readonly #portBytesSeen = [0, 0]

  constructor(events: FrameEvents) {
    this.#events = events
    const { ping, pong, close } = events
    const piece = (channel: number, bytes: Buffer, last: boolean) => this.#piece(channel, bytes, last)
    this.#channels = new ChannelReader({ piece, ping, pong, close })
  }

  /** @throws FrameError when the bytes are not such a WebSocket. */
  feed(chunk: Buffer): void {
    this.#channels.feed(chunk)
  }

  #piece(channel: number, bytes: Buffer, last: boolean): void {
    if (channel > errorChannel) throw new FrameError(`the channel ${channel} was not asked for`)
    const rest = this.#withoutPort(channel, bytes)
    if (channel === dataChannel) {
      if (rest.length > 0) this.#events.data(rest)
    } else if (rest.length > 0 || last) this.#events.errorText(rest, last)
  }

  #withoutPort(channel: number, bytes: Buffer): Buffer {
    if (bytes.length === 0) return bytes
    const seen = this.#portBytesSeen[channel] ?? portBytes
    if (seen === portBytes) return bytes
    const taken = Math.min(portBytes - seen, bytes.length)
    this.#portBytesSeen[channel] = seen + taken
    if (this.#portBytesSeen.every((count) => count === portBytes)) this.#events.portsNamed()
    return bytes.subarray(taken)
  }
}
