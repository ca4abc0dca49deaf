import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { execInPod, type ExecOptions } from './exec-in-pod.ts'
import {
  kubeConfigFrom,
  meshUnderTest,
  never,
  until,
  podUnderTest,
  type MeshUnderTest,
} from './testing/mesh-under-test.ts'
import { ApiServerAccess } from './api-server-access.ts'

let mesh: MeshUnderTest
beforeAll(async () => {
  mesh = await meshUnderTest()
})
afterAll(() => mesh[Symbol.asyncDispose]())
afterEach(async () => {
  mesh.sandbox.api.heal()
  mesh.sandbox.pod(podUnderTest).heal()
  await until(() => mesh.sandbox.execs().open === 0)
})

const pod = () => mesh.sandbox.pod(podUnderTest)
const target = { namespace: 'shop', name: 'native-sidecar-abcde', container: 'app' }

function run(options: Partial<ExecOptions> = {}, where = target, access = mesh.access) {
  return execInPod(access, where, ['sh', '-c', 'a & b'], {
    signal: never,
    deadlineMs: 5_000,
    maxBytes: 1_000_000,
    ...options,
  })
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  )

describe('a command that ends', () => {
  test('brings both outputs and the exit code', async () => {
    const words: (readonly string[])[] = []
    pod().say('app', {
      kind: 'program',
      run: async (command, output) => {
        words.push(command)
        await output.stdout(Buffer.from('out'))
        await output.stderr(Buffer.from('err'))
        await output.stdout(Buffer.from('put'))
        return 3
      },
    })
    const result = await run()
    expect([String(Buffer.from(result.stdout)), String(Buffer.from(result.stderr))]).toEqual([
      'output',
      'err',
    ])
    expect([result.exitCode, result.cut]).toEqual([3, false])
    expect(words).toEqual([['sh', '-c', 'a & b']])
  })

  test('brings every byte as it is', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 37) % 256))
    pod().say('app', { kind: 'prints', stdout: bytes })
    expect(Buffer.from((await run()).stdout).equals(bytes)).toBe(true)
  })

  test('speaks v4 with an API server that knows no v5', async () => {
    await using old = await meshUnderTest({ sandbox: { kubernetesVersion: 'v1.29.4' } })
    old.sandbox.pod(podUnderTest).say('app', { kind: 'prints', stdout: 'v4', exitCode: 9 })
    expect(await run({}, target, old.access)).toMatchObject({ exitCode: 9 })
    old.sandbox.pod(podUnderTest).heal()
    expect(await failure(run({}, target, old.access))).toMatchObject({ code: 'no-such-program' })
    expect(await failure(run({}, { ...target, container: 'istio-init' }, old.access))).toMatchObject({
      code: 'pod-not-running',
      status: 500,
      text: 'container not found ("istio-init")',
    })
  })
})

describe('too much', () => {
  test('50 MB are cut where the room ends, and the connection is closed', async () => {
    pod().say('app', { kind: 'pours', bytes: 50_000_000 })
    const result = await run({ maxBytes: 100_000 })
    expect([result.cut, result.stdout.length, result.exitCode]).toEqual([true, 100_000, -1])
    await expect.poll(() => mesh.sandbox.execs().open).toBe(0)
    // What it goes on to write is dropped by the runtime, so it comes to its end.
    await expect.poll(() => pod().commands).toEqual([])
  })

  test('50 MB fit where there is room', async () => {
    pod().say('app', { kind: 'pours', bytes: 50_000_000 })
    const result = await run({ maxBytes: 50_000_000, deadlineMs: 30_000 })
    expect([result.cut, result.stdout.length, result.exitCode]).toEqual([false, 50_000_000, 0])
  })

  test('both outputs share the room', async () => {
    pod().say('app', { kind: 'prints', stdout: 'x'.repeat(60), stderr: 'y'.repeat(60) })
    const result = await run({ maxBytes: 100 })
    expect([result.cut, result.stdout.length, result.stderr.length]).toEqual([true, 60, 40])
  })
})

describe('a command that does not end', () => {
  test.each(['v1.34.4', 'v1.29.4'])(
    'ends with its input when it is broken off, as with %s',
    async (version) => {
      await using cluster = await meshUnderTest({ sandbox: { kubernetesVersion: version } })
      const inside = cluster.sandbox.pod(podUnderTest)
      inside.say('app', { kind: 'echoes' })
      const giving = new AbortController()
      const failed = failure(run({ signal: giving.signal }, target, cluster.access))
      await expect.poll(() => inside.commands).toHaveLength(1)
      giving.abort()
      expect(await failed).toMatchObject({ code: 'aborted' })
      await expect.poll(() => inside.commands).toEqual([])
    },
  )

  test('the deadline ends waiting', async () => {
    pod().say('app', { kind: 'never-ends', stdout: 'begun' })
    expect(await failure(run({ deadlineMs: 100 }))).toMatchObject({
      code: 'timeout',
      text: 'the command in the container app took longer than 100 ms',
    })
  })

  test('the caller’s signal ends waiting, before and during', async () => {
    pod().say('app', { kind: 'never-ends' })
    expect(await failure(run({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' })
    const giving = new AbortController()
    const failed = failure(run({ signal: giving.signal }))
    await expect.poll(() => mesh.sandbox.execs().open).toBe(1)
    giving.abort()
    expect(await failed).toMatchObject({ code: 'aborted' })
  })

  test('a peer that answers no ping is given up', async () => {
    pod().say('app', { kind: 'never-ends' })
    const failed = failure(run({ pingEvery: 20, pongWithin: 30 }))
    await expect.poll(() => mesh.sandbox.execs().open).toBe(1)
    mesh.sandbox.api.muteTunnels()
    expect(await failed).toMatchObject({ code: 'unresponsive' })
    mesh.sandbox.api.dropTunnels()
  })

  test('a connection that breaks is told of', async () => {
    pod().say('app', { kind: 'never-ends' })
    const failed = failure(run())
    await expect.poll(() => mesh.sandbox.execs().open).toBe(1)
    mesh.sandbox.api.dropTunnels()
    expect(await failed).toMatchObject({ code: 'closed' })
  })

  test('a frozen kubelet is waited for as long as the deadline says', async () => {
    mesh.sandbox.api.freezeKubelet()
    expect(await failure(run({ deadlineMs: 100 }))).toMatchObject({ code: 'timeout' })
  })
})

describe('what refuses', () => {
  test('a program that the image lacks', async () => {
    expect(await failure(run())).toMatchObject({
      code: 'no-such-program',
      text: expect.stringContaining('exec: "sh": executable file not found in $PATH'),
    })
  })

  test.each([
    [{ ...target, container: 'nosuch' }, 'no-such-container', 400],
    [{ ...target, container: 'istio-init' }, 'pod-not-running', 500],
    [{ ...target, name: 'nosuch' }, 'pod-not-found', 404],
    [{ namespace: 'legacy', name: 'pending', container: 'app' }, 'pod-not-scheduled', 400],
    [{ namespace: 'legacy', name: 'completed', container: 'app' }, 'pod-not-running', 500],
    [{ namespace: 'legacy', name: 'crash-looping', container: 'app' }, 'pod-not-running', 500],
  ])('%j is %s', async (where, code, status) => {
    expect(await failure(run({}, where))).toMatchObject({ code, status })
  })

  test('a missing right, in the words of the API server', async () => {
    const viewer = new ApiServerAccess(kubeConfigFrom(mesh.sandbox.kubeconfig('viewer')))
    expect(await failure(run({}, target, viewer))).toMatchObject({
      code: 'forbidden',
      status: 403,
      text: expect.stringContaining('cannot get resource "pods/exec"'),
    })
    viewer[Symbol.dispose]()
  })

  test('a kubelet that is down, an API server that is gone', async () => {
    mesh.sandbox.api.stopKubelet()
    expect(await failure(run())).toMatchObject({ code: 'kubelet-unreachable' })
    mesh.sandbox.api.heal()
    await mesh.sandbox.api.down()
    expect(await failure(run())).toMatchObject({ code: 'api-unreachable' })
    await mesh.sandbox.api.up()
  })

  test('a target that cannot exist is never asked for', async () => {
    expect(await failure(run({}, { ...target, name: 'a/b' }))).toBeInstanceOf(RangeError)
    expect(await failure(run({}, { ...target, namespace: '..' }))).toBeInstanceOf(RangeError)
  })
})
