import { readFileSync } from 'node:fs'
import path from 'node:path'
import { insideProcess, insideSocket } from '@portolan/contract/inside'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinLook, type ContainerReading } from './join-look.ts'
import { parseReadOutput } from './read-output.ts'
import { ReadOutputError } from './read-output-error.ts'

/** What a pod of a real mesh printed: the application and the proxy beside it. */
const recorded = (name: string) =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, 'fixtures', `cart-${name}.bin`)))

const reading = (name: string, bytes: Uint8Array = recorded(name)): ContainerReading => ({
  name,
  role: name === 'app' ? 'container' : 'init',
  image: name,
  reading: { kind: 'texts', by: 'shell', texts: parseReadOutput(bytes) },
})

test('a real pod: the agent with Envoy as its child, and who holds which socket', () => {
  const look = joinLook([reading('istio-proxy'), reading('app')])
  const [proxy, app] = look.containers.map(({ outcome }) => (outcome.kind === 'read' ? outcome : undefined))
  expect(proxy?.processes.map(({ pid, parent, name, uid }) => [pid, parent, name, uid])).toEqual([
    [1, 0, 'pilot-agent', 1337],
    [expect.any(Number), 1, 'envoy', 1337],
  ])
  expect(app?.processes.map(({ pid, name }) => [pid, name])).toEqual([[1, 'sample']])
  expect([proxy, app].flatMap((one) => [one?.hidden, one?.notes])).toEqual([[], [], [], []])
  const envoy = proxy?.processes[1]
  expect(envoy?.command.slice(0, 3)).toEqual(['/usr/local/bin/envoy', '-c', 'etc/istio/proxy/envoy-rev.json'])
  expect(envoy?.command.join(' ')).not.toContain('[redacted]')
  expect(envoy?.environment).toContainEqual({
    name: 'ISTIO_META_POD_PORTS',
    value: expect.stringContaining('8080'),
  })

  const listening = (port: number) =>
    look.sockets
      .filter(({ state, local }) => state === 'LISTEN' && local?.port === port)
      .flatMap(({ holders }) => holders.map(({ container, name }) => `${container}/${name}`))
  expect(listening(15_020)).toEqual(['istio-proxy/pilot-agent'])
  expect(new Set(listening(15_006))).toEqual(new Set(['istio-proxy/envoy']))
  expect(listening(8080)).toEqual(['app/sample'])
  expect(
    look.sockets.find(({ path: name }) => name?.endsWith('etc/istio/proxy/XDS'))?.holders[0],
  ).toMatchObject({
    name: 'pilot-agent',
  })
  for (const { outcome } of look.containers) {
    if (outcome.kind === 'read') for (const one of outcome.processes) insideProcess.parse(one)
  }
  for (const socket of look.sockets) insideSocket.parse(socket)
})

test('the tables are those of the first container that was read; what a silent one holds has no holder', () => {
  const unread: ContainerReading = {
    name: 'istio-proxy',
    role: 'init',
    image: 'x',
    reading: { kind: 'unread', reason: 'no-shell', text: 'no such file' },
  }
  const look = joinLook([unread, reading('app')])
  expect(look.socketsFrom).toBe('app')
  expect(look.sockets.find(({ local }) => local?.port === 15_020)?.holders).toEqual([])
  expect(joinLook([unread])).toEqual({ containers: [expect.anything()], sockets: [] })
})

test('a text that ends anywhere, or has a byte changed, gives what is left or the one error', () => {
  const bytes = recorded('istio-proxy')
  const known = new Set(joinLook([reading('istio-proxy')]).sockets.map(({ key }) => key))
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
      (at, byte) => {
        const changed = bytes.slice()
        changed[at] = byte
        for (const text of [bytes.slice(0, at), changed]) {
          const look = attempt(text)
          if (look === undefined || text === changed) continue
          expect(look.sockets.every(({ key }) => known.has(key))).toBe(true)
          const [{ outcome } = { outcome: undefined }] = look.containers
          expect(outcome?.kind === 'read' && outcome.notes.some((note) => note.includes('cut'))).toBe(true)
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('anything at all is read or refused', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }).map((text) => new TextEncoder().encode(text)),
  )
  const headed = bytes.map(
    (rest) =>
      new Uint8Array([
        ...new TextEncoder().encode('portolan-inside 1 0123456789abcde\n0123456789abcde pids 9 1\n'),
        ...rest,
      ]),
  )
  fc.assert(
    fc.property(fc.oneof(bytes, headed), (text) => void attempt(text)),
    { numRuns: 500 },
  )
  expect(() => parseReadOutput(new Uint8Array(50 * 2 ** 20))).toThrow(ReadOutputError)
  // A program that is called cat and is none, in an image with a shell.
  const [nonce, noise] = ['0123456789abcde', 'no file of /proc']
  const printed = `portolan-inside 1 ${nonce}\n${nonce} pids 7 1\n${noise}${nonce} end\n`
  expect(() => parseReadOutput(Buffer.from(printed))).toThrow('not what /proc holds')
})

test('the tables alone, as cat prints them', () => {
  const { tables } = parseReadOutput(recorded('app'))
  const bytes = new TextEncoder().encode(Object.values(tables).join(''))
  const alone = parseReadOutput(bytes)
  expect(alone.tables).toEqual(tables)
  expect(joinLook([{ ...reading('app', bytes), name: 'app' }]).sockets.length).toBe(
    joinLook([reading('app')]).sockets.length,
  )
})

function attempt(bytes: Uint8Array): ReturnType<typeof joinLook> | undefined {
  try {
    return joinLook([reading('istio-proxy', bytes)])
  } catch (error) {
    if (error instanceof ReadOutputError) return undefined
    throw error
  }
}
