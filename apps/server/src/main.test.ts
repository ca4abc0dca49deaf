import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { routes } from '@portolan/contract/routes'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { LiveReader } from './testing/live-reader.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
/** No kubeconfig anywhere, and nothing to open a browser with. */
const bare = { PATH: process.env['PATH'] ?? '', HOME: mkdtempSync(join(tmpdir(), 'portolan-home-')) }

/** Runs the real command in a process of its own. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [main, ...args], { env: bare, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = once(child, 'exit').then(([code]) => Number(code))
  return { child, said, ended, [Symbol.dispose]: () => void child.kill('SIGKILL') }
}

async function linkOf(said: { readonly out: string; readonly err: string }) {
  await expect.poll(() => said.out + said.err, { timeout: 15_000 }).toContain('#token=')
  const [, origin = '', token = ''] = /(http:\/\/\S+)\/#token=(\S+)/.exec(said.out) ?? []
  return { origin, token }
}

test('serves the demo, and on SIGINT ends within two seconds with a stream and tunnels open', async () => {
  using portolan = start(['--demo', '--no-open', '--port', '0'])
  const { origin, token } = await linkOf(portolan.said)
  const pods = await LiveReader.open(origin, token, ['pods/demo'])
  const list = await pods.find((event) => event.kind === 'pods' && event.pods.length > 0)
  const pod = list.kind === 'pods' ? list.pods.find(({ kind }) => kind === 'sidecar') : undefined
  const live = await LiveReader.open(origin, token, [`pod/demo/${pod?.namespace}/${pod?.name}`])
  await live.find((event) => event.kind === 'observed' && event.ports.some(({ state }) => state === 'open'))
  const began = performance.now()
  portolan.child.kill('SIGINT')
  expect(await portolan.ended).toBe(0)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(portolan.said.err + portolan.said.out.replace(/\S+#token=\S+/, '')).not.toContain(token)
})

test('sets log levels back before it ends, on a signal that comes twice as a terminal sends it', async () => {
  using portolan = start(['--demo', '--no-open', '--port', '0'])
  const { origin, token } = await linkOf(portolan.said)
  const headers = { 'x-portolan-token': token, 'content-type': 'application/json', origin }
  const answer = await fetch(`${origin}/api/clusters/generated/pods`, { headers })
  const { pods } = z.parse(routes.pods.answer, await answer.json())
  const pod = pods.find(({ kind, status }) => kind === 'waypoint' && status === 'Running')
  const path = `${origin}/api/clusters/generated/pods/${pod?.namespace}/${pod?.name}/envoy/log-level`
  const order = { logger: 'http', level: 'debug', returnAfterSeconds: 3_600, confirmed: true }
  const changed = await fetch(path, { method: 'POST', headers, body: JSON.stringify(order) })
  expect([changed.status, await changed.text()]).toEqual([200, expect.stringContaining('"returnId"')])
  portolan.child.kill('SIGINT')
  portolan.child.kill('SIGTERM')
  expect(await portolan.ended).toBe(0)
  expect(portolan.said.out).toContain(`${pod?.namespace}/${pod?.name}: http at debug`)
  expect(portolan.said.err).toContain('"state":"returned"')
})

test('a command line that makes no sense ends with code 2, a message and no stack', async () => {
  using portolan = start(['--port', 'http'])
  expect(await portolan.ended).toBe(2)
  expect(portolan.said.err).toContain('--port takes a number')
  expect(portolan.said.err).not.toContain('    at ')
})
