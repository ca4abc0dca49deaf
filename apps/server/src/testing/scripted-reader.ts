import type { InsideContainer } from '@portolan/contract/inside'
import type { HeldSocket } from '@portolan/inside/sockets/socket-side'
import { abortError } from '@portolan/tunnel/tunnel-error'
import type { ExecResult, ExecTarget, PodReader } from '../inside/pod-reader.ts'

/** How the command of one container ends; `never` runs until it is broken off. */
export type Scripted = Partial<Omit<ExecResult, 'stdout' | 'stderr'>> & {
  readonly stdout?: string
  readonly stderr?: string
  readonly never?: boolean
  readonly fails?: Error
}

/** A way into pods whose answers a test writes, with what it was asked. */
export type ScriptedReader = PodReader & {
  readonly asked: { readonly container: string; readonly command: readonly string[] }[]
  /** Most commands that ever ran at once. */
  most: number
  running: number
  /** Each command waits for this before it ends. */
  hold: Promise<void> | undefined
  /** The table of the pod, which may change between looks. */
  sockets: readonly HeldSocket[]
  script: Readonly<Record<string, (command: readonly string[]) => Scripted>>
}

/** Answers by container; one that no answer was written for prints nothing and ends well. */
export function scriptedReader(script: ScriptedReader['script']): ScriptedReader {
  const reader: ScriptedReader = {
    asked: [],
    most: 0,
    running: 0,
    hold: undefined,
    sockets: [],
    script,
    attempts: (scope) => [
      { by: 'shell', command: ['/bin/sh', '-c', scope] },
      { by: 'tool', command: ['/usr/bin/tool'] },
    ],
    hasTables: ({ bytes }) => bytes.length > 0,
    exec: async ({ container }: ExecTarget, command, { signal }) => {
      reader.asked.push({ container, command })
      reader.running += 1
      reader.most = Math.max(reader.most, reader.running)
      try {
        await reader.hold
        const { stdout = '', stderr = '', ...rest } = reader.script[container]?.(command) ?? {}
        if (rest.fails !== undefined) throw rest.fails
        if (rest.never) await untilAborted(signal)
        return {
          exitCode: rest.exitCode ?? 0,
          cut: rest.cut ?? false,
          stdout: Buffer.from(stdout),
          stderr: Buffer.from(stderr),
        }
      } finally {
        reader.running -= 1
      }
    },
    join: (containers) => {
      const read = containers.find(({ outcome }) => outcome.kind === 'printed')
      return {
        containers: containers.map((one): InsideContainer =>
          one.outcome.kind === 'unread'
            ? { ...one, outcome: one.outcome }
            : { ...one, outcome: { kind: 'read', by: one.outcome.by, processes: [], hidden: [], notes: [] } },
        ),
        sockets: reader.sockets,
        ...(read === undefined ? {} : { socketsFrom: read.name }),
      }
    },
  }
  return reader
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(abortError(signal)), { once: true })
  })
}
