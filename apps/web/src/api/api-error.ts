import type { Problem, ProblemCode } from '@portolan/contract/problem'

/** Why a question to Portolan's own server has no answer. */
export type Failure =
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The server could not be reached: it was stopped, or the way to it is down. */
  | { readonly kind: 'unreachable' }
  /** The server answered something that the contract does not know. */
  | { readonly kind: 'misread'; readonly status: number }

/** Thrown by everything that asks the server. */
export class ApiError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, cause?: unknown) {
    super(failure.kind === 'problem' ? failure.problem.code : failure.kind, { cause })
    this.name = 'ApiError'
    this.failure = failure
  }
}

/** The problem's code, where the server named one. */
export function problemCodeOf(error: unknown): ProblemCode | undefined {
  return error instanceof ApiError && error.failure.kind === 'problem'
    ? error.failure.problem.code
    : undefined
}

/** The server does not know this browser: the launch token is missing or old. */
export function isTokenRefused(error: unknown): boolean {
  const code = problemCodeOf(error)
  return code === 'token-missing' || code === 'token-wrong'
}
