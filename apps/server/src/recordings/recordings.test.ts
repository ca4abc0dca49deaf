import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problem } from '@portolan/contract/problem'
import { routes } from '@portolan/contract/routes'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { recordingFile } from '@portolan/sandbox/testing/recording-file'

let lab: Buffer
let folder = ''
const usual = process.env['TMPDIR']
beforeAll(async () => {
  lab = await recordingFile()
  folder = mkdtempSync(join(tmpdir(), 'portolan-test-'))
  process.env['TMPDIR'] = folder
})
afterEach(() => expect(readdirSync(folder)).toEqual([]))
afterAll(() => {
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  rmSync(folder, { recursive: true })
})

function send(portolan: PortolanOnSandbox, bytes: Buffer, headers: Record<string, string> = {}) {
  return fetch(`${portolan.origin}/api/recordings`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: {
      'content-type': 'application/gzip',
      'x-portolan-token': portolan.token,
      origin: portolan.origin,
      ...headers,
    },
  })
}

async function open(portolan: PortolanOnSandbox, bytes = lab): Promise<string> {
  const response = await send(portolan, bytes)
  expect(response.status).toBe(200)
  return z.parse(routes.openRecording.answer, await response.json()).cluster
}

async function clustersOf(portolan: PortolanOnSandbox) {
  return z.parse(routes.session.answer, (await portolan.get('/api/session')).body).clusters
}

async function podsOf(portolan: PortolanOnSandbox, cluster: string) {
  const { body } = await portolan.get(`/api/clusters/${encodeURIComponent(cluster)}/pods`)
  return z.parse(routes.pods.answer, body).pods
}

test('a recording that is sent becomes one more cluster, with its pods and what they answered', async () => {
  await using portolan = await portolanOnSandbox()
  const cluster = await open(portolan)
  expect(cluster).toBe('lab (recorded 2026-11-23 04:10)')
  expect(await clustersOf(portolan)).toMatchObject([
    { name: 'demo', current: true, mode: { kind: 'live' } },
    {
      name: cluster,
      current: false,
      mode: {
        kind: 'recorded',
        recordedAt: '2026-11-23T04:10:00.000Z',
        source: 'lab',
        istioVersion: '1.30.3',
        lookInside: false,
      },
    },
  ])
  const frontend = (await podsOf(portolan, cluster)).find(({ name }) => name.startsWith('frontend-'))
  const path = `/api/clusters/${encodeURIComponent(cluster)}/pods/shop/${frontend?.name}/ports`
  const { ports } = z.parse(routes.ports.answer, (await portolan.get(path)).body)
  expect(ports.find(({ port }) => port === 'envoy-health')).toMatchObject({ state: 'open' })
  expect(ports.find(({ port }) => port === 'envoy-metrics')).toMatchObject({ state: 'closed' })
})

test('several are open at once, each under a name of its own, and are closed one by one', async () => {
  await using portolan = await portolanOnSandbox()
  const [one, two] = [await open(portolan), await open(portolan)]
  expect(two).toBe('lab (recorded 2026-11-23 04:10) 2')
  expect(await podsOf(portolan, one)).toHaveLength((await podsOf(portolan, two)).length)
  const close = (name: string) => portolan.post(`/api/recordings/${encodeURIComponent(name)}/close`, {})
  expect((await close(one)).status).toBe(200)
  expect((await close(one)).status).toBe(404)
  expect((await clustersOf(portolan)).map(({ name }) => name)).toEqual(['demo', two])
  expect(await podsOf(portolan, two)).not.toHaveLength(0)
})

test('what looks into a recording is told when it is closed, and sees it again when it is opened again', async () => {
  await using portolan = await portolanOnSandbox()
  const cluster = await open(portolan)
  const topic = `pods/${encodeURIComponent(cluster)}`
  await using live = await portolan.live([topic, 'pods/demo'])
  await live.find((event) => event.kind === 'pods' && event.topic === topic)
  await portolan.post(`/api/recordings/${encodeURIComponent(cluster)}/close`, {})
  await live.find((event) => event.kind === 'failed' && event.topic === topic && event.code === 'cluster-unknown')
  const before = live.events.length
  expect(await open(portolan)).toBe(cluster)
  await live.find((event) => event.kind === 'pods' && event.topic === topic && event.pods.length > 0, before)
})

test('a cluster cannot be closed', async () => {
  await using portolan = await portolanOnSandbox()
  const { status, body } = await portolan.post('/api/recordings/demo/close', {})
  expect(status).toBe(409)
  expect(z.parse(problem, body).code).toBe('recording-only')
})

describe('a file that is refused says why, and everything else goes on', () => {
  test.each([
    ['not a recording', () => Buffer.from('apiVersion: v1'), 'not-a-recording', 422],
    ['empty', () => Buffer.alloc(0), 'not-a-recording', 422],
    ['cut off', () => lab.subarray(0, lab.length / 2), 'recording-truncated', 422],
    ['damaged', () => Buffer.from(lab.with(lab.length - 6, lab.readUInt8(lab.length - 6) ^ 1)), 'recording-damaged', 422],
  ])('%s', async (_name, bytes, code, status) => {
    await using portolan = await portolanOnSandbox()
    const response = await send(portolan, bytes())
    expect(response.status).toBe(status)
    const refused = z.parse(problem, await response.json())
    expect(refused.code).toBe(code)
    expect(refused.detail).toMatch(/\.$/)
    expect((await clustersOf(portolan)).map(({ name }) => name)).toEqual(['demo'])
  })

  test('also when it is large, and is refused at its first byte', async () => {
    await using portolan = await portolanOnSandbox()
    const response = await send(portolan, Buffer.alloc(40_000_000, 'x'))
    expect(response.status).toBe(422)
    expect(z.parse(problem, await response.json()).code).toBe('not-a-recording')
  })
})

describe('sending a file passes the same guards as every request', () => {
  test.each([
    ['without the token', { 'x-portolan-token': '' }, 401],
    ['from another page', { origin: 'https://evil.example' }, 403],
    ['as a form would', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['as text', { 'content-type': 'text/plain' }, 415],
    ['as JSON', { 'content-type': 'application/json' }, 415],
  ])('%s', async (_name, headers, status) => {
    await using portolan = await portolanOnSandbox()
    expect((await send(portolan, lab, headers)).status).toBe(status)
  })

  test.each(['/api/recordings/', '/api/Recordings', '/api/recordings/x/close', '/api/session'])(
    'no other path takes a file: %s',
    async (path) => {
      await using portolan = await portolanOnSandbox()
      const headers = { 'content-type': 'application/gzip', 'x-portolan-token': portolan.token, origin: portolan.origin }
      const response = await fetch(`${portolan.origin}${path}`, { method: 'POST', body: 'x', headers })
      expect(response.status).toBe(415)
    },
  )
})

test('who goes away in the middle leaves nothing behind', async () => {
  await using portolan = await portolanOnSandbox()
  const { port } = new URL(portolan.origin)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(
    [
      'POST /api/recordings HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: ${portolan.origin}`,
      `X-Portolan-Token: ${portolan.token}`,
      'Content-Type: application/gzip',
      `Content-Length: ${lab.length}`,
      '\r\n',
    ].join('\r\n'),
  )
  socket.write(lab.subarray(0, 2_000))
  await expect.poll(() => openFiles().some((name) => name.includes('portolan-recording-'))).toBe(true)
  socket.destroy()
  await expect.poll(() => openFiles().some((name) => name.includes('portolan-recording-'))).toBe(false)
  expect(portolan.logged.join('\n')).not.toContain('unforeseen')
})

test('two come in at once at most, and a third may try again later', async () => {
  await using portolan = await portolanOnSandbox()
  const endings: (() => void)[] = []
  const waiting = [0, 1].map(async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(lab.subarray(0, 100)))
        endings.push(() => controller.close())
      },
    })
    const headers = { 'content-type': 'application/gzip', 'x-portolan-token': portolan.token, origin: portolan.origin }
    const init = { method: 'POST', body, headers, duplex: 'half' } as const
    return (await fetch(`${portolan.origin}/api/recordings`, init)).status
  })
  await expect.poll(async () => (await send(portolan, Buffer.from('x'))).status).toBe(429)
  for (const end of endings) end()
  expect(await Promise.all(waiting)).toEqual([422, 422])
  await open(portolan)
})

/** What this process has open, by name. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)]
    } catch {
      return []
    }
  })
}
