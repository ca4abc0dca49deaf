import { expect, test } from 'vitest'
import { PodOnSandbox } from '../testing/pod-on-sandbox.ts'

/** Short enough for a test, long enough for a handshake on a busy machine. */
const impatient = 1_200

function greetAsSmtp(socket: { end(text: string): void }): void {
  socket.end('220 smtp.example \u0001 ready\r\n')
}

function answerNothing(_request: unknown, response: { end(): void }): void {
  response.end()
}

test('an HTTP port is proved by any answer, with its status and short words', async () => {
  await using pod = await PodOnSandbox.start()
  expect(await pod.ask(15000)).toMatchObject({ kind: 'http', path: '/ready', status: 200, said: 'LIVE' })
  expect(await pod.ask(15090)).toMatchObject({ kind: 'http', path: '/', status: 404 })
})

test('a warm tunnel carries the next question to the same HTTP port', async () => {
  await using pod = await PodOnSandbox.start()
  await pod.ask(15000)
  await pod.ask(15000)
  expect(pod.sandbox.tunnels().opened).toBe(1)
})

test('a question that dies on a warm tunnel is put once more on a fresh one', async () => {
  await using pod = await PodOnSandbox.start()
  pod.pod.closeRace(15000)
  await pod.ask(15000)
  expect(await pod.ask(15000)).toMatchObject({ kind: 'http', status: 200 })
  expect(pod.sandbox.tunnels().opened).toBe(2)
})

test('a refused port has the runtime’s own words as evidence, whatever the question', async () => {
  await using pod = await PodOnSandbox.start()
  for (const number of [15000, 15006]) {
    pod.pod.refuse(number)
    const evidence = await pod.ask(number)
    expect(evidence.kind).toBe('refused')
    expect(JSON.stringify(evidence)).toContain(`127.0.0.1:${number}: connect: connection refused`)
  }
})

test('a black hole is told from a listener that holds the connection', async () => {
  await using pod = await PodOnSandbox.start()
  expect(await pod.ask(15001)).toMatchObject({ kind: 'accepted', closedByPeer: true })
  pod.pod.open(15006, { container: 'istio-proxy', kind: 'hold' })
  expect(await pod.ask(15006, impatient)).toMatchObject({ kind: 'accepted', closedByPeer: false })
})

test('a frozen process keeps silent while the way to it is proved alive by a ping', async () => {
  await using pod = await PodOnSandbox.start()
  await pod.ask(15000)
  pod.pod.freeze()
  expect(await pod.ask(15000, impatient)).toMatchObject({ kind: 'silent', asked: 'GET /ready' })
  expect(await pod.ask(15021, impatient)).toMatchObject({ kind: 'silent', asked: 'GET /healthz/ready' })
})

test('a frozen kubelet proves nothing about the port: warm tunnels answer no ping, fresh ones do not open', async () => {
  await using pod = await PodOnSandbox.start()
  await pod.ask(15000)
  pod.sandbox.api.muteTunnels()
  expect(await pod.ask(15000, impatient)).toMatchObject({ kind: 'tunnel', code: 'unresponsive' })
  pod.sandbox.api.freezeKubelet()
  expect(await pod.ask(15000, impatient)).toMatchObject({ kind: 'tunnel', code: 'timeout' })
  expect(await pod.ask(15001, impatient)).toMatchObject({ kind: 'tunnel', code: 'timeout' })
})

test('a stopped kubelet and a stopped API server are told apart', async () => {
  await using pod = await PodOnSandbox.start()
  pod.sandbox.api.stopKubelet()
  expect(await pod.ask(15000)).toMatchObject({ kind: 'tunnel', code: 'kubelet-unreachable' })
  await pod.sandbox.api.down()
  expect(await pod.ask(15000)).toMatchObject({ kind: 'tunnel', code: 'api-unreachable' })
})

test('a port that speaks another protocol is quoted, with what is not printable as dots', async () => {
  await using pod = await PodOnSandbox.start()
  pod.pod.open(15000, { container: 'istio-proxy', kind: 'raw', connect: greetAsSmtp })
  const evidence = await pod.ask(15000)
  expect(evidence.kind).toBe('unexpected')
  expect(JSON.stringify(evidence)).toContain('220 smtp.example . ready')
})

test('a body that never ends does not keep the port from being proved', async () => {
  await using pod = await PodOnSandbox.start()
  pod.pod.open(15000, {
    container: 'istio-proxy',
    kind: 'http',
    handler: (_request, response) => void response.writeHead(200).write('on and on'),
  })
  expect(await pod.ask(15000)).toMatchObject({ kind: 'http', status: 200 })
})

test('istiod’s ports are proved by SETTINGS, by a handshake with its certificate, and by HTTP through TLS', async () => {
  await using pod = await PodOnSandbox.start('istio-system/istiod')
  expect(await pod.ask(15010)).toMatchObject({ kind: 'http2-settings' })
  const handshake = await pod.ask(15012)
  expect(handshake).toMatchObject({ kind: 'tls', protocol: 'TLSv1.3' })
  expect(JSON.stringify(handshake)).toContain('istiod.istio-system.svc')
  expect(await pod.ask(15017)).toMatchObject({ kind: 'http', path: '/ready', status: 200 })
})

test('a server that wants a client certificate has proved TLS when it says so', async () => {
  await using pod = await PodOnSandbox.start('istio-system/istiod')
  pod.pod.open(15012, { container: 'discovery', kind: 'tls', names: ['waypoint'], mutual: true })
  const evidence = await pod.ask(15012)
  expect(['tls', 'tls-alert']).toContain(evidence.kind)
})

test('plain HTTP where gRPC or TLS should be is unexpected, in the words that came back', async () => {
  await using pod = await PodOnSandbox.start('istio-system/istiod')
  pod.pod.open(15010, { container: 'discovery', kind: 'http', handler: answerNothing })
  expect(await pod.ask(15010)).toMatchObject({ kind: 'unexpected', asked: 'HTTP/2 preface' })
  pod.pod.open(15012, { container: 'discovery', kind: 'http', handler: answerNothing })
  expect(await pod.ask(15012)).toMatchObject({ kind: 'unexpected', asked: 'TLS ClientHello' })
})

test('a DNS port is proved by any answer to the question', async () => {
  await using pod = await PodOnSandbox.start()
  pod.pod.open(15090, { container: 'istio-proxy', kind: 'dns', hosts: {} })
  const question = 'nowhere.example.'
  const port = { ...pod.port(15090), probe: { kind: 'dns', question } as const }
  const evidence = await pod.ask(15090, 3_000, port)
  expect(evidence).toMatchObject({ kind: 'dns', question, rcode: 'NXDOMAIN' })
})

test('a user without the right is told by the API server which verb is missing', async () => {
  await using pod = await PodOnSandbox.start('shop/frontend', { user: 'viewer' })
  const evidence = await pod.ask(15000)
  expect(evidence).toMatchObject({ kind: 'tunnel', code: 'forbidden', status: 403 })
  expect(JSON.stringify(evidence)).toContain('pods/portforward')
})

test('every tunnel of a question is closed when the question is over', async () => {
  await using pod = await PodOnSandbox.start('istio-system/istiod')
  for (const number of [15010, 15012, 15017]) await pod.ask(number)
  await expect.poll(() => pod.sandbox.tunnels().open, { timeout: 10_000 }).toBe(0)
})
