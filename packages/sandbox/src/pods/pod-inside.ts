import type { CommandInput } from './command-input.ts'

/** What a command reads, and where what it writes goes: resolved when there is room for more; what nobody reads any more is dropped. */
export type CommandStreams = {
  readonly stdin: CommandInput
  stdout(bytes: Uint8Array): Promise<void>
  stderr(bytes: Uint8Array): Promise<void>
}

/** What becomes of a command. */
export type ExecBehaviour =
  /** Writes and ends. */
  | {
      readonly kind: 'prints'
      readonly stdout?: string | Uint8Array
      readonly stderr?: string | Uint8Array
      readonly exitCode?: number
    }
  /** Writes, and then runs until its container ends: it does not look at its input. */
  | { readonly kind: 'never-ends'; readonly stdout?: string }
  /** Writes what it reads, as `cat` does, until its input ends. */
  | { readonly kind: 'echoes' }
  /** Writes so many bytes and ends. */
  | { readonly kind: 'pours'; readonly bytes: number }
  /** The image has no such program. */
  | { readonly kind: 'no-such-program' }
  /** It could not be started, in the runtime's words. */
  | { readonly kind: 'not-started'; readonly text: string }
  /** Anything else; `killed` when its container ends. Resolves with the exit code. */
  | {
      readonly kind: 'program'
      readonly run: (
        command: readonly string[],
        streams: CommandStreams,
        killed: AbortSignal,
      ) => Promise<number>
    }

/** What a command does in one container. */
export type PodExec = {
  readonly container: string
  /** Whether it is this command; any one when left out. */
  readonly fits?: (command: readonly string[]) => boolean
  readonly behaviour: ExecBehaviour
}

/** One line of a log; the time is RFC 3339 with up to nine digits of a second. */
export type LogLine = { readonly at: string; readonly text: string }

/** What one container wrote: the one that runs, or the one before it. */
export type PodLog = {
  readonly container: string
  readonly previous?: boolean
  readonly lines: readonly LogLine[]
}

/** What commands say in a pod, and what its containers wrote. */
export type PodInside = {
  /** The first that fits is taken. */
  readonly execs?: readonly PodExec[]
  readonly logs?: readonly PodLog[]
  /** Why nobody knows what a container wrote whose log is not among these; without it such a one wrote nothing. */
  readonly whyNoLog?: (container: string) => string
  /** What becomes of every other command in a container; without it the images have no program at all. */
  readonly otherwise?: (container: string) => ExecBehaviour
}
