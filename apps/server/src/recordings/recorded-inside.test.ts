import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { podHealth } from '@portolan/contract/health'
import { insideLook } from '@portolan/contract/inside'
import { insideRoutes } from '@portolan/contract/inside-routes'
import { routes } from '@portolan/contract/routes'
import { meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { parseReadOutput } from '@portolan/inside/proc/read-output'
import { printReadOutput } from '@portolan/inside/proc/print-output'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

const pod = 'shop/native-sidecar-abcde'
const password = 'hunter2-in-a-log'
/** No secret by its looks, and nobody's business either. */
const argument = 'customer-4711.example'

/** What the reader printed in a container of a real pod, whose programs got an argument. */
async function printed(container: string): Promise<string> {
  const name = `../../../../packages/inside/src/proc/fixtures/cart-${container}.bin`
  const texts = parseReadOutput(await readFile(new URL(name, import.meta.url)))
  return printReadOutput({
    ...texts,
    processes: texts.processes.map((process) => ({ ...process, cmdline: `${process.cmdline}${argument}\0` })),
  })
}

async function start(): Promise<PortolanOnSandbox> {
  const portolan = await portolanOnSandbox({ sandbox: { mesh: meshOfKinds() } })
  for (const container of ['app', 'istio-proxy'])
    portolan.sandbox.pod(pod).say(container, { kind: 'prints', stdout: await printed(container) })
  await portolan.sandbox.pod(pod).writeLog('app', `connecting with password=${password}`)
  return portolan
}

/** Records the pod through the API, as the dialog does. */
async function record(portolan: PortolanOnSandbox, wanted: object): Promise<Buffer> {
  const [namespace, name] = pod.split('/')
  const body = { pods: [{ namespace, name }], ...wanted }
  const { task } = z.parse(routes.snapshot.answer, (await portolan.post(`${portolan.cluster}/snapshots`, body)).body)
  await using live = await portolan.live(['tasks'])
  let file = ''
  await live.find((event) => {
    const found = event.kind === 'tasks' ? event.tasks.find(({ id, state }) => id === task && state === 'done') : undefined
    if (found?.result?.kind === 'file') file = found.result.path
    return file !== ''
  })
  const response = await fetch(`${portolan.origin}${file}`, { headers: { 'x-portolan-token': portolan.token } })
  return Buffer.from(await response.arrayBuffer())
}

/** Opens a recording beside the cluster; the path of its API. */
async function play(portolan: PortolanOnSandbox, file: Buffer): Promise<string> {
  const response = await fetch(`${portolan.origin}/api/recordings`, {
    method: 'POST',
    body: new Uint8Array(file),
    headers: { 'content-type': 'application/gzip', 'x-portolan-token': portolan.token, origin: portolan.origin },
  })
  const { cluster } = z.parse(routes.openRecording.answer, await response.json())
  return `/api/clusters/${encodeURIComponent(cluster)}`
}

async function lookAt(portolan: PortolanOnSandbox, cluster: string) {
  const { status, body } = await portolan.post(`${cluster}/pods/${pod}/inside`, {})
  expect(status).toBe(200)
  return z.parse(insideLook, body)
}

async function logOf(portolan: PortolanOnSandbox, cluster: string): Promise<string> {
  const response = await fetch(`${portolan.origin}${cluster}/pods/${pod}/logs?container=app&tail=100`, {
    headers: { 'x-portolan-token': portolan.token },
  })
  return response.text()
}

test('processes, sockets, redirection, health and logs are the same from a recording as live', async () => {
  await using portolan = await start()
  const file = await record(portolan, { lookInside: true, logs: true })
  const played = await play(portolan, file)

  const [live, recorded] = [await lookAt(portolan, portolan.cluster), await lookAt(portolan, played)]
  expect(recorded.sockets).toEqual(live.sockets)
  expect(recorded.missing).toEqual(live.missing)
  expect(recorded.containers.map(({ name, outcome }) => [name, outcome.kind])).toEqual(
    live.containers.map(({ name, outcome }) => [name, outcome.kind]),
  )
  const processes = ({ containers }: typeof live) =>
    containers.flatMap(({ outcome }) =>
      outcome.kind === 'read'
        ? outcome.processes.map(({ pid, parent, name, uid, threads, residentBytes, openFiles }) => ({
            pid,
            parent,
            name,
            uid,
            threads,
            residentBytes,
            openFiles,
          }))
        : [],
    )
  expect(processes(live).length).toBeGreaterThan(2)
  expect(processes(recorded)).toEqual(processes(live))

  const view = async (cluster: string, name: string) => (await portolan.get(`${cluster}/pods/${pod}/${name}`)).body
  expect(z.parse(insideRoutes.redirection.answer, await view(played, 'redirection'))).toEqual(
    z.parse(insideRoutes.redirection.answer, await view(portolan.cluster, 'redirection')),
  )
  const chainOf = async (cluster: string) => {
    const { containers, headline } = z.parse(podHealth, await view(cluster, 'health'))
    const hops = containers.map(({ name, probes }) => [
      name,
      probes.map((probe) => [probe.kind, probe.hops.map((hop) => hop.at)]),
    ])
    return { headline: headline.kind, hops }
  }
  expect(await chainOf(played)).toEqual(await chainOf(portolan.cluster))

  const [said, kept] = [await logOf(portolan, portolan.cluster), await logOf(portolan, played)]
  expect(said).toContain(`connecting with password=${password}`)
  expect(kept).toBe(said.replaceAll(password, '[redacted]'))
})

test('nothing secret of an inside is in the file, and arguments of applications are not either', async () => {
  await using portolan = await start()
  const live = await lookAt(portolan, portolan.cluster)
  expect(JSON.stringify(live)).toContain(argument)
  const unpacked = gunzipSync(await record(portolan, { lookInside: true, logs: true })).toString('latin1')
  expect(unpacked).toContain('portolan-inside')
  expect(unpacked).not.toContain(password)
  expect(unpacked).not.toContain(argument)
})

test('every command of a recording is in the request panel, and audited', async () => {
  await using portolan = await start()
  await record(portolan, { lookInside: true })
  const { requests } = z.parse(routes.requests.answer, (await portolan.get('/api/requests')).body)
  const execs = requests.filter(({ target }) => target.kind === 'exec')
  expect(execs.map(({ why }) => why)).toEqual(['snapshot', 'snapshot'])
  expect(portolan.logged.filter((line) => line.includes('a recording of insides'))).toHaveLength(1)
})

test('without looks and logs a recording executes nothing, and says what it does not hold', async () => {
  await using portolan = await start()
  const played = await play(portolan, await record(portolan, {}))
  expect(portolan.sandbox.seen().filter(({ url }) => url.includes('/exec?'))).toEqual([])
  const { containers, sockets } = await lookAt(portolan, played)
  expect(sockets).toEqual([])
  expect(
    containers.map(({ name, outcome }) => [name, outcome.kind === 'unread' ? outcome.reason : outcome.kind]),
  ).toEqual([
    ['istio-init', 'not-running'],
    ['istio-proxy', 'not-recorded'],
    ['app', 'not-recorded'],
  ])
  expect(await logOf(portolan, played)).toContain('not in this recording')
})

test('a server without exec records no inside', async () => {
  await using portolan = await portolanOnSandbox({ exec: false })
  expect(await portolan.post(`${portolan.cluster}/snapshots`, { lookInside: true })).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
})
