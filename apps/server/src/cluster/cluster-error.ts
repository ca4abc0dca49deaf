import type { ClusterInfo } from '@portolan/contract/session'
import { AppError } from '../app-error.ts'

export type ClusterErrorCode =
  | 'cluster-unreachable'
  | 'cluster-unauthorized'
  | 'credentials-failed'
  | 'forbidden'
  | 'not-found'
  /** Said by a recording that is played, and by no cluster. */
  | 'not-recorded'
  | 'expired'
  | 'answer-broken'
  | 'timeout'

/** Why the API server did not do what it was asked; `message` is its own bounded words, or the network's. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError'
  readonly code: ClusterErrorCode

  constructor(code: ClusterErrorCode, message: string, cause?: unknown) {
    super(message.slice(0, 1000), { cause })
    this.code = code
  }
}

/** The same failure as an answer to the browser. */
export function asAppError(error: ClusterError): AppError {
  const { code, message: detail } = error
  switch (code) {
    case 'cluster-unreachable':
    case 'cluster-unauthorized':
    case 'credentials-failed':
    case 'answer-broken':
      return new AppError({ code, status: 502, detail, cause: error })
    case 'expired':
      return new AppError({ code: 'cluster-unreachable', status: 502, detail, cause: error })
    case 'timeout':
      return new AppError({ code, status: 504, detail, cause: error })
    case 'forbidden':
      return new AppError({ code, status: 403, detail, cause: error })
    case 'not-found':
    case 'not-recorded':
      return new AppError({ code, status: 404, detail, cause: error })
    default:
      return code satisfies never
  }
}

/** The same failure as a part of an answer that goes on without it. */
export function asProblem(error: unknown): NonNullable<ClusterInfo['problem']> {
  if (error instanceof ClusterError) return { code: error.code, text: error.message }
  throw error
}
