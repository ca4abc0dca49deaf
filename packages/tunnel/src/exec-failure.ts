import type { TunnelErrorCode } from '@portolan/contract/evidence'
import { readExecStatus, type ExecStatus } from '@portolan/contract/kubernetes-status'
import { TunnelError } from './tunnel-error.ts'
import { nodeFailureCode } from './upgrade-failure.ts'

/**
 * Reads how a command ended from its error channel.
 * @returns the exit code
 * @throws TunnelError when it did not run, or nobody knows how it ended
 */
export function readExitCode(text: string): number {
  const status = readExecStatus(text)
  if (status === undefined) throw execFailure(text)
  if (status.status === 'Success') return 0
  const exitCode = exitCodeOf(status)
  if (exitCode !== undefined) return exitCode
  throw execFailure(status.message ?? 'the command failed, and nobody said why', status)
}

function exitCodeOf({ reason, details }: ExecStatus): number | undefined {
  if (reason !== 'NonZeroExitCode') return undefined
  const cause = details?.causes?.find((one) => one.reason === 'ExitCode')
  return /^\d{1,9}$/.test(cause?.message ?? '') ? Number(cause?.message) : undefined
}

function execFailure(text: string, status?: ExecStatus): TunnelError {
  const { reason, code } = status ?? {}
  return new TunnelError(execFailureCode(text), text.trim(), {
    ...(code === undefined ? {} : { status: code }),
    ...(reason === undefined ? {} : { reason }),
  })
}

/**
 * The runtime could not start the program: no such file, or one that may not be
 * executed or is for another machine. Only where the runtime quotes the
 * program: a cgroup that is gone is "no such file or directory", too.
 * @see Go: os/exec, Error; runc: libcontainer/init_linux.go; crun: src/libcrun/linux.c
 */
const notStarted = [
  /exec: "(?:[^"\\]|\\.)*": (?:stat .*: )?(?:executable file not found|no such file or directory|not a directory|permission denied|exec format error|is a directory)/s,
  /executable file `.*` not found|exec [^\s:]+: (?:no such file or directory|exec format error)|invoke a command that was not found/s,
]

const notRunning =
  /container is in CONTAINER_\w+ state|cannot exec in a stopped|container has stopped|no running task found|process already finished|sandbox .*not found|unable to find container/

function execFailureCode(text: string): TunnelErrorCode {
  if (notStarted.some((pattern) => pattern.test(text))) return 'no-such-program'
  if (notRunning.test(text)) return 'pod-not-running'
  const node = nodeFailureCode(text)
  if (node !== undefined) return node
  if (/i\/o timeout|deadline exceeded|connection timed out|timed out/.test(text)) return 'timeout'
  return 'upgrade-failed'
}
