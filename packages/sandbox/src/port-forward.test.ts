import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { once } from 'node:events'
import { connect as connectTls } from 'node:tls'
import { connect as connectHttp2 } from 'node:http2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openForward, UpgradeRefused, type ForwardClient } from './testing/forward-client.ts'
import { generateMesh, meshOfKinds } from './generate-mesh.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'

/** One GET over a tunnel, kept alive so that the tunnel can be used again. */
function get(tunnel: ForwardClient, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asking = request({
      path,
      createConnection: () => tunnel,
      headers: { connection: 'keep-alive' },
      agent: undefined,
    })
    asking.once('error', reject)
    asking.once('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
    })
    asking.end()
  })
}

async function ended(tunnel: ForwardClient): Promise<ForwardClient> {
  tunnel.resume()
  if (tunnel.closeCode === undefined) await once(tunnel.webSocket, 'close')
  return tunnel
}

/** How an upgrade ended, in one line. */
function refusal(sandbox: Sandbox, ref: `${string}/${string}`, user = 'admin'): Promise<string> {
  return openForward(sandbox, ref, 15000, { user }).then(
    () => 'opened',
    (error: unknown) =>
      error instanceof UpgradeRefused ? `${error.status} ${error.message}` : String(error),
  )
}

describe('tunnels to pods of the sandbox', () => {
  let sandbox: Sandbox
  const pod = 'shop/native-sidecar-abcde'
  beforeAll(async () => {
    sandbox = await startSandbox({ mesh: meshOfKinds(), lingerMilliseconds: 20 })
  })
  afterAll(() => sandbox[Symbol.asyncDispose]())

  test('both port frames come first, then HTTP answers from a real server', async () => {
    const tunnel = await openForward(sandbox, pod, 15000)
    const answer = await get(tunnel, '/ready')
    expect(tunnel.frames.map((frame) => [...frame])).toEqual([
      [0, 0x98, 0x3a],
      [1, 0x98, 0x3a],
    ])
    expect(answer).toEqual({ status: 200, body: 'LIVE\n' })
    tunnel.destroy()
  })

  test('a port where nobody listens is refused in the words of containerd, then closed with 1000', async () => {
    const tunnel = await ended(await openForward(sandbox, pod, 9))
    expect(tunnel.closeCode).toBe(1000)
    expect(tunnel.errorText).toMatch(
      /^error forwarding port 9 to pod [0-9a-f]{64}, uid : failed to execute portforward in network namespace "\/var\/run\/netns\/cni-[^"]+": failed to connect to localhost:9 inside namespace "[0-9a-f]{64}", IPv4: dial tcp4 127\.0\.0\.1:9: connect: connection refused IPv6 dial tcp6/,
    )
  })

  test('a capture port accepts and closes without a word', async () => {
    const tunnel = await ended(await openForward(sandbox, pod, 15001))
    expect([tunnel.closeCode, tunnel.errorText]).toEqual([1000, ''])
  })

  test('Istio 1.24 has 15004 and a later one has not', async () => {
    const old = await openForward(sandbox, 'shop/classic-sidecar-abcde', 15004)
    expect((await get(old, '/debug/list')).status).toBe(200)
    old.destroy()
    const later = await ended(await openForward(sandbox, pod, 15004))
    expect(later.errorText).toContain('connection refused')
  })

  test('TLS, mutual TLS, plaintext HTTP/2 and DNS answer in their own protocols', async () => {
    const secure = connectTls({
      socket: await openForward(sandbox, 'istio-system/istiod', 15012),
      rejectUnauthorized: false,
    })
    await once(secure, 'secureConnect')
    expect(secure.getPeerCertificate().subjectaltname).toContain('DNS:istiod.istio-system.svc')
    secure.destroy()

    const mutual = connectTls({
      socket: await openForward(sandbox, 'ambient/waypoint', 15008),
      rejectUnauthorized: false,
    })
    const [alert] = await once(
      mutual.on('secureConnect', () => mutual.resume()),
      'error',
    )
    expect(String(alert)).toMatch(/certificate required|ECONNRESET|disconnected/)

    const plain = await openForward(sandbox, 'istio-system/istiod', 15010)
    const session = connectHttp2('http://istiod', { createConnection: () => plain })
    const [settings] = await once(session, 'remoteSettings')
    expect(settings).toHaveProperty('maxFrameSize')
    session.destroy()

    const dns = await openForward(sandbox, 'ambient/captured-workload', 15053)
    const question = Buffer.from(
      '0001010000010000000000000 96c6f63616c686f73740000010001'.replace(' ', ''),
      'hex',
    )
    dns.write(Buffer.concat([Buffer.of(0, question.length), question]))
    const [answer] = await once(dns, 'data')
    expect([...answer.subarray(-4)]).toEqual([127, 0, 0, 1])
    dns.destroy()
  })

  test('a pod that is missing, pending, completed or forbidden gets no tunnel, each in its own words', async () => {
    expect(await refusal(sandbox, 'shop/nope')).toContain(
      '404 {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pods \\"nope\\" not found"',
    )
    expect(await refusal(sandbox, 'legacy/pending')).toContain(
      '"message":"pod pending does not have a host assigned","reason":"BadRequest"',
    )
    expect(await refusal(sandbox, 'legacy/completed')).toBe('500 pod not found ("completed_legacy")')
    expect(await refusal(sandbox, pod, 'viewer')).toContain(
      'pods \\"native-sidecar-abcde\\" is forbidden: User \\"system:serviceaccount:sandbox-access:viewer\\" cannot get resource \\"pods/portforward\\" in API group \\"\\" in the namespace \\"shop\\"',
    )
    expect(await refusal(sandbox, pod, 'shop-operator')).toBe('opened')
    expect(await refusal(sandbox, 'istio-system/istiod', 'shop-operator')).toMatch(/^403 /)
  })

  test('another subprotocol is refused with a bare 403, a missing port with 400', async () => {
    await expect(openForward(sandbox, pod, 1, { protocols: ['v9.example'] })).rejects.toMatchObject({
      status: 403,
      message: '',
    })
    await expect(openForward(sandbox, pod, 1, { query: '' })).rejects.toMatchObject({
      status: 400,
      message: 'query parameter "port" is required',
    })
    await expect(openForward(sandbox, pod, 1, { query: 'ports=99999' })).rejects.toThrow('value out of range')
  })

  test('several ports on one WebSocket each have their channels, and it closes after the last one', async () => {
    const tunnel = await openForward(sandbox, pod, 15001, { query: 'ports=15001,9' })
    const seen: number[][] = []
    tunnel.webSocket.on('message', (data: Buffer) => seen.push([data[0] ?? -1, data.length]))
    await ended(tunnel)
    expect(seen.some(([channel, length]) => channel === 3 && (length ?? 0) > 3)).toBe(true)
    expect(tunnel.closeCode).toBe(1000)
  })

  test('pings are answered', async () => {
    const tunnel = await openForward(sandbox, pod, 15000)
    tunnel.webSocket.ping('are you there')
    const [payload] = await once(tunnel.webSocket, 'pong')
    expect(String(payload)).toBe('are you there')
    tunnel.destroy()
  })

  test('what a client still sends to a target that ended is read, so that the close comes through', async () => {
    const slow = await startSandbox({ mesh: meshOfKinds(), lingerMilliseconds: 100 })
    const tunnel = await openForward(slow, pod, 15001)
    for (let round = 0; round < 20; round++) tunnel.webSocket.send(Buffer.alloc(64 * 1024))
    expect((await ended(tunnel)).closeCode).toBe(1000)
    await slow[Symbol.asyncDispose]()
  })

  test('a body of many megabytes arrives in frames of at most 32 KiB, and a reader that stops stops the pod', async () => {
    let written = 0
    sandbox.pod(pod).open(7000, {
      container: 'app',
      kind: 'raw',
      connect: (socket) => {
        const chunk = Buffer.alloc(100_000, 'x')
        const more = (): void => {
          while (written < 40_000_000 && socket.write(chunk)) written += chunk.length
          socket.once('drain', more)
        }
        more()
      },
    })
    const tunnel = await openForward(sandbox, pod, 7000)
    const sizes = new Set<number>()
    tunnel.webSocket.on('message', (data: Buffer) => sizes.add(data.length))
    // Nobody reads: what was written settles at what the buffers on the way hold.
    let before = -1
    while (before !== written) {
      before = written
      tunnel.webSocket.ping()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(written).toBeLessThan(20_000_000)
    let read = 0
    for await (const chunk of tunnel) {
      read += Buffer.byteLength(chunk)
      if (read >= 40_000_000) break
    }
    expect(Math.max(...sizes)).toBe(32 * 1024 + 1)
    tunnel.destroy()
  })
})

describe('faults of a port', () => {
  let sandbox: Sandbox
  const ref = 'shop/frontend'
  const open = (port: number) => openForward(sandbox, `shop/${sandbox.pod(ref).object.metadata.name}`, port)
  beforeAll(async () => {
    sandbox = await startSandbox({ mesh: generateMesh(), lingerMilliseconds: 20 })
  })
  afterAll(() => sandbox[Symbol.asyncDispose]())

  test('refuse acts on new connections and resets those that are open, until healed', async () => {
    const tunnel = await open(15090)
    await get(tunnel, '/stats/prometheus')
    sandbox.pod(ref).refuse(15090)
    expect((await ended(tunnel)).errorText).toContain('connection reset by peer')
    expect((await ended(await open(15090))).errorText).toContain('connection refused')
    expect(await sandbox.pod(ref).listening()).not.toContain(15090)
    sandbox.pod(ref).heal()
    expect((await get(await open(15090), '/')).status).toBe(404)
  })

  test('a stalled port accepts and stays silent; the answer comes when it goes on', async () => {
    sandbox.pod(ref).stall(15000)
    const tunnel = await open(15000)
    const answer = get(tunnel, '/ready')
    tunnel.webSocket.ping()
    await once(tunnel.webSocket, 'pong')
    expect(tunnel.readableLength).toBe(0)
    sandbox.pod(ref).heal()
    expect((await answer).body).toBe('LIVE\n')
    tunnel.destroy()
  })

  test('frozen processes are silent on the ports named, and the others go on', async () => {
    sandbox.pod(ref).freeze(15000, 15021, 15090)
    expect((await get(await open(15020), '/healthz/ready')).status).toBe(200)
    const silent = await open(15021)
    const answer = get(silent, '/healthz/ready')
    sandbox.pod(ref).heal()
    expect((await answer).status).toBe(200)
    silent.destroy()
  })

  test('latency delays a request by at least its time', async () => {
    sandbox.pod(ref).latency(15000, 80)
    const began = performance.now()
    const tunnel = await open(15000)
    await get(tunnel, '/ready')
    expect(performance.now() - began).toBeGreaterThan(75)
    sandbox.pod(ref).heal()
    tunnel.destroy()
  })

  test('a reset after N bytes lets exactly N bytes through and names the reset', async () => {
    sandbox.pod(ref).resetAfter(15000, 100)
    const tunnel = await open(15000)
    let read = 0
    tunnel.on('data', (chunk: Buffer) => (read += chunk.length))
    tunnel.write('GET /stats HTTP/1.1\r\nhost: x\r\n\r\n')
    await ended(tunnel)
    expect(read).toBe(100)
    expect(tunnel.errorText).toContain('read: connection reset by peer')
    sandbox.pod(ref).heal()
  })

  test('half a body ends without a word, so only HTTP can tell', async () => {
    sandbox.pod(ref).halfBody(15000)
    const tunnel = await open(15000)
    await expect(get(tunnel, '/stats')).rejects.toThrow('aborted')
    expect([(await ended(tunnel)).closeCode, tunnel.errorText]).toEqual([1000, ''])
    sandbox.pod(ref).heal()
  })

  test('the close race answers the first request of a connection and drops it at the second', async () => {
    sandbox.pod(ref).closeRace(15000)
    const tunnel = await open(15000)
    let read = ''
    tunnel.on('data', (chunk: Buffer) => (read += chunk.toString()))
    tunnel.write('GET /ready HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(tunnel, 'data')
    tunnel.write('GET /ready HTTP/1.1\r\nhost: x\r\n\r\n')
    await ended(tunnel)
    expect(read.match(/LIVE/g)).toHaveLength(1)
    sandbox.pod(ref).heal()
  })

  test('a crashed container takes its ports with it, and Kubernetes says so', async () => {
    const pod = sandbox.pod(ref)
    pod.crashContainer('app')
    expect(await pod.listening()).not.toContain(8080)
    expect(await pod.listening()).toContain(15000)
    expect(JSON.stringify(pod.object['status'])).toContain('CrashLoopBackOff')
    pod.restartContainer('app')
    expect(await pod.listening()).toContain(8080)
    expect(JSON.stringify(pod.object['status'])).toContain('"restartCount":1')
  })

  test('replacing a pod ends its tunnels and gives the name a new uid', async () => {
    const pod = sandbox.pod(ref)
    const before = pod.object.metadata.uid
    const tunnel = await open(15000)
    await get(tunnel, '/ready')
    pod.replace()
    await ended(tunnel)
    expect(pod.object.metadata.uid).not.toBe(before)
    expect((await get(await open(15000), '/ready')).body).toBe('LIVE\n')
  })
})

describe('faults of the API server', () => {
  test("a kubelet that is down is said in the API server's words, a frozen one not at all", async () => {
    await using sandbox = await startSandbox({ mesh: meshOfKinds() })
    const pod = 'shop/native-sidecar-abcde'
    sandbox.api.stopKubelet()
    await expect(openForward(sandbox, pod, 15000)).rejects.toThrow(
      'error dialing backend: dial tcp 10.0.0.1:10250: connect: connection refused',
    )
    sandbox.api.freezeKubelet()
    const waiting = openForward(sandbox, pod, 15000)
    const silence = new Promise((resolve) => setTimeout(resolve, 100, 'silence'))
    expect(await Promise.race([waiting, silence])).toBe('silence')
    sandbox.api.heal()
    expect((await get(await waiting, '/ready')).body).toBe('LIVE\n')
  })

  test('many tunnels leave nothing behind', async () => {
    await using sandbox = await startSandbox({ mesh: meshOfKinds(), lingerMilliseconds: 5 })
    const pod = 'shop/native-sidecar-abcde'
    for (let round = 0; round < 20; round++) {
      const tunnels = await Promise.all(
        Array.from({ length: 10 }, (_, index) => openForward(sandbox, pod, index % 2 ? 15000 : 15001)),
      )
      for (const tunnel of tunnels) tunnel.destroy()
      await Promise.all(tunnels.map(ended))
    }
    while (sandbox.tunnels().open > 0 || sandbox.pod(pod).connections > 0) await new Promise(setImmediate)
    expect(sandbox.tunnels()).toEqual({ open: 0, opened: 200 })
  })

  test('Kubernetes 1.35 asks for create as well as get', async () => {
    await using sandbox = await startSandbox({ mesh: meshOfKinds(), kubernetesVersion: 'v1.35.0' })
    sandbox.api.forbid('shop-operator', 'create', 'pods/portforward')
    const refused = openForward(sandbox, 'shop/native-sidecar-abcde', 15000, { user: 'shop-operator' })
    await expect(refused).rejects.toThrow('cannot create resource \\"pods/portforward\\"')
  })

  test('going down tears tunnels and refuses connections; up again is the same address', async () => {
    await using sandbox = await startSandbox({ mesh: meshOfKinds() })
    const pod = 'shop/native-sidecar-abcde'
    const tunnel = await openForward(sandbox, pod, 15000)
    await sandbox.api.down()
    expect((await ended(tunnel)).closeCode).toBe(1006)
    await expect(openForward(sandbox, pod, 15000)).rejects.toThrow('ECONNREFUSED')
    await sandbox.api.up()
    const again = await openForward(sandbox, pod, 15000)
    expect((await get(again, '/ready')).status).toBe(200)
  })

  test('an expired token is 401 until a new kubeconfig is made', async () => {
    await using sandbox = await startSandbox({ mesh: meshOfKinds() })
    const old = sandbox.kubeconfig('admin')
    sandbox.api.expireToken('admin')
    expect(sandbox.kubeconfig('admin')).not.toBe(old)
    await openForward(sandbox, 'shop/native-sidecar-abcde', 15000)
  })

  test('muted tunnels answer no ping', async () => {
    await using sandbox = await startSandbox({ mesh: meshOfKinds() })
    const tunnel = await openForward(sandbox, 'shop/native-sidecar-abcde', 15000)
    await get(tunnel, '/ready')
    sandbox.api.muteTunnels()
    const pong = once(tunnel.webSocket, 'pong').then(() => 'pong')
    tunnel.webSocket.ping()
    expect(await Promise.race([pong, new Promise((resolve) => setTimeout(resolve, 100, 'silence'))])).toBe(
      'silence',
    )
    sandbox.api.heal()
    expect(await pong).toBe('pong')
  })
})
