import type { TunnelErrorCode } from '@portolan/contract/evidence'
import type { UnreadReason } from '@portolan/contract/inside'
import { mostBytes } from '@portolan/inside/proc/read-script'
import type { ReadAttempt } from '@portolan/inside/proc/read-script'
import { notInRecording } from '@portolan/recording/not-in-recording'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { bounded } from '../observe/evidence-of-error.ts'
import type { ExecResult } from './pod-reader.ts'

/** What a container printed, or why it printed nothing that can be read. */
export type ReadContainer =
  | { readonly kind: 'read'; readonly by: ReadAttempt['by']; readonly bytes: Uint8Array }
  | { readonly kind: 'unread'; readonly reason: UnreadReason; readonly text: string }

/** Longest time for one container, all attempts together, in milliseconds. */
export const containerDeadline = 10_000
/** Most bytes that are read of one container: the script itself stops there, where the image lets it. */
export const containerBytes = mostBytes

/**
 * Reads one container by the first attempt whose program its image has.
 * @param exec executes one command in the container
 * @returns never throws for what can happen to an exec; only bugs do
 */
export async function readContainer(
  attempts: readonly ReadAttempt[],
  exec: (command: readonly string[], signal: AbortSignal) => Promise<ExecResult>,
  signal: AbortSignal,
  deadlineMs = containerDeadline,
): Promise<ReadContainer> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const ending = AbortSignal.any([signal, deadline])
  let lacking = 'Nothing of what could read /proc is in this image.'
  for (const { by, command } of attempts) {
    try {
      const { exitCode, stdout, stderr, cut } = await exec(command, ending)
      if (cut) {
        const text = `It wrote more than ${containerBytes / 1024 / 1024} MB; reading ended there.`
        return { kind: 'unread', reason: 'too-much', text }
      }
      if (exitCode === 0) return { kind: 'read', by, bytes: stdout }
      const said = bounded(Buffer.from(stderr).toString())
      // What POSIX shells and runtimes answer for a program that is not there, or is none.
      if (exitCode === 126 || exitCode === 127) lacking = said || lacking
      else {
        const text = said || `${command[0] ?? 'the command'} ended with exit code ${exitCode}.`
        return { kind: 'unread', reason: 'failed', text }
      }
    } catch (error) {
      if (!(error instanceof TunnelError)) throw error
      if (error.text.includes(notInRecording))
        return { kind: 'unread', reason: 'not-recorded', text: bounded(error.text) }
      if (error.code !== 'no-such-program') return unreadBy(error, deadline.aborted, command)
      lacking = bounded(error.text)
    }
  }
  return { kind: 'unread', reason: 'no-shell', text: lacking }
}

/** What a failed way makes of a container; every other failure is just that. */
const reasons: Partial<Record<TunnelErrorCode, UnreadReason>> = {
  forbidden: 'forbidden',
  timeout: 'timeout',
  aborted: 'cancelled',
  'pod-not-running': 'not-running',
  'pod-not-scheduled': 'not-running',
  'no-such-container': 'not-running',
}

function unreadBy({ code, text }: TunnelError, late: boolean, command: readonly string[]): ReadContainer {
  const reason = code === 'aborted' && late ? 'timeout' : (reasons[code] ?? 'failed')
  // Our script ends with its connection; nobody can say that of another program of that name.
  const caution = reason === 'timeout' ? `. If ${command[0]} is no shell there, it may still be running.` : ''
  return { kind: 'unread', reason, text: `${bounded(text)}${caution}` }
}
