import { expect, test } from 'vitest'
import { readExitCode } from './exec-failure.ts'
import { TunnelError } from './tunnel-error.ts'

const internal = (message: string) =>
  JSON.stringify({ metadata: {}, status: 'Failure', message, reason: 'InternalError', code: 500 })

const exec =
  'Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "2ab8": '
const runc = `${exec}OCI runtime exec failed: exec failed: `

/** Of a command that ended with this code. */
const failed = (message: string) =>
  JSON.stringify({
    metadata: {},
    status: 'Failure',
    message: 'command terminated with non-zero exit code: command terminated with exit code 3',
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message }] },
  })

test('success is 0, and another code is what the cause says', () => {
  expect(readExitCode('{"metadata":{},"status":"Success"}')).toBe(0)
  expect(readExitCode(failed('3'))).toBe(3)
  expect(readExitCode(failed('255'))).toBe(255)
  expect(() => readExitCode(failed('three'))).toThrow(TunnelError)
})

test.each([
  [
    `${runc}unable to start container process: exec: "nope": executable file not found in $PATH: unknown`,
    'no-such-program',
  ],
  [
    `${runc}unable to start container process: exec: "/nope": stat /nope: no such file or directory: unknown`,
    'no-such-program',
  ],
  [`${runc}unable to start container process: exec: "/etc": permission denied: unknown`, 'no-such-program'],
  [
    `${runc}unable to start container process: exec: "a \\"b\\"": executable file not found in $PATH: unknown`,
    'no-such-program',
  ],
  [
    'Internal error occurred: executable file `sh` not found in $PATH: No such file or directory',
    'no-such-program',
  ],
  [`${runc}exec /bin/sh: exec format error: unknown`, 'no-such-program'],
  // A cgroup that is gone is no program that is missing.
  [
    `${runc}unable to start container process: error adding pid 71 to cgroups: failed to write 71: open /sys/fs/cgroup/pids/x/cgroup.procs: no such file or directory: unknown`,
    'upgrade-failed',
  ],
  [`${runc}cannot exec in a stopped container: unknown`, 'pod-not-running'],
  [
    'Internal error occurred: unable to upgrade connection: container not found ("istio-init")',
    'pod-not-running',
  ],
  ['Internal error occurred: unable to upgrade connection: pod does not exist', 'pod-not-running'],
  ['container is in CONTAINER_EXITED state', 'pod-not-running'],
  [
    'Internal error occurred: error sending request: Post "https://10.0.0.1:10250/exec/shop/x/app": dial tcp 10.0.0.1:10250: connect: connection refused',
    'kubelet-unreachable',
  ],
  // The program's name is the program's, whatever it looks like.
  [
    `${runc}unable to start container process: exec: "10250": executable file not found in $PATH: unknown`,
    'no-such-program',
  ],
  [`${exec}context deadline exceeded: unknown`, 'timeout'],
  ['something new', 'upgrade-failed'],
])('the status saying %s is %s', (message, code) => {
  const read = () => readExitCode(internal(message))
  expect(read).toThrow(expect.objectContaining({ code, text: message, status: 500, reason: 'InternalError' }))
})

test('a text that is no status is quoted', () => {
  expect(() => readExitCode('error: no forward')).toThrow(
    expect.objectContaining({ code: 'upgrade-failed', text: 'error: no forward' }),
  )
})
