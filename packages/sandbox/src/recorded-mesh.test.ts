import { once } from 'node:events'
import { request } from 'node:http'
import { request as requestTls } from 'node:https'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { RecordedAnswer, RecordedBehaviour } from '@portolan/recording/entries'
import { textAt } from './json-value.ts'
import type { KubeObject } from './kube-object.ts'
import { generatedPod } from './meshes/generated-pod.ts'
import { recordedMesh } from './recorded-mesh.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'
import { openForward } from './testing/forward-client.ts'
import { makeRecording, type TestAnswer, type TestMoment } from './testing/make-recording.ts'

const key = 'shop/cart-1'

function pod(name = 'cart-1', state: 'running' | 'not-ready' = 'running'): KubeObject {
  return generatedPod({
    meta: { namespace: 'shop', name, ownerReferences: [{ kind: 'ReplicaSet', uid: 'cart-rs' }] },
    containers: [{ name: 'app', image: 'app' }],
    state,
  })
}

const at = (second: number) => ({
  startedAt: `2026-11-23T04:00:${String(second).padStart(2, '0')}Z`,
  endedAt: `2026-11-23T04:00:${String(second + 2).padStart(2, '0')}Z`,
})

const plain = (target: string, text: string, status = 200): TestAnswer => ({
  target,
  status,
  headers: { 'content-type': 'text/plain', 'x-recorded': 'yes' },
  text,
})

type Keep = (one: TestAnswer) => Promise<RecordedAnswer>

async function envoyAt(keep: Keep, live: string): Promise<RecordedBehaviour> {
  return {
    kind: 'http',
    dialect: 'envoy-admin',
    answers: [
      await keep(plain('/ready', live)),
      await keep(plain('/stats', `server.uptime: ${live.length}\n`)),
    ],
  }
}

function moment(
  second: number,
  pods: readonly KubeObject[],
  behaviours: (keep: Keep) => Promise<Record<string, RecordedBehaviour>>,
): TestMoment {
  return {
    ...at(second),
    pods,
    ports: async (keep) => {
      const entries = Object.entries(await behaviours(keep))
      return {
        [key]: Object.fromEntries(
          entries.map(([number, behaviour]) => [number, { container: 'app', behaviour }]),
        ),
      }
    },
  }
}

async function play(...parameters: Parameters<typeof makeRecording>): Promise<Sandbox> {
  const recording = await makeRecording(...parameters)
  const sandbox = await startSandbox({ mesh: await recordedMesh(recording), lingerMilliseconds: 20 })
  onTestFinished(async () => {
    await sandbox[Symbol.asyncDispose]()
    await recording[Symbol.asyncDispose]()
  })
  return sandbox
}

async function get(sandbox: Sandbox, port: number, target: string) {
  const tunnel = await openForward(sandbox, key, port)
  const asking = request({ path: target, createConnection: () => tunnel }).end()
  const [response] = await once(asking, 'response')
  const body: Buffer = await buffer(response)
  tunnel.destroy()
  return { status: Number(response.statusCode), headers: response.headers, body: body.toString() }
}

/** Asks an Envoy over a connection that stays open. */
async function readiness(tunnel: Duplex): Promise<string> {
  tunnel.write('GET /ready HTTP/1.1\r\nhost: envoy\r\n\r\n')
  let answer = ''
  while (!/\r\n\r\n./.test(answer)) answer += String((await once(tunnel, 'data'))[0])
  return answer.split('\r\n\r\n')[1] ?? ''
}

/** What is left of a tunnel once the pod's side has ended it. */
async function ending(sandbox: Sandbox, port: number) {
  const tunnel = await openForward(sandbox, key, port)
  await once(tunnel.resume(), 'close')
  return { error: tunnel.errorText, code: tunnel.closeCode }
}

const one = (behaviours: (keep: Keep) => Promise<Record<string, RecordedBehaviour>>) => ({
  moments: [moment(0, [pod()], behaviours)],
})

test('an answer is played with its status, headers and bytes, and what is unknown as it was', async () => {
  const sandbox = await play(
    one(async (keep) => ({
      8080: {
        kind: 'http',
        dialect: 'plain',
        answers: [await keep(plain('/page?a=1', 'tea\n', 418))],
        unknown: await keep(plain('/nowhere', 'never heard of it', 404)),
      },
    })),
  )
  expect(await get(sandbox, 8080, '/page?a=1')).toMatchObject({
    status: 418,
    headers: { 'content-type': 'text/plain', 'x-recorded': 'yes', 'content-length': '4' },
    body: 'tea\n',
  })
  expect(await get(sandbox, 8080, '/other')).toMatchObject({ status: 404, body: 'never heard of it' })
})

test('what refused says the recorded words of its runtime', async () => {
  const words =
    'error forwarding port 81 to pod abc, uid : dial tcp4 127.0.0.1:81: connect: connection refused'
  const sandbox = await play(one(async () => ({ 81: { kind: 'refused', text: words } })))
  expect(await ending(sandbox, 81)).toEqual({ error: words, code: 1000 })
  expect((await ending(sandbox, 82)).error).toMatch(/failed to connect to localhost:82 .*connection refused/)
})

test('a black hole closes without a word', async () => {
  const sandbox = await play(one(async () => ({ 15001: { kind: 'black-hole' } })))
  expect(await ending(sandbox, 15001)).toEqual({ error: '', code: 1000 })
})

test.each(['hold', 'silent'] as const)('%s takes what is said and says nothing', async (kind) => {
  const sandbox = await play(one(async () => ({ 9000: { kind } })))
  const tunnel = await openForward(sandbox, key, 9000)
  tunnel.write('GET / HTTP/1.1\r\n\r\n')
  await expect(once(tunnel, 'data', { signal: AbortSignal.timeout(300) })).rejects.toThrow(/aborted/)
  expect(tunnel.closeCode).toBeUndefined()
  tunnel.destroy()
})

test('a certificate has the recorded names and the recorded end, even one that is over', async () => {
  const names = ['istiod.istio-system.svc', 'spiffe://cluster.local/ns/shop/sa/cart']
  const notAfter = '2026-01-02T03:04:05.000Z'
  const sandbox = await play(one(async () => ({ 15012: { kind: 'tls', names, notAfter, mutual: false } })))
  const tls = connectTls({ socket: await openForward(sandbox, key, 15012), rejectUnauthorized: false })
  await once(tls, 'secureConnect')
  const certificate = tls.getPeerCertificate()
  expect(certificate.subjectaltname).toBe(
    'DNS:istiod.istio-system.svc, URI:spiffe://cluster.local/ns/shop/sa/cart',
  )
  expect(new Date(certificate.valid_to).toISOString()).toBe(notAfter)
  tls.destroy()
})

test('mutual TLS whose certificate nobody saw still sends away who brings none', async () => {
  const sandbox = await play(
    one(async () => ({ 15008: { kind: 'tls', names: [], notAfter: '', mutual: true } })),
  )
  const tls = connectTls({ socket: await openForward(sandbox, key, 15008), rejectUnauthorized: false })
  const [error] = await once(tls, 'error')
  expect(String(error)).toMatch(/alert/)
})

test('moments change answers on connections that are open, objects through watches, and ports', async () => {
  const sandbox = await play({
    moments: [
      moment(0, [pod()], async (keep) => ({
        15000: await envoyAt(keep, 'INITIALIZING'),
        8080: { kind: 'hold' },
      })),
      moment(10, [pod('cart-1', 'not-ready'), pod('cart-2')], async (keep) => ({
        15000: await envoyAt(keep, 'LIVE'),
      })),
    ],
  })
  const { clock } = sandbox
  expect(clock).toMatchObject({ recordedFrom: at(0).startedAt, recordedUntil: at(10).endedAt, moments: 2 })
  const held = await openForward(sandbox, key, 8080)
  const envoy = await openForward(sandbox, key, 15000)
  expect(await readiness(envoy)).toBe('INITIALIZING')
  const changes: string[] = []
  sandbox.objects.subscribe(({ kind, object }) => changes.push(`${kind} ${object.metadata.name}`))

  await clock?.show(1)
  expect(clock?.shown).toEqual({ index: 1, ...at(10) })
  expect(await readiness(envoy)).toBe('LIVE')
  expect(changes).toEqual(['MODIFIED cart-1', 'ADDED cart-2'])
  await once(held.resume(), 'close')
  expect(held.errorText).toMatch(/connection reset by peer/)
  expect(await sandbox.pod(key).listening()).toEqual([15000])
  envoy.destroy()

  await clock?.show(0)
  expect(sandbox.objects.get('pods', 'shop/cart-2')).toBeUndefined()
})

const none = async () => ({})

test('what somebody broke stays broken when the next moment begins', async () => {
  const sandbox = await play({
    moments: [moment(0, [pod()], none), moment(10, [pod('cart-1', 'not-ready')], none)],
  })
  sandbox.pod(key).crashContainer('app')
  await sandbox.clock?.show(1)
  const status = sandbox.pod(key).object['status']
  expect(textAt(status, 'containerStatuses', 0, 'state', 'waiting', 'reason')).toBe('CrashLoopBackOff')
})

test('a pod that takes the place of a recorded one answers as it did', async () => {
  const sandbox = await play(one(async (keep) => ({ 15000: await envoyAt(keep, 'LIVE') })))
  sandbox.pod(key).replace('cart-9')
  const tunnel = await openForward(sandbox, 'shop/cart-9', 15000)
  expect(await readiness(tunnel)).toBe('LIVE')
  tunnel.destroy()
})

test('what could not be recorded is not said to refuse', async () => {
  const bare = { ...moment(0, [pod(), pod('shy-1')], async () => ({})), pods: [pod(), pod('shy-1')] }
  const sandbox = await play({
    moments: [bare],
    gaps: [
      { what: `${key} port 15000`, why: 'it did not answer in 10 s' },
      { what: 'shop/shy-1 ports', why: 'no right to create pods/portforward' },
    ],
  })
  expect((await ending(sandbox, 15000)).error).toBe(
    'port 15000 is not in this recording: it did not answer in 10 s',
  )
  await expect(openForward(sandbox, 'shop/shy-1', 15000)).rejects.toMatchObject({
    status: 500,
    message: expect.stringContaining('no right to create pods/portforward'),
  })
})

test('the administrator is whoever recorded it', async () => {
  const sandbox = await play({
    ...one(async () => ({})),
    identity: { user: 'ada', groups: ['operators', 'system:authenticated'] },
  })
  const token = /token: (\S+)/.exec(sandbox.kubeconfig())?.[1] ?? ''
  const ask = async (path: string, spec: object): Promise<unknown> => {
    const asking = requestTls(`${sandbox.url}${path}`, {
      method: 'POST',
      ca: sandbox.caPem,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
    asking.end(JSON.stringify({ spec }))
    const [response] = await once(asking, 'response')
    return JSON.parse((await buffer(response)).toString())
  }
  expect(await ask('/apis/authentication.k8s.io/v1/selfsubjectreviews', {})).toMatchObject({
    status: { userInfo: { username: 'ada', groups: ['operators', 'system:authenticated'] } },
  })
  const resourceAttributes = {
    verb: 'create',
    resource: 'pods',
    subresource: 'portforward',
    namespace: 'shop',
  }
  expect(
    await ask('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { resourceAttributes }),
  ).toMatchObject({ status: { allowed: true } })
})
