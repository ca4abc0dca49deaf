import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTunnel } from './open-tunnel.ts'
import {
  meshUnderTest,
  never,
  podUnderTest,
  settled,
  until,
  type MeshUnderTest,
} from './testing/mesh-under-test.ts'
import { NotHttpError } from './tunnel-request.ts'

let mesh: MeshUnderTest
beforeAll(async () => {
  mesh = await meshUnderTest()
})
afterAll(() => mesh[Symbol.asyncDispose]())
afterEach(() => {
  mesh.sandbox.pod(podUnderTest).heal()
  mesh.sandbox.api.heal()
  mesh.agent.closePod('shop', 'native-sidecar-abcde')
})

const pod = () => mesh.sandbox.pod(podUnderTest)

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => error,
  )
}

const openNamed = (namespace: string, name: string) =>
  failure(openTunnel(mesh.access, { namespace, pod: name, uid: 'x', port: 15000 }, { signal: never }))

/** A port whose answer never ends; returns how many bytes the pod has written. */
function fountain(port: number): () => number {
  let written = 0
  pod().open(port, {
    container: 'app',
    kind: 'http',
    handler: (_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const pour = () => {
        do written += chunk.length
        while (response.write(chunk))
        response.once('drain', pour)
      }
      pour()
    },
  })
  return () => written
}

describe('an HTTP exchange over a tunnel', () => {
  test('brings status, headers and body, and keeps the tunnel for the next one', async () => {
    const first = await mesh.get(15000, '/ready')
    expect([first.status, await first.text()]).toEqual([200, 'LIVE\n'])
    const second = await mesh.get(15000, '/ready')
    expect(await second.text()).toBe('LIVE\n')
    expect(mesh.agent.stats()).toEqual({ open: 1, idle: 1 })
  })

  test('sends a body', async () => {
    pod().open(7001, {
      container: 'app',
      kind: 'http',
      handler: (request, response) => void request.pipe(response),
    })
    const body = Buffer.alloc(1_000_000, 'upload ')
    const answer = await mesh.get(7001, '/', { method: 'POST', body })
    expect((await answer.bytes()).equals(body)).toBe(true)
  })

  test('carries TLS on top', async () => {
    const tunnel = await openTunnel(mesh.access, mesh.target(15012, 'istio-system/istiod'), { signal: never })
    const secure = connectTls({ socket: tunnel, rejectUnauthorized: false })
    await once(secure, 'secureConnect')
    expect(secure.getPeerCertificate().subjectaltname).toContain('istiod')
    secure.destroy()
  })
})

describe('what the pod does wrong', () => {
  test('a refused port says what the runtime said', async () => {
    pod().refuse(15090)
    expect(await failure(mesh.get(15090, '/'))).toMatchObject({
      code: 'refused',
      text: expect.stringMatching(/^error forwarding port 15090 to pod .*connect: connection refused/),
    })
  })

  test("a reset in the middle of an answer is the runtime's reset, after the bytes before it", async () => {
    pod().resetAfter(15000, 300)
    const answer = await mesh.get(15000, '/stats')
    expect(await failure(answer.text())).toMatchObject({
      code: 'reset',
      text: expect.stringContaining('connection reset by peer'),
    })
  })

  test('a reset is not taken for the end where no length was promised', async () => {
    pod().open(7002, {
      container: 'app',
      kind: 'raw',
      connect: (socket) => {
        socket.once('data', () => {
          socket.write(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${'x'.repeat(500)}`)
        })
      },
    })
    pod().resetAfter(7002, 200)
    const answer = await mesh.get(7002, '/')
    expect(await failure(answer.text())).toMatchObject({ code: 'reset' })
  })

  test('half a body is an error, not a short answer', async () => {
    pod().halfBody(15000)
    const answer = await mesh.get(15000, '/stats')
    expect(await failure(answer.text())).toMatchObject({
      code: 'reset',
      text: 'the answer ended before it was complete',
    })
  })

  test('a stalled port runs into the deadline, and the tunnel does not stay', async () => {
    pod().stall(15000)
    expect(await failure(mesh.get(15000, '/ready', { deadlineMs: 60 }))).toMatchObject({ code: 'timeout' })
    await until(() => mesh.agent.stats().open === 0)
  })

  test('a body that stops coming runs into the deadline too', async () => {
    pod().open(7003, {
      container: 'app',
      kind: 'http',
      handler: (_request, response) => {
        response.writeHead(200, { 'content-length': 10 })
        response.write('half')
      },
    })
    const answer = await mesh.get(7003, '/', { deadlineMs: 100 })
    expect(await failure(answer.text())).toMatchObject({ code: 'timeout' })
  })

  test('a port that closes without a word is told from a refused one', async () => {
    expect(await failure(mesh.get(15001, '/'))).toMatchObject({ code: 'reset' })
    const tunnel = await openTunnel(mesh.access, mesh.target(15001), { signal: never })
    tunnel.resume()
    await once(tunnel, 'end')
    expect(tunnel.acceptedByServer).toBe(true)
    tunnel.destroy()
  })

  test('an answer that is not HTTP is quoted', async () => {
    pod().open(7004, {
      container: 'app',
      kind: 'raw',
      connect: (socket) => {
        socket.write('220 mail.example ESMTP\r\n')
      },
    })
    const error = await failure(mesh.get(7004, '/'))
    expect(error).toBeInstanceOf(NotHttpError)
    expect(error).toMatchObject({ text: expect.stringContaining('220 mail.example') })
  })

  test('an answer over the cap is not read to its end, even if it has none', async () => {
    pod().open(7005, {
      container: 'app',
      kind: 'http',
      handler: (_request, response) => {
        setInterval(() => response.write('more and more'), 1).unref()
      },
    })
    const answer = await mesh.get(7005, '/', { maxBytes: 100 })
    expect(await failure(answer.text())).toMatchObject({
      text: expect.stringContaining('longer than 100 bytes'),
    })
    await until(() => mesh.agent.stats().open === 0)
  })
})

describe('a reused tunnel', () => {
  test('that the port closes in that moment is replaced once, for a GET', async () => {
    pod().closeRace(15000)
    await (await mesh.get(15000, '/ready')).text()
    const opened = mesh.sandbox.tunnels().opened
    expect(await (await mesh.get(15000, '/ready')).text()).toBe('LIVE\n')
    expect(mesh.sandbox.tunnels().opened).toBe(opened + 1)
  })

  test('is not replaced for a POST, which may have been carried out', async () => {
    pod().closeRace(15000)
    await (await mesh.get(15000, '/ready')).text()
    expect(await failure(mesh.get(15000, '/ready', { method: 'POST' }))).toMatchObject({ code: 'reset' })
  })

  test('a new tunnel that fails is not tried again', async () => {
    pod().resetAfter(15000, 0)
    const opened = mesh.sandbox.tunnels().opened
    expect(await failure(mesh.get(15000, '/ready'))).toMatchObject({ code: 'reset' })
    expect(mesh.sandbox.tunnels().opened).toBe(opened + 1)
  })
})

describe('what the API server says instead of opening', () => {
  test('a missing, a pending and a completed pod each have their own code', async () => {
    expect(await openNamed('shop', 'nope')).toMatchObject({
      code: 'pod-not-found',
      status: 404,
      text: 'pods "nope" not found',
      reason: 'NotFound',
    })
    expect(await openNamed('legacy', 'pending')).toMatchObject({
      code: 'pod-not-scheduled',
      status: 400,
      text: 'pod pending does not have a host assigned',
    })
    expect(await openNamed('legacy', 'completed')).toMatchObject({
      code: 'pod-not-running',
      status: 500,
      text: 'pod not found ("completed_legacy")',
    })
  })

  test('a missing right is named with its verb', async () => {
    await using other = await meshUnderTest({ user: 'viewer' })
    expect(await failure(other.get(15000, '/ready'))).toMatchObject({
      code: 'forbidden',
      status: 403,
      text: expect.stringContaining('cannot get resource "pods/portforward"'),
    })
  })

  test('from 1.35 on the missing verb can be create', async () => {
    await using other = await meshUnderTest({ sandbox: { kubernetesVersion: 'v1.35.0' } })
    other.sandbox.api.forbid('admin', 'create', 'pods/portforward')
    expect(await failure(other.get(15000, '/ready'))).toMatchObject({
      code: 'forbidden',
      text: expect.stringContaining('cannot create resource'),
    })
  })

  test("a kubelet that is down is not the port's fault", async () => {
    mesh.sandbox.api.stopKubelet()
    expect(await failure(mesh.get(15000, '/ready'))).toMatchObject({
      code: 'kubelet-unreachable',
      text: expect.stringContaining('error dialing backend'),
    })
  })

  test("a frozen kubelet runs into the upgrade's own deadline", async () => {
    await using other = await meshUnderTest({ limits: { upgradeMs: 80 } })
    other.sandbox.api.freezeKubelet()
    expect(await failure(other.get(15000, '/ready'))).toMatchObject({
      code: 'timeout',
      text: 'opening the port-forward took longer than 80 ms',
    })
  })

  test('an expired token is 401', async () => {
    await using other = await meshUnderTest()
    other.sandbox.api.expireToken('admin')
    expect(await failure(other.get(15000, '/ready'))).toMatchObject({ code: 'unauthorized', status: 401 })
  })

  test('an API server that is gone is said with its address, for new tunnels and for open ones', async () => {
    await using other = await meshUnderTest()
    other.sandbox.pod(podUnderTest).stall(15000)
    const tunnel = await openTunnel(other.access, other.target(15000), { signal: never })
    const ended = once(tunnel, 'error')
    tunnel.resume()
    await other.sandbox.api.down()
    expect((await ended)[0]).toMatchObject({ code: 'closed' })
    expect(await failure(other.get(15000, '/ready'))).toMatchObject({
      code: 'api-unreachable',
      text: expect.stringMatching(
        /^the API server at https:\/\/127\.0\.0\.1:\d+ cannot be reached: connect ECONNREFUSED/,
      ),
    })
  })

  test('a target that cannot exist is refused before anything is sent', async () => {
    const bad = { namespace: 'shop', pod: '../../secrets', uid: 'x', port: 1 }
    await expect(openTunnel(mesh.access, bad, { signal: never })).rejects.toBeInstanceOf(RangeError)
    const badPort = { namespace: 'shop', pod: 'a', uid: 'x', port: 70_000 }
    await expect(openTunnel(mesh.access, badPort, { signal: never })).rejects.toBeInstanceOf(RangeError)
  })
})

describe('back-pressure and leaving', () => {
  test('a reader that stops stops the pod, and little waits on this side', async () => {
    const written = fountain(7010)
    const answer = await mesh.get(7010, '/')
    const stoppedAt = await settled(written)
    expect(stoppedAt).toBeLessThan(20_000_000)
    expect(answer.body.readableLength + (answer.body.socket?.readableLength ?? 0)).toBeLessThan(512 * 1024)
    for (let read = 0; read < 2 * stoppedAt;) {
      const [chunk]: Buffer[] = await once(answer.body, 'data')
      read += chunk?.length ?? 0
    }
    expect(written()).toBeGreaterThan(stoppedAt)
    answer.body.destroy()
  })

  test('a client that goes away ends the request in the pod', async () => {
    let response: ServerResponse | undefined
    pod().open(7011, {
      container: 'app',
      kind: 'http',
      handler: (_request, given) => {
        response = given
        given.write('so far')
      },
    })
    const leaving = new AbortController()
    const answer = await mesh.get(7011, '/', { signal: leaving.signal })
    leaving.abort()
    expect(await failure(answer.text())).toMatchObject({ code: 'aborted' })
    await until(() => response?.destroyed === true)
    await until(() => mesh.agent.stats().open === 0)
  })

  test('leaving while the tunnel is being opened ends the upgrade', async () => {
    mesh.sandbox.api.freezeKubelet()
    const leaving = new AbortController()
    const seenBefore = mesh.sandbox.seen().length
    const asked = failure(mesh.get(15000, '/ready', { signal: leaving.signal }))
    await until(() => mesh.sandbox.seen().length > seenBefore)
    leaving.abort()
    expect(await asked).toMatchObject({ code: 'aborted' })
    await until(() => mesh.agent.stats().open === 0)
  })

  test('leaving before the upgrade was even sent leaves nothing behind', async () => {
    mesh.sandbox.api.freezeKubelet()
    const leaving = new AbortController()
    const asked = failure(mesh.get(15000, '/ready', { signal: leaving.signal, deadlineMs: 60_000 }))
    leaving.abort()
    expect(await asked).toMatchObject({ code: 'aborted' })
    const opened = mesh.sandbox.tunnels().opened
    await until(() => mesh.agent.stats().open === 0)
    expect(mesh.sandbox.tunnels().opened).toBe(opened)
  })

  test('the writable side ends the tunnel, and what is on its way back still comes', async () => {
    let connection: Duplex | undefined
    pod().open(7012, {
      container: 'app',
      kind: 'raw',
      connect: (socket) => {
        connection = socket
        socket.write('first words')
        socket.resume()
      },
    })
    const tunnel = await openTunnel(mesh.access, mesh.target(7012), { signal: never })
    let heard = ''
    tunnel.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
    })
    tunnel.end('bye')
    await once(tunnel, 'close')
    expect(heard).toBe('first words')
    await until(() => connection?.destroyed === true)
  })
})
