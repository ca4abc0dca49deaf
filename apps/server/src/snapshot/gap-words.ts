import { ClusterError } from '../cluster/cluster-error.ts'
import { AppError } from '../app-error.ts'
import { RecordingError } from '@portolan/recording/recording-error'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { NotHttpError } from '@portolan/tunnel/tunnel-request'

/** Longest reason that a manifest holds, in characters. */
const longest = 300

/**
 * Why something is missing from a recording, in the words of whoever refused.
 * @throws the error itself when nobody said anything: then it is a bug here
 */
export function gapWords(error: unknown): string {
  const words = said(error)
  return words.length > longest ? `${words.slice(0, longest)}…` : words
}

function said(error: unknown): string {
  if (error instanceof TunnelError || error instanceof RecordingError) return error.text
  if (error instanceof NotHttpError) return 'What answers there does not speak HTTP.'
  if (error instanceof ClusterError || error instanceof AppError) return error.message
  // TLS alerts, resets, timeouts: the system's own errors have a code or a name of their own.
  if (error instanceof Error && ('code' in error || error.name === 'TimeoutError')) return error.message
  throw error
}
