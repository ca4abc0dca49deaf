import { expect, test } from 'vitest'
import { execInPod } from './exec-in-pod.ts'
import type { Exchange, ExchangeControl, ExchangeObserver } from './exchange-observer.ts'
import { openTunnel } from './open-tunnel.ts'
import { meshUnderTest, never, until } from './testing/mesh-under-test.ts'
import { TunnelError } from './tunnel-error.ts'

type Seen = {
  readonly exchange: Exchange
  readonly control: ExchangeControl
  status?: number
  /** Once it has ended; `undefined` inside means without an error. */
  end?: { readonly error: Error | undefined; readonly bytes: number }
}

/** Writes down everything that is observed. */
function notebook(): {
  readonly observer: ExchangeObserver
  readonly seen: Seen[]
  readonly kinds: () => string[]
} {
  const seen: Seen[] = []
  const observer: ExchangeObserver = {
    sent(exchange, control) {
      const one: Seen = { exchange, control }
      seen.push(one)
      return {
        answered: (status) => void (one.status = status),
        ended: (error) => {
          // A second end would be a second request in the journal.
          expect(one.end).toBeUndefined()
          one.end = { error, bytes: control.bytes() }
        },
      }
    },
  }
  return { observer, seen, kinds: () => seen.map(({ exchange }) => exchange.kind) }
}

const allEnded = (seen: readonly Seen[]) => () => seen.every(({ end }) => end !== undefined)

test('a first request to a port opens a tunnel, a second one uses it; each is seen once', async () => {
  const { observer, seen, kinds } = notebook()
  await using mesh = await meshUnderTest({ observer })
  const first = await (await mesh.get(15_000, '/ready')).text()
  const second = await (await mesh.get(15_000, '/ready?again')).text()
  expect([first, second]).toEqual(['LIVE\n', 'LIVE\n'])
  await until(allEnded(seen))
  expect(kinds()).toEqual(['port', 'tunnel', 'port'])
  expect(seen.map(({ status, end }) => [status, end?.error])).toEqual([
    [200, undefined],
    [101, undefined],
    [200, undefined],
  ])
  expect(seen[2]?.exchange).toMatchObject({ method: 'GET', path: '/ready?again', target: { port: 15_000 } })
  // The bytes of one answer, not of everything that its tunnel ever carried.
  expect(seen[2]?.end?.bytes).toBeGreaterThan(second.length)
  expect(seen[2]?.end?.bytes).toBe(seen[0]?.end?.bytes)
})

test('a request that is repeated with new credentials is two, and so it was', async () => {
  const { observer, seen } = notebook()
  await using mesh = await meshUnderTest({ observer })
  mesh.sandbox.api.expireToken('admin')
  const { status } = await mesh.access.restRequest({ path: '/version', signal: never, deadlineMs: 5_000 })
  expect(status).toBe(401)
  await until(allEnded(seen))
  expect(seen.map(({ exchange, status: said }) => [exchange.kind, said])).toEqual([
    ['api', 401],
    ['api', 401],
  ])
  expect(mesh.sandbox.seen()).toHaveLength(2)
})

test('a tunnel of its own is its upgrade, and the connection inside until it is closed', async () => {
  const { observer, seen, kinds } = notebook()
  await using mesh = await meshUnderTest({ observer })
  const tunnel = await openTunnel(mesh.access, mesh.target(15_012, 'istio-system/istiod'), { signal: never })
  tunnel.on('error', () => undefined)
  expect(kinds()).toEqual(['stream', 'tunnel'])
  expect(seen[0]?.end).toBeUndefined()
  tunnel.destroy()
  await until(allEnded(seen))
  expect(seen[0]?.end?.error).toBeUndefined()
})

test('a refused port is told in the words of the runtime', async () => {
  const { observer, seen } = notebook()
  await using mesh = await meshUnderTest({ observer })
  mesh.sandbox.pod('shop/native-sidecar-abcde').refuse(15_000)
  await expect(mesh.get(15_000, '/ready')).rejects.toThrow('connection refused')
  await until(allEnded(seen))
  const port = seen.find(({ exchange }) => exchange.kind === 'port')
  expect(port?.end?.error).toBeInstanceOf(TunnelError)
  expect(port?.end?.error?.message).toContain('connection refused')
})

test('what is broken off ends with that error and is not sent again, on a warm tunnel neither', async () => {
  const { observer, seen } = notebook()
  await using mesh = await meshUnderTest({ observer })
  await (await mesh.get(15_000, '/ready')).text()
  mesh.sandbox.pod('shop/native-sidecar-abcde').freeze(15_000)
  const stalled = mesh.get(15_000, '/stats').then(
    () => 'answered',
    (error: unknown) => error,
  )
  await until(() => seen.length === 3)
  const enough = new TunnelError('aborted', 'somebody had enough')
  seen[2]?.control.breakOff(enough)
  expect(await stalled).toBe(enough)
  await until(allEnded(seen))
  expect(seen).toHaveLength(3)
  expect(seen[2]?.end?.error).toBe(enough)
})

test('a watch that is broken off in the middle of its answer ends its reader, too', async () => {
  const { observer, seen } = notebook()
  await using mesh = await meshUnderTest({ observer })
  const path = '/api/v1/pods?watch=true&resourceVersion=0'
  const { body } = await mesh.access.streamRequest({ path, signal: never, deadlineMs: 5_000 })
  const read = (async () => {
    for await (const _ of body) continue
  })()
  const enough = new TunnelError('aborted', 'somebody had enough')
  seen[0]?.control.breakOff(enough)
  await expect(read).rejects.toBe(enough)
  await until(allEnded(seen))
  expect(seen).toMatchObject([{ status: 200, end: { error: enough } }])
})

test('a command is one exchange, from the upgrade to its last byte', async () => {
  const { observer, seen } = notebook()
  await using mesh = await meshUnderTest({ observer })
  const target = { namespace: 'shop', name: 'native-sidecar-abcde', container: 'app' }
  const run = (deadlineMs = 5_000) =>
    execInPod(mesh.access, target, ['sh', '-c', 'x'], { signal: never, deadlineMs, maxBytes: 1e6 })
  mesh.sandbox.pod('shop/native-sidecar-abcde').say('app', { kind: 'pours', bytes: 200_000 })
  await run()
  mesh.sandbox.pod('shop/native-sidecar-abcde').say('app', { kind: 'never-ends' })
  await expect(run(50)).rejects.toMatchObject({ code: 'timeout' })
  mesh.sandbox.pod('shop/native-sidecar-abcde').heal()
  await expect(run()).rejects.toMatchObject({ code: 'no-such-program' })
  await until(allEnded(seen))
  expect(seen.map(({ status, end }) => [status, end?.error])).toEqual([
    [101, undefined],
    [101, expect.objectContaining({ code: 'timeout' })],
    [101, expect.objectContaining({ code: 'no-such-program' })],
  ])
  expect(seen[0]?.exchange).toMatchObject({ kind: 'exec', method: 'GET', target, command: ['sh', '-c', 'x'] })
  expect(seen[0]?.end?.bytes).toBeGreaterThan(200_000)
})

test('a command that is broken off ends with that error, and a refused one with its status', async () => {
  const { observer, seen } = notebook()
  await using mesh = await meshUnderTest({ observer })
  const run = (name: string) =>
    execInPod(mesh.access, { namespace: 'shop', name, container: 'app' }, ['x'], {
      signal: never,
      deadlineMs: 5_000,
      maxBytes: 1e6,
    }).then(
      () => 'ended',
      (error: unknown) => error,
    )
  mesh.sandbox.pod('shop/native-sidecar-abcde').say('app', { kind: 'never-ends' })
  const running = run('native-sidecar-abcde')
  await until(() => seen[0]?.status === 101)
  const enough = new TunnelError('aborted', 'somebody had enough')
  seen[0]?.control.breakOff(enough)
  expect(await running).toBe(enough)
  expect(await run('nosuch')).toMatchObject({ code: 'pod-not-found' })
  await until(allEnded(seen))
  expect(seen.map(({ status, end }) => [status, end?.error])).toEqual([
    [101, enough],
    [404, undefined],
  ])
})
