import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { tunnelRequest } from '@portolan/tunnel/tunnel-request'
import type { TunnelAgent } from '@portolan/tunnel/tunnel-agent'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'
import type { Response } from 'express'
import { AppError } from '../app-error.ts'
import { headersForPod } from '../raw/raw-headers.ts'
import { refusalOf, unanswered } from './envoy-failure.ts'
import type { EnvoyRequest } from './envoy-request.ts'

/** How long an answer may take to its last byte, in milliseconds. */
const deadlines = {
  usual: 20_000,
  /** Tens of megabytes through an API server that others use too. */ heavy: 120_000,
}

export type EnvoyAnswerOptions = {
  readonly response: Response
  /** Ends the request to the pod, and the answer. */
  readonly signal: AbortSignal
  /** Longest answer, in bytes. */
  readonly maxBytes: number
  readonly isRecorded: boolean
}

/**
 * Asks Envoy and hands its answer on as it comes, no faster than it is taken. An
 * answer whose length is told and too great is refused; Envoy seldom tells, so
 * one that grows too long is broken off after exactly `maxBytes`, which the
 * journal keeps as a failure.
 * @throws AppError before anything was written, or when the answer broke off
 */
export async function streamEnvoy(
  agent: TunnelAgent,
  target: TunnelTarget,
  { method, path, isHeavy }: EnvoyRequest,
  { response, signal, maxBytes, isRecorded }: EnvoyAnswerOptions,
): Promise<void> {
  const asked = `${method} ${path}`
  const answer = await tunnelRequest(agent, target, {
    method,
    path,
    headers: { ...headersForPod(target.port), accept: 'application/json, text/plain' },
    signal,
    deadlineMs: isHeavy ? deadlines.heavy : deadlines.usual,
  }).catch((error: unknown) => {
    throw unanswered(error, asked)
  })
  const { body, status, milliseconds } = answer
  if (status !== 200) throw await refusalOf({ method, path, status, body, milliseconds }, isRecorded)
  const length = lengthOf(body)
  if (length !== undefined && length > maxBytes) {
    body.destroy(tooLong(maxBytes))
    const detail = `Envoy’s answer has ${length} bytes, ${maxBytes} were allowed.`
    throw new AppError({ code: 'answer-too-large', status: 413, detail })
  }
  response.status(200).set({ 'content-type': typeOf(body), 'cache-control': 'no-store' })
  if (length !== undefined) response.setHeader('content-length', length)
  // Nobody reads on while the client takes nothing, so a deadline that ends the body must end the answer, too.
  body.once('error', () => response.destroy())
  try {
    await pipeline(atMost(body, maxBytes, response), response)
  } catch (thrown) {
    const error = body.errored ?? thrown
    if (isTooLong(error)) {
      throw new AppError({ code: 'answer-too-large', status: 413, detail: error.text, cause: error })
    }
    throw unanswered(error, asked)
  }
}

/** Only what is shown as data or as plain text; whatever else a port says it sends is text to us. */
function typeOf({ headers }: IncomingMessage): string {
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '')
  return `${isJson ? 'application/json' : 'text/plain'}; charset=utf-8`
}

function lengthOf({ headers }: IncomingMessage): number | undefined {
  const { 'content-length': told, 'content-encoding': encoding = 'identity' } = headers
  return told === undefined || encoding !== 'identity' ? undefined : Number(told)
}

/**
 * Of an answer that is too long its first `maxBytes` arrive, to the byte, and then
 * the connection breaks: HTTP has no other word for it, and who counts can tell.
 */
async function* atMost(
  body: IncomingMessage,
  maxBytes: number,
  response: Response,
): AsyncGenerator<Buffer, void> {
  let left = maxBytes
  for await (const piece of body) {
    const chunk: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))
    if (chunk.length > left) {
      yield chunk.subarray(0, left)
      await sent(response)
      const error = tooLong(maxBytes)
      // Before the loop ends it without a reason, which the journal would keep.
      body.destroy(error)
      throw error
    }
    left -= chunk.length
    yield chunk
  }
}

/** Resolves once everything that was written has left. */
function sent(response: Response): Promise<void> {
  return new Promise((resolve) => {
    response.write(Buffer.alloc(0), () => resolve())
  })
}

function tooLong(maxBytes: number): TunnelError {
  return new TunnelError('closed', `the answer is longer than ${maxBytes} bytes; the rest was not read`)
}

function isTooLong(error: unknown): error is TunnelError {
  return error instanceof TunnelError && error.text.startsWith('the answer is longer than')
}
