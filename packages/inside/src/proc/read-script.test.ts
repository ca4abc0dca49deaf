import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinLook, type JoinedLook } from './join-look.ts'
import { parseReadOutput } from './read-output.ts'
import { readScript } from './read-script.ts'

// Under its own name bash takes a socket as its input for a login from far, and reads a user's settings.
const shells = [
  ['/bin/sh'],
  ['/bin/dash'],
  ['/bin/bash', '--norc', '--posix'],
  ['/bin/busybox', 'sh'],
].filter(([file = '']) => process.platform === 'linux' && existsSync(file))

const folder = mkdtempSync(path.join(tmpdir(), 'inside-'))
const socketPath = path.join(folder, 'a socket')
const opened: (net.Server | net.Socket)[] = []
const ports = { four: 0, six: 0 }

/** A `cat` that leaves a note of its number and never ends. */
const stuck = path.join(folder, 'stuck')
mkdirSync(stuck)
writeFileSync(path.join(stuck, 'cat'), `#!/bin/sh\n: >${stuck}/$$\nexec sleep 1000000\n`, { mode: 0o755 })

/** A line of its own in a name, a value and a secret: all of it must come out as one process. */
const script = 'process.title="x\\n1 (y) S"; setInterval(() => {}, 1e6); console.log("ready")'
const child = spawn(process.execPath, ['-e', script, '--', '--token=hunter2', 'two\nlines'], {
  env: { ISTIO_META_TEST: 'two\nlines', SOME_SECRET: 'hunter2' },
  stdio: ['ignore', 'pipe', 'ignore'],
})

async function listening(options: net.ListenOptions): Promise<number> {
  const server = net.createServer((socket) => opened.push(socket)).listen(options)
  await once(server, 'listening')
  opened.push(server)
  const address = server.address()
  const target = typeof address === 'object' && address !== null ? address.port : 0
  const client =
    target === 0 ? net.connect({ path: socketPath }) : net.connect({ port: target, host: options.host ?? '' })
  await once(client, 'connect')
  opened.push(client)
  return target
}

beforeAll(async () => {
  await once(child.stdout, 'data')
  ports.four = await listening({ host: '127.0.0.1', port: 0 })
  ports.six = await listening({ host: '::1', port: 0 })
  await listening({ path: socketPath })
})

afterAll(() => {
  for (const one of opened) {
    if (one instanceof net.Server) one.close()
    else one.destroy()
  }
  child.kill()
  rmSync(folder, { recursive: true })
})

async function read(shell: readonly string[]): Promise<JoinedLook> {
  const [file = '', ...words] = shell
  const { stdout } = await promisify(execFile)(file, [...words, '-c', readScript()], {
    encoding: 'buffer',
    maxBuffer: 2 ** 28,
    timeout: 20_000,
  })
  const texts = parseReadOutput(stdout)
  return joinLook([
    { name: 'here', role: 'container', image: 'x', reading: { kind: 'texts', by: 'shell', texts } },
  ])
}

/** Children of this process. */
function started(look: JoinedLook) {
  return look.containers.flatMap(({ outcome }) =>
    outcome.kind === 'read' ? outcome.processes.filter(({ parent }) => parent === process.pid) : [],
  )
}

describe.each(shells)('%s', (...shell) => {
  test('reads the sockets that this process holds, and the processes as they are', async () => {
    const look = await read(shell)
    const held = look.sockets.filter(({ holders }) => holders.some(({ pid }) => pid === process.pid))
    const count = (port: number, state: string) =>
      held.filter((one) => one.state === state && (one.local?.port === port || one.remote?.port === port))
        .length
    // Both ends of each connection are this process's.
    expect([count(ports.four, 'LISTEN'), count(ports.four, 'ESTAB')]).toEqual([1, 2])
    expect([count(ports.six, 'LISTEN'), count(ports.six, 'ESTAB')]).toEqual([1, 2])
    expect(
      held
        .filter((one) => one.path === socketPath)
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['ESTAB', 'LISTEN'])
    const [{ outcome } = { outcome: undefined }] = look.containers
    if (outcome?.kind !== 'read') throw new Error('nothing was read')
    const own = outcome.processes.find(({ pid }) => pid === process.pid)
    expect(own?.uid).toBe(process.getuid?.())
    expect(own?.parent).toBe(process.ppid)
    expect(Math.abs(Date.parse(own?.startedAt ?? '') - (Date.now() - process.uptime() * 1_000))).toBeLessThan(
      3_000,
    )
    const other = outcome.processes.find(({ pid }) => pid === child.pid)
    expect(other?.environment).toEqual([{ name: 'ISTIO_META_TEST', value: 'two\nlines' }])
    expect(JSON.stringify(other)).not.toContain('hunter2')
    expect(outcome.processes.some(({ name }) => name === 'cat' || name === 'ls')).toBe(false)
  })

  test('leaves nothing running, and does not wait for anything to be typed', async () => {
    const before = await read(shell)
    const after = await read(shell)
    expect(started(after).map(({ pid }) => pid)).toEqual(started(before).map(({ pid }) => pid))
  })

  test('holds both outputs open until it ends, or containerd would end its input and so the script', async () => {
    const [file = '', ...words] = shell
    const running = spawn(file, [...words, '-c', readScript()], { stdio: 'pipe', detached: true })
    let exited = false
    running.once('exit', () => (exited = true))
    running.stderr.once('end', () => {
      // As containerd does.
      if (!exited) running.stdin.end()
    })
    running.stderr.resume()
    running.stdout.resume()
    expect(await once(running, 'close')).toEqual([0, null])
  })

  test('ends with all that it started when its input does, even what would never end', async () => {
    const [file = '', ...words] = shell
    // A group of its own, as a runtime gives it; and a file system whose files never end.
    const reader = spawn(file, [...words, '-c', readScript()], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: `${stuck}:${process.env['PATH'] ?? ''}` },
    })
    const group = -(reader.pid ?? 0)
    await expect.poll(() => readdirSync(stuck).filter((name) => name !== 'cat')).not.toEqual([])
    const pid = readdirSync(stuck).find((name) => name !== 'cat') ?? ''
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    reader.stdin.end()
    await once(reader, 'exit')
    rmSync(path.join(stuck, pid))
    await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false)
    expect(() => process.kill(group, 0)).toThrow('ESRCH')
  })
})
