import type { Duplex } from 'node:stream'

/** Connections that go on behind an upgrade, through a kubelet: tunnels, or commands. */
export class OpenConnections {
  readonly #open = new Set<Duplex>()
  #opened = 0

  add(socket: Duplex): void {
    this.#opened += 1
    this.#open.add(socket)
    socket.once('close', () => this.#open.delete(socket))
  }

  /** How many are open, and how many ever were. */
  counts(): { readonly open: number; readonly opened: number } {
    return { open: this.#open.size, opened: this.#opened }
  }

  /** Tears every connection without a close frame, as an API server that dies. */
  tear(): void {
    for (const socket of this.#open) socket.destroy()
  }

  /** They stay connected, and nothing is read or answered, not even pings. */
  mute(): void {
    for (const socket of this.#open) socket.pause()
  }

  unmute(): void {
    for (const socket of this.#open) socket.resume()
  }
}
