import type { TunnelErrorCode } from '@portolan/contract/evidence'

export type TunnelErrorDetails = {
  /** HTTP status of the answer that refused, where there was one. */
  readonly status?: number
  /** Kubernetes' one-word reason, e.g. `Forbidden`. */
  readonly reason?: string
  readonly cause?: unknown
}

/** Longest text of another component that is kept, in characters. */
const maxText = 2_000

/**
 * Why a tunnel, or a request to the API server, could not be used. `text` is
 * what the other side said, bounded but never rephrased; where nobody said
 * anything it is our own sentence.
 */
export class TunnelError extends Error {
  override readonly name = 'TunnelError'
  readonly code: TunnelErrorCode
  readonly text: string
  readonly status: number | undefined
  readonly reason: string | undefined

  constructor(code: TunnelErrorCode, text: string, details: TunnelErrorDetails = {}) {
    const bounded = text.length > maxText ? `${text.slice(0, maxText)}…` : text
    super(`${code}: ${bounded}`, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.text = bounded
    this.status = details.status
    this.reason = details.reason
  }
}

/** The error that an aborted signal means: the caller's own TunnelError, a deadline, or just "aborted". */
export function abortError(signal: AbortSignal): TunnelError {
  const reason: unknown = signal.reason
  if (reason instanceof TunnelError) return reason
  if (reason instanceof DOMException && reason.name === 'TimeoutError')
    return new TunnelError('timeout', 'the deadline passed', { cause: reason })
  return new TunnelError('aborted', 'the caller gave up', { cause: reason })
}

/** Somebody here broke it off: trying again would be against their will. */
export function isDeliberate(error: unknown): boolean {
  return error instanceof TunnelError && error.code === 'aborted'
}
