import type { RecordedExec, RecordedPod } from '@portolan/recording/entries'
import { notInRecording } from '@portolan/recording/not-in-recording'
import type { ExecBehaviour, PodInside } from '../pods/pod-inside.ts'

/** What of a container is not in the recording, and the reason where one was written down. */
export type InsideGap = (what: 'inside' | 'log', container: string) => string | undefined

/**
 * What commands say in a recorded pod, and what its containers wrote. A command
 * that was not recorded is not one that the image lacks, and a log that was not
 * recorded is not an empty one: whoever asks for it is told.
 */
export function recordedInside(entry: RecordedPod | undefined, gapOf: InsideGap): PodInside {
  const execs = entry?.execs ?? []
  return {
    execs: execs.map((exec) => ({
      container: exec.container,
      fits: (command) => isSame(exec.command, command),
      behaviour: behaviourOf(exec),
    })),
    logs: entry?.logs ?? [],
    whyNoLog: (container) => missing(`the log of ${container}`, gapOf('log', container)),
    otherwise: (container) => ({
      kind: 'not-started',
      text: missing('this command', gapOf('inside', container)),
    }),
  }
}

function missing(what: string, gap: string | undefined): string {
  return `${what} is ${notInRecording}${gap === undefined ? '' : `: ${gap}`}`
}

function behaviourOf({ stdout, stderr, exitCode, notStarted }: RecordedExec): ExecBehaviour {
  if (notStarted !== undefined) return { kind: 'not-started', text: notStarted }
  return {
    kind: 'prints',
    stdout,
    ...(stderr === undefined ? {} : { stderr }),
    ...(exitCode === undefined ? {} : { exitCode }),
  }
}

/**
 * The same words; or another edition of the same script: a recording is played
 * by later versions, too. A script of ours says the name and number of the
 * format that it prints, and that alone is compared: the rest of its text may
 * change as long as it prints the same.
 */
function isSame(recorded: readonly string[], asked: readonly string[]): boolean {
  if (recorded.length !== asked.length) return false
  const different = recorded.findIndex((word, index) => word !== asked[index])
  if (different === -1) return true
  const format = /portolan-[a-z]+ \d+ /.exec(recorded[different] ?? '')?.[0]
  const isScript = different === recorded.length - 1 && format !== undefined
  return isScript && asked[different]?.includes(format) === true
}
