import { insideRoutes } from '@portolan/contract/inside-routes'
import { problem } from '@portolan/contract/problem'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { scriptedReader } from '../testing/scripted-reader.ts'

const words = 'exec: "/bin/sh": stat /bin/sh: no such file or directory'
const withoutShell = () =>
  scriptedReader({ app: () => ({ fails: new TunnelError('no-such-program', words) }) })

function frontend({ sandbox, cluster }: PortolanOnSandbox) {
  const { object } = sandbox.pod('shop/frontend')
  const { namespace = '', name } = object.metadata
  const { spec } = z.parse(
    z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })) }) }),
    object,
  )
  return { path: `${cluster}/pods/${namespace}/${name}/inside`, image: spec.containers[0]?.image ?? '' }
}

const addedTo = ({ sandbox }: PortolanOnSandbox) =>
  z.parse(
    z.object({
      spec: z.object({ ephemeralContainers: z.optional(z.array(z.looseObject({ name: z.string() }))) }),
    }),
    sandbox.pod('shop/frontend').object,
  ).spec.ephemeralContainers ?? []

const patches = ({ sandbox }: PortolanOnSandbox) => sandbox.seen().filter(({ method }) => method === 'PATCH')

test('a container without a shell is read from the debug container that was put beside it', async () => {
  const reader = withoutShell()
  await using portolan = await portolanOnSandbox({ reader })
  const { path, image } = frontend(portolan)
  const asked = { container: 'app', image, trace: true, stays: true }
  const { status, body } = await portolan.post(`${path}/debug-container`, asked)
  expect(status).toBe(200)
  const { name, state } = z.parse(insideRoutes.debugContainer.answer, body)
  expect(state).toBe('running')
  expect(addedTo(portolan)).toEqual([
    {
      name,
      image,
      imagePullPolicy: 'IfNotPresent',
      command: ['sleep', '900'],
      targetContainerName: 'app',
      securityContext: { capabilities: { add: ['SYS_PTRACE'] }, readOnlyRootFilesystem: true },
    },
  ])
  expect(portolan.logged.some((line) => line.includes('a debug container is put into a pod'))).toBe(true)
  const look = z.parse(insideRoutes.insideLook.answer, (await portolan.post(path, {})).body)
  expect(reader.asked.map(({ container }) => container)).toContain(name)
  expect(reader.asked.map(({ container }) => container)).not.toContain('app')
  expect(look.containers.find((one) => one.name === 'app')?.outcome).toMatchObject({
    kind: 'read',
    by: 'debug-container',
  })
  expect(look.containers.some((one) => one.name === name)).toBe(false)
})

test(
  'an image that cannot be pulled is told of, and nothing is waited for longer than a while',
  { timeout: 30_000 },
  async () => {
    await using portolan = await portolanOnSandbox({ reader: withoutShell() })
    const { path } = frontend(portolan)
    const asked = { container: 'app', image: 'nowhere/shell:1', trace: true, stays: true }
    const { body } = await portolan.post(`${path}/debug-container`, asked)
    expect(body).toMatchObject({ state: 'waiting', text: expect.stringContaining('ErrImagePull') })
    const look = z.parse(insideRoutes.insideLook.answer, (await portolan.post(path, {})).body)
    expect(look.containers.find((one) => one.name === 'app')?.outcome).toMatchObject({ reason: 'no-shell' })
  },
)

test('nothing is put into a pod without the right, the confirmation, or a running container', async () => {
  await using portolan = await portolanOnSandbox({
    reader: withoutShell(),
    user: 'shop-operator',
    namespaces: ['shop'],
  })
  const { path, image } = frontend(portolan)
  const asked = { container: 'app', image, trace: true, stays: true }
  const forbidden = await portolan.post(`${path}/debug-container`, asked)
  expect([forbidden.status, z.parse(problem, forbidden.body)]).toMatchObject([
    403,
    { code: 'forbidden', detail: expect.stringContaining('cannot patch pods/ephemeralcontainers') },
  ])
  for (const wrong of [{ stays: false }, { image: '-v /:/host' }, { container: 'nobody' }]) {
    const { status } = await portolan.post(`${path}/debug-container`, { ...asked, ...wrong })
    expect(status).toBe(400)
  }
  expect(patches(portolan)).toEqual([])
})

test.each([
  ['--no-exec', { exec: false }],
  ['--read-only', { readOnly: true }],
])('%s forbids it', async (option, started) => {
  await using portolan = await portolanOnSandbox({ reader: withoutShell(), ...started })
  const { path, image } = frontend(portolan)
  const { status, body } = await portolan.post(`${path}/debug-container`, {
    container: 'app',
    image,
    trace: false,
    stays: true,
  })
  expect([status, body]).toMatchObject([403, { detail: expect.stringContaining(option) }])
  expect(patches(portolan)).toEqual([])
})
