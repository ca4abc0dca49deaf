import { spawn } from 'node:child_process'
import { buffer, text } from 'node:stream/consumers'

/** A program that must succeed; `input` is written to it. */
export async function runTool(
  command: string,
  args: readonly string[],
  options: { readonly input?: string; readonly deadlineMs?: number; readonly signal?: AbortSignal } = {},
): Promise<Buffer> {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: AbortSignal.any([
      AbortSignal.timeout(options.deadlineMs ?? 60_000),
      ...(options.signal === undefined ? [] : [options.signal]),
    ]),
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  child.stdin.end(options.input ?? '')
  const [out, complaint, status] = await Promise.all([buffer(child.stdout), text(child.stderr), ended])
  // What it was told may hold the planted values, its complaint does not.
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${status}: ${complaint.trim()}`)
  return out
}
