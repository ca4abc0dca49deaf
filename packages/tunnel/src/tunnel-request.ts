import {
  request as httpRequest,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http'
import { readBounded } from './bounded-body.ts'
import { Deadline } from './deadline.ts'
import { abortError, TunnelError } from './tunnel-error.ts'
import type { TunnelAgent } from './tunnel-agent.ts'
import { hostOfTarget, type TunnelTarget } from './tunnel-target.ts'

export type TunnelRequest = {
  readonly method: 'GET' | 'HEAD' | 'POST'
  /** Path and query as they go on the wire. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly signal: AbortSignal
  /** Milliseconds for everything, the body included. */
  readonly deadlineMs: number
  /** Cap of `text()` and `bytes()`. */
  readonly maxBytes?: number
}

/** Destroy `body` when it is not wanted: until then, or until the deadline, its tunnel stays open. */
export type TunnelResponse = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: IncomingMessage
  /** Milliseconds from the request to the head of the answer, opening a tunnel included. */
  readonly milliseconds: number
  /** @throws TunnelError when the body is cut short, too long or too late */
  text(): Promise<string>
  /** @throws TunnelError when the body is cut short, too long or too late */
  bytes(): Promise<Buffer>
}

/** The port answered, but not in HTTP. `text` is the start of what it said. */
export class NotHttpError extends Error {
  override readonly name = 'NotHttpError'
  readonly text: string

  constructor(text: string, cause: unknown) {
    super('the answer is not HTTP', { cause })
    this.text = text
  }
}

const defaultMaxBytes = 64 * 1024 * 1024
const maxQuotedBytes = 200

/**
 * One HTTP exchange with a pod's port.
 * A GET or HEAD that fails on a reused tunnel before the first byte of an
 * answer is sent once more on a new one: the port may have closed the idle
 * tunnel in the moment that it was used again.
 * @throws TunnelError when there is no answer, NotHttpError when it is not HTTP
 */
export async function tunnelRequest(
  agent: TunnelAgent,
  target: TunnelTarget,
  request: TunnelRequest,
): Promise<TunnelResponse> {
  const deadline = new Deadline(request.signal, request.deadlineMs, `the answer of port ${target.port}`)
  try {
    const started = performance.now()
    const body = await exchange(agent, target, request, deadline.signal)
    const milliseconds = performance.now() - started
    const abort = () => body.destroy(abortError(deadline.signal))
    deadline.signal.addEventListener('abort', abort, { once: true })
    if (deadline.signal.aborted) abort()
    body.once('close', () => deadline[Symbol.dispose]())
    const bytes = () => readWhole(body, request.maxBytes ?? defaultMaxBytes)
    return {
      status: body.statusCode ?? 0,
      headers: body.headers,
      body,
      milliseconds,
      bytes,
      text: async () => (await bytes()).toString('utf8'),
    }
  } catch (error) {
    deadline[Symbol.dispose]()
    throw error
  }
}

async function exchange(
  agent: TunnelAgent,
  target: TunnelTarget,
  request: TunnelRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const first = await send(agent, target, request, signal)
  if (first.kind === 'answer') return first.body
  const repeatable = request.method !== 'POST' && first.onReusedTunnel && !signal.aborted
  if (!repeatable || !mayBeStale(first.error)) throw first.error
  agent.closeIdle(target)
  const second = await send(agent, target, request, signal)
  if (second.kind === 'answer') return second.body
  throw second.error
}

type Sent =
  | { readonly kind: 'answer'; readonly body: IncomingMessage }
  | { readonly kind: 'failed'; readonly error: Error; readonly onReusedTunnel: boolean }

function send(
  agent: TunnelAgent,
  target: TunnelTarget,
  request: TunnelRequest,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve) => {
    const { method, path, headers, body } = request
    const sent: ClientRequest = httpRequest({
      agent,
      host: hostOfTarget(target),
      port: target.port,
      method,
      path,
      headers: {
        Host: `localhost:${target.port}`,
        ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
        ...headers,
      },
    })
    let answer: IncomingMessage | undefined
    const abort = () => sent.destroy(abortError(signal))
    const settle = (outcome: Sent) => {
      signal.removeEventListener('abort', abort)
      resolve(outcome)
    }
    sent.once('response', (response) => {
      answer = response
      settle({ kind: 'answer', body: response })
    })
    sent.on('error', (cause) => {
      const error = exchangeError(cause)
      // The tunnel's own words; node:http would only say "aborted", or nothing where no length was promised.
      if (answer) answer.destroy(error)
      else settle({ kind: 'failed', error, onReusedTunnel: sent.reusedSocket })
    })
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    sent.end(body)
  })
}

/** The tunnel ended before the answer. Other failures say something that a new tunnel would not change. */
function mayBeStale(error: Error): boolean {
  return error instanceof TunnelError && ['reset', 'closed', 'unresponsive'].includes(error.code)
}

async function readWhole(body: IncomingMessage, maxBytes: number): Promise<Buffer> {
  try {
    return await readBounded(body, maxBytes)
  } catch (cause) {
    if (cause instanceof TunnelError) throw cause
    throw new TunnelError('reset', 'the answer ended before it was complete', { cause })
  }
}

function exchangeError(cause: Error): Error {
  if (cause instanceof TunnelError) return cause
  const code = 'code' in cause ? String(cause.code) : ''
  if (code.startsWith('HPE_')) return new NotHttpError(quoted(cause), cause)
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return new TunnelError('reset', 'the port closed the connection before it answered', { cause })
  return cause
}

function quoted(cause: Error): string {
  if (!('rawPacket' in cause) || !Buffer.isBuffer(cause.rawPacket)) return ''
  return cause.rawPacket.subarray(0, maxQuotedBytes).toString('latin1')
}
