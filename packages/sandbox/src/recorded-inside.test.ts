import { expect, onTestFinished, test } from 'vitest'
import type { RecordedPod } from '@portolan/recording/entries'
import type { KubeObject } from './kube-object.ts'
import { generatedPod } from './meshes/generated-pod.ts'
import { recordedMesh } from './recorded-mesh.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'
import { runExec, type ExecSeen } from './testing/exec-client.ts'
import { makeRecording } from './testing/make-recording.ts'

const key = 'shop/cart-1'
const pods: readonly KubeObject[] = [
  generatedPod({ meta: { namespace: 'shop', name: 'cart-1' }, containers: [{ name: 'app', image: 'app' }] }),
]

type Inside = Pick<RecordedPod, 'execs' | 'logs'>

async function play(...insides: readonly Inside[]): Promise<Sandbox> {
  const recording = await makeRecording({
    moments: insides.map((inside, index) => ({
      startedAt: `2026-11-23T04:00:0${index}Z`,
      endedAt: `2026-11-23T04:00:0${index}Z`,
      pods,
      ports: async () => ({ [key]: {} }),
      inside: { [key]: inside },
    })),
  })
  const sandbox = await startSandbox({ mesh: await recordedMesh(recording) })
  onTestFinished(async () => {
    await sandbox[Symbol.asyncDispose]()
    await recording[Symbol.asyncDispose]()
  })
  return sandbox
}

const run = (sandbox: Sandbox, ...command: readonly string[]): Promise<ExecSeen> =>
  runExec(sandbox, key, 'app', command, ['v5.channel.k8s.io'])

const success = { metadata: {}, status: 'Success' }

test('a recorded command says what it said, at each moment what it said then', async () => {
  const cat = ['cat', '/proc/net/tcp']
  const sandbox = await play(
    { execs: [{ container: 'app', command: cat, stdout: 'a\u0000b\n' }] },
    { execs: [{ container: 'app', command: cat, stdout: '', stderr: 'no\n', exitCode: 1 }] },
  )
  expect(await run(sandbox, ...cat)).toMatchObject({ stdout: 'a\u0000b\n', status: success })
  await sandbox.clock?.show(1)
  expect(await run(sandbox, ...cat)).toMatchObject({
    stderr: 'no\n',
    status: { details: { causes: [{ message: '1' }] } },
  })
})

/** A script that says which format it prints, as ours do. */
const script = (edition: string, format = 1) => `${edition}; echo "portolan-test ${format} $n"`

test('a later edition of a script that prints the same format is answered as the recorded one', async () => {
  const command = ['/bin/sh', '-c', script('old')]
  const sandbox = await play({ execs: [{ container: 'app', command, stdout: 'portolan-test 1 x\n' }] })
  expect(await run(sandbox, '/bin/sh', '-c', script('new'))).toMatchObject({ status: success })
  for (const other of [
    ['/bin/sh', '-c', script('new', 2)],
    ['/bin/sh', '-c', 'ls'],
    ['sh', '-c', script('new')],
  ])
    expect((await run(sandbox, ...other)).status).not.toEqual(success)
})

test('a program that was not there is not there, and what was not recorded is said to be that', async () => {
  const words = 'OCI runtime exec failed: exec: "sh": executable file not found in $PATH: unknown'
  const sandbox = await play({
    execs: [{ container: 'app', command: ['sh'], stdout: '', notStarted: words }],
  })
  expect((await run(sandbox, 'sh')).status).toMatchObject({ message: expect.stringContaining(words) })
  expect((await run(sandbox, 'ls')).status).toMatchObject({
    message: expect.stringContaining('this command is not in this recording'),
  })
})
