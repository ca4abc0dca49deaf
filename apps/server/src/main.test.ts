import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
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

test('a command line that makes no sense ends with code 2, a message and no stack', async () => {
  using portolan = start(['--port', 'http'])
  expect(await portolan.ended).toBe(2)
  expect(portolan.said.err).toContain('--port takes a number')
  expect(portolan.said.err).not.toContain('    at ')
})
