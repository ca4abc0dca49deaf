import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { meshOfKinds } from './generate-mesh.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'
import { runExec } from './testing/exec-client.ts'
import { UpgradeRefused } from './testing/forward-client.ts'

const pod = 'shop/native-sidecar-abcde'
const v5 = ['v5.channel.k8s.io', 'v4.channel.k8s.io']
const v4 = ['v4.channel.k8s.io']

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ mesh: meshOfKinds() })
})
afterAll(() => sandbox[Symbol.asyncDispose]())
afterEach(() => {
  sandbox.api.heal()
  sandbox.pod(pod).heal()
})

const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof UpgradeRefused ? [error.status, error.message] : error),
  )

describe('pods/exec', () => {
  test('a command writes, and its exit code is the status; v5 is what is taken where both are offered', async () => {
    sandbox.pod(pod).say('app', { kind: 'prints', stdout: 'out\n', stderr: 'err\n', exitCode: 3 })
    expect(await runExec(sandbox, pod, 'app', ['sh', '-c', 'x'], v5)).toEqual({
      protocol: 'v5.channel.k8s.io',
      stdout: 'out\n',
      stderr: 'err\n',
      status: {
        metadata: {},
        status: 'Failure',
        message: 'command terminated with non-zero exit code: command terminated with exit code 3',
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: '3' }] },
      },
      closeCode: 1000,
    })
    expect(await runExec(sandbox, pod, 'app', ['sh', '-c', 'x'], v4)).toMatchObject({
      protocol: 'v4.channel.k8s.io',
      status: {
        message: 'command terminated with non-zero exit code: error executing command [sh -c x], exit code 3',
      },
    })
  })

  test('an API server before 1.30 knows v4 only', async () => {
    await using old = await startSandbox({ mesh: meshOfKinds(), kubernetesVersion: 'v1.29.4' })
    old.pod(pod).say('app', { kind: 'prints' })
    const seen = await runExec(old, pod, 'app', ['true'], v5)
    expect([seen.protocol, seen.status]).toEqual(['v4.channel.k8s.io', { metadata: {}, status: 'Success' }])
    expect(await refusalOf(runExec(old, pod, 'app', ['true'], ['v5.channel.k8s.io']))).toEqual([403, ''])
  })

  test('an image without a shell says so in the runtime’s words, once more quoted by an API server that speaks v5', async () => {
    const said =
      /^Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "sh": executable file not found in \$PATH: unknown$/
    const one = await runExec(sandbox, pod, 'app', ['sh'], v4)
    expect(one.status).toMatchObject({
      reason: 'InternalError',
      code: 500,
      message: expect.stringMatching(said),
    })
    const other = await runExec(sandbox, pod, 'app', ['/bin/sh'], v5)
    expect(other.status).toMatchObject({
      message: expect.stringMatching(
        /^Internal error occurred: Internal error occurred: .* exec: "\/bin\/sh": stat \/bin\/sh: no such file or directory: unknown$/,
      ),
    })
  })

  test('a container that does not run refuses the upgrade with v4, and with v5 after it', async () => {
    expect(await refusalOf(runExec(sandbox, 'legacy/crash-looping', 'app', ['true'], v4))).toEqual([
      500,
      'container not found ("app")',
    ])
    const { status } = await runExec(sandbox, 'legacy/crash-looping', 'app', ['true'], v5)
    expect(status).toMatchObject({
      message: 'Internal error occurred: unable to upgrade connection: container not found ("app")',
    })
  })

  test('a kubelet that is down is told of', async () => {
    sandbox.api.stopKubelet()
    expect(await refusalOf(runExec(sandbox, pod, 'app', ['true'], v4))).toEqual([
      500,
      expect.stringContaining('error dialing backend: dial tcp 10.0.0.1:10250: connect: connection refused'),
    ])
    const { status } = await runExec(sandbox, pod, 'app', ['true'], v5)
    expect(status).toMatchObject({
      message: expect.stringMatching(
        /^Internal error occurred: error sending request: Post "https:\/\/10\.0\.0\.1:10250\/exec\/shop\/native-sidecar-abcde\/app": dial tcp/,
      ),
    })
  })

  test('a command goes on when its client goes, until its container ends', async () => {
    sandbox.pod(pod).say('app', { kind: 'never-ends', stdout: 'here' })
    const seen = runExec(sandbox, pod, 'app', ['sleep', 'infinity'], v5)
    await expect.poll(() => sandbox.pod(pod).commands).toHaveLength(1)
    sandbox.api.dropTunnels()
    expect((await seen).closeCode).toBe(1006)
    await expect.poll(() => sandbox.execs().open).toBe(0)
    expect(sandbox.pod(pod).commands).toEqual([{ container: 'app', command: ['sleep', 'infinity'] }])
    sandbox.pod(pod).crashContainer('app')
    await expect.poll(() => sandbox.pod(pod).commands).toEqual([])
    sandbox.pod(pod).restartContainer('app')
  })

  test('a command that is killed with its container ends with 137', async () => {
    sandbox.pod(pod).say('app', { kind: 'never-ends' })
    const seen = runExec(sandbox, pod, 'app', ['sleep', 'infinity'], v5)
    await expect.poll(() => sandbox.pod(pod).commands).toHaveLength(1)
    sandbox.pod(pod).crashContainer('app')
    expect((await seen).status).toMatchObject({ details: { causes: [{ message: '137' }] } })
    sandbox.pod(pod).restartContainer('app')
  })
})
