import { TunnelError, isDeliberate } from '@portolan/tunnel/tunnel-error'

/** Longest text that is kept of one failure, in characters. */
const longestText = 1_000

/** Somebody here wanted it no longer: it was cancelled, or whoever asked went away. */
export function isBrokenOff(error: Error): boolean {
  return isDeliberate(error) || error.name === 'AbortError'
}

/** Why there was no answer, in the words of who said so, bounded. */
export function wordsOf(error: Error): string {
  return said(error).slice(0, longestText)
}

function said(error: Error): string {
  if (error instanceof TunnelError) return error.text
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('HPE_')) return 'the answer is not HTTP'
  if (code === 'ECONNRESET') return 'the connection was closed before the answer was complete'
  // Node joins the attempts on several addresses under an error without words.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(String).join('; ')
  return error.message || error.name
}
