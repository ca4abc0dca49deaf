import { Duplex, duplexPair } from 'node:stream'
import { bodyCutter } from './body-cutter.ts'
import type { Ending, PortFault } from './port-fault.ts'

export type ConnectionConditions = {
  /** The fault of this port at this moment. */
  readonly fault: () => PortFault | undefined
  /** Resolves when the process behind the port runs, which may be at once. */
  readonly running: () => Promise<void>
}

/**
 * One TCP connection inside a pod, seen from the runtime that dialled it. The
 * other end is {@link far}. Faults act here, on the wire, so that what stands
 * behind the port knows nothing of them.
 */
export class PodConnection extends Duplex {
  readonly far: Duplex
  readonly #near: Duplex
  readonly #conditions: ConnectionConditions
  readonly #cutBody = bodyCutter()
  #ending: Ending = 'end'
  #cut = false
  #sent = 0
  #answered = false
  #requests = 0

  constructor(conditions: ConnectionConditions) {
    super({ allowHalfOpen: false })
    const [near, far] = duplexPair()
    this.far = far
    this.#near = near
    this.#conditions = conditions
    near.on('data', (chunk: Buffer) => this.#fromPod(chunk))
    near.on('end', () => this.#finish('end'))
    near.on('error', () => this.#finish('reset'))
    near.on('close', () => this.#finish('reset'))
    far.on('close', () => near.destroy())
  }

  /** Why the readable side ended. */
  get ending(): Ending {
    return this.#ending
  }

  /** The process behind the port ended, so the kernel resets its connections. */
  reset(): void {
    this.#finish('reset')
    this.#near.destroy()
    this.far.destroy()
  }

  override _read(): void {
    this.#near.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    void this.#pass(chunk, done)
  }

  override _final(done: (error?: Error) => void): void {
    this.#near.end()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#near.destroy()
    this.far.destroy()
    done(error)
  }

  async #pass(chunk: Buffer, done: () => void): Promise<void> {
    await this.#toPod(chunk)
    done()
  }

  async #toPod(chunk: Buffer): Promise<void> {
    const fault = this.#conditions.fault()
    if (fault?.kind === 'latency') await delay(fault.milliseconds)
    await this.#conditions.running()
    if (this.#answered) {
      this.#answered = false
      this.#requests += 1
      if (this.#requests === 1 && fault?.kind === 'close-race') return this.reset()
    }
    if (this.#near.destroyed || this.#near.writableEnded) return
    if (!this.#near.write(chunk)) {
      await new Promise<void>((resolve) => {
        this.#near.once('drain', resolve)
        this.#near.once('close', resolve)
      })
    }
  }

  #fromPod(chunk: Buffer): void {
    if (this.#cut) return
    this.#answered = true
    const fault = this.#conditions.fault()
    const allowed = this.#allowance(fault, chunk)
    this.#sent += chunk.length
    const kept = chunk.subarray(0, allowed)
    if (kept.length > 0 && !this.push(kept)) this.#near.pause()
    if (allowed < chunk.length) {
      this.#finish(fault?.kind === 'reset-after' ? 'reset' : 'end')
      this.#near.destroy()
      this.far.destroy()
    }
  }

  /** How many bytes of a chunk may still pass. */
  #allowance(fault: PortFault | undefined, chunk: Buffer): number {
    if (fault?.kind === 'reset-after') return Math.max(0, fault.bytes - this.#sent)
    if (fault?.kind === 'half-body') return this.#cutBody(chunk)
    return chunk.length
  }

  #finish(ending: Ending): void {
    if (this.#cut) return
    this.#cut = true
    this.#ending = ending
    this.push(null)
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
