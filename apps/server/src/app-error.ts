import type { Evidence } from '@portolan/contract/evidence'
import type { ProblemCode } from '@portolan/contract/problem'

/**
 * A failure that the user may read. `detail` must be safe to show: fixed words,
 * or the bounded words of a component; never a part of the request.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string | undefined
  readonly evidence: Evidence | undefined

  constructor(problem: {
    readonly code: ProblemCode
    readonly status: number
    readonly detail?: string | undefined
    readonly evidence?: Evidence | undefined
    readonly cause?: unknown
  }) {
    super(problem.detail ?? problem.code, { cause: problem.cause })
    this.code = problem.code
    this.status = problem.status
    this.detail = problem.detail
    this.evidence = problem.evidence
  }
}
