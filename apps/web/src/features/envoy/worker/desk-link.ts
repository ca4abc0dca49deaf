import { ApiError } from '../../../api/api-error.ts'
import { launchToken } from '../../session/launch-token.ts'
import type { DeskCall, DeskCalls, DeskFailure, DeskReply, DeskRequest } from './desk-messages.ts'

/** Thrown when what was read is not what a proxy answers; `text` is a sentence that may be shown. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

type Waiting = { readonly done: (give: unknown) => void; readonly failed: (error: unknown) => void }

/** The page's end of the worker that reads proxies. The worker is started by the first call. */
class DeskLink {
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #last = 0

  /** @throws ApiError, UnreadableAnswer, or the signal's reason */
  call<C extends DeskCall>(
    call: C,
    take: DeskCalls[C]['take'],
    signal?: AbortSignal,
  ): Promise<DeskCalls[C]['give']> {
    signal?.throwIfAborted()
    const id = ++this.#last
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#waiting.set(id, { done: resolve, failed: reject })
    this.#post({ kind: 'call', id, call, take })
    signal?.addEventListener(
      'abort',
      () => {
        if (!this.#waiting.delete(id)) return
        this.#post({ kind: 'cancel', id })
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('cancelled', 'AbortError'))
      },
      { once: true },
    )
    // The worker answers each call with what belongs to its name.
    return promise as Promise<DeskCalls[C]['give']> // oxlint-disable-line typescript/no-unsafe-type-assertion
  }

  #post(request: DeskRequest): void {
    const worker = (this.#worker ??= this.#start())
    worker.postMessage(request)
  }

  #start(): Worker {
    const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), {
      type: 'module',
      name: 'portolan-proxies',
    })
    worker.addEventListener('message', ({ data }: MessageEvent<DeskReply>) => this.#hear(data))
    worker.addEventListener('error', () => this.#broken())
    const tell = () =>
      worker.postMessage({ kind: 'token', token: launchToken.current() } satisfies DeskRequest)
    tell()
    launchToken.subscribe(tell)
    return worker
  }

  #hear(reply: DeskReply): void {
    const waiting = this.#waiting.get(reply.id)
    if (waiting === undefined) return
    this.#waiting.delete(reply.id)
    if (reply.kind === 'done') waiting.done(reply.give)
    else waiting.failed(errorOf(reply.error))
  }

  /** A worker that could not be loaded, or that ran out of memory: who waits is told, the next call starts another. */
  #broken(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { failed } of waiting) failed(new ApiError({ kind: 'unreachable' }))
  }
}

function errorOf(error: DeskFailure): Error {
  switch (error.kind) {
    case 'api':
      return new ApiError(error.failure)
    case 'answer':
      return new UnreadableAnswer(error.text)
    case 'bug':
      return new Error(error.text)
  }
}

export const deskLink = new DeskLink()
