import type { Response } from 'express'
import type { LiveEvent } from '@portolan/contract/live'

/** A comment keeps proxies and the browser from taking silence for death, in milliseconds. */
const heartbeatEvery = 15_000
/** Bytes that may wait for a slow reader before it is dropped; it resumes or gets a snapshot when it comes back. */
const mostPending = 8 * 1024 * 1024

/**
 * Writes server-sent events to one client until either side ends.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream implements Disposable {
  readonly #response: Response
  readonly #heartbeat: NodeJS.Timeout
  #unansweredBeats = 0

  constructor(response: Response) {
    this.#response = response
    response.status(200)
    response.set({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    response.flushHeaders()
    response.write(': portolan\n\n')
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatEvery)
  }

  send(event: LiveEvent, id?: string): void {
    if (this.#response.writableEnded || this.#response.destroyed) return
    this.#response.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`)
    if (this.#response.writableLength > mostPending) this.#response.destroy()
  }

  [Symbol.dispose](): void {
    clearInterval(this.#heartbeat)
    if (!this.#response.writableEnded) this.#response.end()
  }

  /** A client that took nothing for two beats is gone in all but name. */
  #beat(): void {
    if (this.#response.destroyed || this.#response.writableEnded) return
    this.#unansweredBeats = this.#response.writableNeedDrain ? this.#unansweredBeats + 1 : 0
    if (this.#unansweredBeats > 1) this.#response.destroy()
    else this.#response.write(': still here\n\n')
  }
}
