import type { ContainerHealth, EndedRun } from '@portolan/contract/health'
import type { HealthState, HealthStatus, TerminatedState } from './health-pod.ts'

/** What Kubernetes says a container is doing now. */
export function stateOf(state: HealthState | undefined): ContainerHealth['state'] {
  if (state?.running) return { kind: 'running', ...told({ startedAt: state.running.startedAt }) }
  if (state?.waiting) {
    const { reason, message } = state.waiting
    return { kind: 'waiting', ...told({ reason, message }) }
  }
  if (state?.terminated) return { kind: 'ended', run: endedRun(state.terminated) }
  return { kind: 'none' }
}

/** The ended lives that the status tells of, latest first, and how many restarts it has forgotten. */
export function endedRuns(status: HealthStatus | undefined): {
  readonly ended: EndedRun[]
  readonly forgotten: number
} {
  const ended = [status?.state?.terminated, status?.lastState?.terminated].flatMap((one) =>
    one === undefined ? [] : [endedRun(one)],
  )
  // Every restart ended a life; the one that stands in `state` has not been restarted yet.
  const told = status?.lastState?.terminated === undefined ? 0 : 1
  return { ended, forgotten: Math.max(0, (status?.restartCount ?? 0) - told) }
}

function endedRun(state: TerminatedState): EndedRun {
  const { reason, message, exitCode, signal, startedAt, finishedAt } = state
  return {
    exitCode,
    ...told({ reason, message, startedAt, finishedAt }),
    ...(signal ? { signal } : {}),
    meaning: meaningOf(state),
  }
}

/**
 * What an exit code says by itself. 128 and more is a signal that ended the
 * program, 126 and 127 are the shell's and the runtime's.
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_08_02
 */
export function meaningOf({
  reason,
  exitCode,
  signal,
}: Pick<TerminatedState, 'reason' | 'exitCode' | 'signal'>): EndedRun['meaning'] {
  if (reason === 'OOMKilled') return 'out-of-memory'
  if (reason === 'ContainerCannotRun' || reason === 'StartError') return 'could-not-start'
  // What the kubelet writes when the runtime has no trace of the container, e.g. after the node went down.
  if (reason === 'ContainerStatusUnknown' || (reason === 'Unknown' && exitCode === 255))
    return 'runtime-lost-it'
  if (signal) return ofSignal(signal)
  switch (exitCode) {
    case 0:
      return 'success'
    case 126:
      return 'cannot-execute'
    case 127:
      return 'no-such-program'
    default:
      return exitCode > 128 && exitCode <= 128 + 64 ? ofSignal(exitCode - 128) : 'own'
  }
}

function ofSignal(signal: number): EndedRun['meaning'] {
  switch (signal) {
    case 2:
      return 'interrupted'
    case 6:
      return 'aborted'
    case 9:
      return 'killed'
    case 11:
      return 'segmentation-fault'
    case 15:
      return 'asked-to-end'
    default:
      return 'by-signal'
  }
}

/** Without what Kubernetes leaves empty, or writes as null. */
function told<K extends string>(
  fields: Readonly<Record<K, string | null | undefined>>,
): Partial<Record<K, string>> {
  const kept: Partial<Record<K, string>> = {}
  for (const name in fields) {
    const value = fields[name]
    if (value) kept[name] = value
  }
  return kept
}
