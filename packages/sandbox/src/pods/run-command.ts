import { once } from 'node:events'
import type { CommandStreams, ExecBehaviour } from './pod-inside.ts'

/** How a command ended, or why it never began: `words` are the runtime's. */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'not-started'; readonly words: string }

/** As a shell says it of a process that SIGKILL ended. */
const killedCode = 137
const pouredAtOnce = 32 * 1024

/** Does what a command is said to do. @param killed its container ends */
export async function runCommand(
  behaviour: ExecBehaviour,
  command: readonly string[],
  streams: CommandStreams,
  killed: AbortSignal,
): Promise<CommandEnd> {
  if (command.length === 0)
    return {
      kind: 'not-started',
      words: 'OCI runtime exec failed: exec failed: args must not be empty: unknown',
    }
  switch (behaviour.kind) {
    case 'prints': {
      const { stdout = '', stderr = '', exitCode = 0 } = behaviour
      await streams.stdout(Buffer.from(stdout))
      await streams.stderr(Buffer.from(stderr))
      return { kind: 'exited', code: exitCode }
    }
    case 'never-ends':
      await streams.stdout(Buffer.from(behaviour.stdout ?? ''))
      if (!killed.aborted) await once(killed, 'abort')
      return { kind: 'exited', code: killedCode }
    case 'echoes':
      for await (const bytes of streams.stdin) await streams.stdout(bytes)
      return { kind: 'exited', code: killed.aborted ? killedCode : 0 }
    case 'pours':
      for (let left = behaviour.bytes; left > 0 && !killed.aborted; left -= pouredAtOnce)
        await streams.stdout(Buffer.alloc(Math.min(left, pouredAtOnce), 'portolan\n'))
      return { kind: 'exited', code: killed.aborted ? killedCode : 0 }
    case 'no-such-program':
      return { kind: 'not-started', words: noSuchProgram(command[0] ?? '') }
    case 'not-started':
      return { kind: 'not-started', words: behaviour.text }
    case 'program':
      return { kind: 'exited', code: await behaviour.run(command, streams, killed) }
    default:
      return behaviour satisfies never
  }
}

/** runc's words, as the lab's containerd 1.6 passed them on. */
function noSuchProgram(program: string): string {
  const quoted = JSON.stringify(program)
  const why = program.includes('/')
    ? `stat ${program}: no such file or directory`
    : 'executable file not found in $PATH'
  return `OCI runtime exec failed: exec failed: unable to start container process: exec: ${quoted}: ${why}: unknown`
}
