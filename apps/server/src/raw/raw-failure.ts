import type { Evidence } from '@portolan/contract/evidence'
import type { ProblemCode } from '@portolan/contract/problem'
import { AppError } from '../app-error.ts'
import { evidenceOfError } from '../observe/evidence-of-error.ts'

/** Why a pod's port gave no answer that could be shown. */
export function failureOf(error: unknown, asked: string): AppError {
  if (error instanceof AppError) return error
  const evidence = evidenceOfError(error, asked)
  const [code, status] = problemOf(evidence, error)
  return new AppError({ code, status, evidence, cause: error })
}

function problemOf(evidence: Evidence, error: unknown): readonly [ProblemCode, number] {
  if (evidence.kind === 'refused') return ['port-refused', 502]
  // Node's parser codes its complaints HPE_*; anything else was cut off before a word was said.
  if (evidence.kind !== 'tunnel') return isParserError(error) ? ['not-http', 502] : ['port-reset', 502]
  switch (evidence.code) {
    case 'forbidden':
      return ['forbidden', 403]
    case 'unauthorized':
      return ['cluster-unauthorized', 502]
    case 'pod-not-found':
    case 'pod-replaced':
      return ['pod-gone', 404]
    case 'pod-not-running':
    case 'pod-not-scheduled':
      return ['pod-not-running', 409]
    case 'reset':
    case 'closed':
      return ['port-reset', 502]
    case 'timeout':
    case 'unresponsive':
      return ['timeout', 504]
    case 'api-unreachable':
      return ['cluster-unreachable', 502]
    case 'credentials-failed':
      return ['credentials-failed', 502]
    case 'refused':
      return ['port-refused', 502]
    case 'kubelet-unreachable':
    case 'protocol-refused':
    case 'upgrade-failed':
    case 'aborted':
    // Of commands in containers, which no page is behind.
    case 'no-such-container':
    case 'no-such-program':
      return ['tunnel-failed', 502]
    default:
      return evidence.code satisfies never
  }
}

function isParserError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('HPE_')
  )
}
