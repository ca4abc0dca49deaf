import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { KubeConfig, type User } from '@kubernetes/client-node'
import { makeCertificate } from '@portolan/sandbox/certificates'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ApiServerAccess, type ApiServerAccessOptions } from './api-server-access.ts'
import { fakeApiServer, fakeProxy, type FakeApiServer } from './testing/fake-api-server.ts'
import { kubeConfigFrom, meshUnderTest, never, until } from './testing/mesh-under-test.ts'
import { openTunnel } from './open-tunnel.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { tunnelRequest } from './tunnel-request.ts'

let server: FakeApiServer
let folder: string
beforeEach(async () => {
  server = await fakeApiServer()
  folder = await mkdtemp(path.join(tmpdir(), 'access-'))
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

type Shape = {
  readonly user?: Omit<User, 'name'>
  readonly cluster?: Record<string, unknown>
  readonly host?: string
  readonly ca?: string
}

function accessTo(
  { user, cluster, host = '127.0.0.1', ca }: Shape,
  options: ApiServerAccessOptions = {},
): ApiServerAccess {
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name: 'c',
        server: `https://${host}:${server.port}`,
        caData: Buffer.from(ca ?? server.certificate.ca).toString('base64'),
        skipTLSVerify: false,
        ...cluster,
      },
    ],
    users: user ? [{ name: 'somebody', ...user }] : [],
    contexts: [{ name: 'here', cluster: 'c', user: user ? 'somebody' : '' }],
    currentContext: 'here',
  })
  return new ApiServerAccess(kubeConfig, { environment: {}, ...options })
}

const ask = (access: ApiServerAccess, path = '/version', deadlineMs = 3_000) =>
  access.restRequest({ path, signal: never, deadlineMs })

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  )

const exec = (command: string, ...args: string[]) => ({ user: { exec: { command, args } } })

/** A credential plugin that counts how often it ran, and answers with what `statuses` says, the last for ever. */
async function plugin(
  statuses: readonly unknown[],
): Promise<{ user: Omit<User, 'name'>; runs: () => Promise<number> }> {
  const counter = path.join(folder, 'runs')
  const script = path.join(folder, 'plugin.mjs')
  await writeFile(counter, '')
  await writeFile(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs'
     appendFileSync(${JSON.stringify(counter)}, 'x')
     const statuses = ${JSON.stringify(statuses)}
     const run = readFileSync(${JSON.stringify(counter)}).length
     console.log(JSON.stringify({ status: statuses[Math.min(run, statuses.length) - 1] }))`,
  )
  return {
    user: {
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: [script] },
    },
    runs: async () => (await readFile(counter)).length,
  }
}

describe('REST requests', () => {
  test('use one connection again and again', async () => {
    using access = accessTo({ user: { token: 't' } })
    for (let round = 0; round < 20; round++) expect((await ask(access)).status).toBe(200)
    expect(server.seen).toHaveLength(20)
    expect(server.connections).toBe(1)
    expect(server.seen[0]?.authorization).toBe('Bearer t')
  })

  test('carry a JSON body, and return answers of any status', async () => {
    using access = accessTo({ user: { token: 't' } })
    server.answer = () => 422
    const answer = await access.restRequest({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: { kind: 'SelfSubjectAccessReview' },
      signal: never,
      deadlineMs: 3_000,
    })
    expect([answer.status, answer.text]).toEqual([422, '{"kind":"Answer"}'])
  })

  test('stay below the path prefix of the server', async () => {
    await using mesh = await meshUnderTest({ sandbox: { pathPrefix: '/k8s/clusters/c-1' } })
    expect((await ask(mesh.access)).text).toContain('gitVersion')
    expect(await (await mesh.get(15000, '/ready')).text()).toBe('LIVE\n')
  })

  test('a server that never answers, and a caller that leaves, are told apart', async () => {
    using access = accessTo({ user: { token: 't' } })
    server.answer = () => 'never'
    expect(await failure(ask(access, '/version', 50))).toMatchObject({
      code: 'timeout',
      text: 'the answer of the API server took longer than 50 ms',
    })
    const leaving = new AbortController()
    const asked = failure(access.restRequest({ path: '/', signal: leaving.signal, deadlineMs: 3_000 }))
    leaving.abort()
    expect(await asked).toMatchObject({ code: 'aborted' })
  })

  test('a watch streams, and ends with its signal', async () => {
    await using mesh = await meshUnderTest()
    const leaving = new AbortController()
    const { status, body } = await mesh.access.streamRequest({
      path: '/api/v1/pods?watch=1&resourceVersion=0',
      signal: leaving.signal,
      deadlineMs: 3_000,
    })
    expect(status).toBe(200)
    const [event]: unknown[] = await once(body, 'data')
    expect(String(event)).toContain('"type":"ADDED"')
    const failed = once(body, 'error')
    leaving.abort()
    expect((await failed)[0]).toMatchObject({ code: 'aborted' })
  })
})

describe('TLS', () => {
  test("the cluster's CA counts even when the context names no user", async () => {
    using access = accessTo({})
    expect((await ask(access)).status).toBe(200)
  })

  test('a certificate of somebody else is named as the reason', async () => {
    const { ca } = await makeCertificate('somebody-else', ['localhost'])
    using access = accessTo({ user: { token: 't' }, ca })
    expect(await failure(ask(access))).toMatchObject({
      code: 'api-unreachable',
      text: expect.stringMatching(
        /^the certificate of the API server at https:\/\/127\.0\.0\.1:\d+ is not trusted: /,
      ),
    })
  })

  test('tls-server-name is what the certificate is held against', async () => {
    await using named = await fakeApiServer(['kubernetes'])
    const cluster = { server: `https://127.0.0.1:${named.port}` }
    using wrong = accessTo({ user: { token: 't' }, cluster, ca: named.certificate.ca })
    expect(await failure(ask(wrong))).toMatchObject({ text: expect.stringContaining('is not trusted') })
    using right = accessTo({
      user: { token: 't' },
      cluster: { ...cluster, tlsServerName: 'kubernetes' },
      ca: named.certificate.ca,
    })
    expect((await ask(right)).status).toBe(200)
  })

  test('a rotated client certificate is used for the next connection', async () => {
    const [first, second] = await Promise.all([
      makeCertificate('first', ['a']),
      makeCertificate('second', ['a']),
    ])
    const expired = '2020-01-01T00:00:00Z'
    const status = ({ cert, key }: typeof first) => ({
      clientCertificateData: cert,
      clientKeyData: key,
      expirationTimestamp: expired,
    })
    const { user } = await plugin([status(first), status(second)])
    using access = accessTo({ user })
    await ask(access)
    access.renewCredentials()
    await ask(access)
    await ask(access)
    expect(server.seen.map(({ client }) => client)).toEqual(['first', 'second', 'second'])
    expect(server.connections).toBe(2)
  })
})

describe('credentials', () => {
  test('a burst of requests runs the plugin once', async () => {
    const { user, runs } = await plugin([{ token: 'fresh', expirationTimestamp: '2020-01-01T00:00:00Z' }])
    using access = accessTo({ user })
    await Promise.all(Array.from({ length: 25 }, () => ask(access)))
    expect(await runs()).toBe(1)
    expect(new Set(server.seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer fresh']))
  })

  test('after a 401 the plugin is asked once more, and not again and again', async () => {
    const { user, runs } = await plugin([{ token: 'old' }, { token: 'new' }])
    using access = accessTo({ user })
    server.answer = ({ authorization }) => (authorization === 'Bearer new' ? 200 : 401)
    expect((await ask(access)).status).toBe(200)
    server.answer = () => 401
    expect((await ask(access)).status).toBe(401)
    expect((await ask(access)).status).toBe(401)
    expect(await runs()).toBe(2)
  })

  test('a plugin that is missing, failing or hanging is named', async () => {
    using missing = accessTo(exec('no-such-plugin'))
    expect(await failure(ask(missing))).toMatchObject({
      code: 'credentials-failed',
      text: 'the credential plugin "no-such-plugin" of user "somebody" is not installed or not on PATH',
    })
    using failing = accessTo(exec(process.execPath, '-e', 'console.error("please log in"); process.exit(1)'))
    expect(await failure(ask(failing))).toMatchObject({
      code: 'credentials-failed',
      text: expect.stringMatching(/failed: please log in$/),
    })
    using hanging = accessTo(exec(process.execPath, '-e', 'setTimeout(() => {}, 1_500)'))
    expect(await failure(ask(hanging, '/version', 60))).toMatchObject({ code: 'timeout' })
  })

  test('an unreadable key and a kubeconfig without a context are said, not thrown as they come', async () => {
    using broken = accessTo({ user: { certData: Buffer.from('nonsense').toString('base64') } })
    expect(await failure(ask(broken))).toMatchObject({
      code: 'credentials-failed',
      text: expect.stringContaining('the certificates in the kubeconfig cannot be used'),
    })
    expect(() => new ApiServerAccess(new KubeConfig())).toThrow('the kubeconfig has no current context')
  })

  test('impersonation sends the user and every group', async () => {
    using access = accessTo(
      { user: { token: 't' } },
      { impersonate: { user: 'alice', groups: ['dev', 'on-call'] } },
    )
    await ask(access)
    const headers = server.seen[0]?.rawHeaders ?? []
    const pairs = headers.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${headers[index + 1]}`] : [],
    )
    expect(pairs).toEqual(
      expect.arrayContaining([
        'Impersonate-User: alice',
        'Impersonate-Group: dev',
        'Impersonate-Group: on-call',
      ]),
    )
  })

  test('impersonation holds for tunnels too, and makes another identity', async () => {
    await using mesh = await meshUnderTest()
    const kubeConfig = kubeConfigFrom(mesh.sandbox.kubeconfig())
    using access = new ApiServerAccess(kubeConfig, { impersonate: { user: 'nobody', groups: [] } })
    using agent = new TunnelAgent(access)
    expect(access.identity).not.toBe(mesh.access.identity)
    const asked = tunnelRequest(agent, mesh.target(15000), {
      method: 'GET',
      path: '/',
      signal: never,
      deadlineMs: 3_000,
    })
    expect(await failure(asked)).toMatchObject({ code: 'forbidden', text: expect.stringContaining('nobody') })
  })
})

describe('an upgrade that is answered by somebody who does not understand it', () => {
  const target = { namespace: 'shop', pod: 'cart', uid: 'u', port: 15000 }
  const open = (access: ApiServerAccess) => failure(openTunnel(access, target, { signal: never }))

  test('403 without a word is the runtime refusing the protocol, with words it is a missing right', async () => {
    using access = accessTo({ user: { token: 't' } })
    server.answer = () => 403
    server.body = ''
    expect(await open(access)).toMatchObject({ code: 'protocol-refused', status: 403 })
    server.body = '{"kind":"Status","message":"pods \\"cart\\" is forbidden","reason":"Forbidden"}'
    expect(await open(access)).toMatchObject({
      code: 'forbidden',
      text: 'pods "cart" is forbidden',
      reason: 'Forbidden',
    })
  })

  test('a page instead of an upgrade, and an endless one, are quoted from the start', async () => {
    using access = accessTo({ user: { token: 't' } })
    server.body = '<html>please log in</html>'
    expect(await open(access)).toMatchObject({ code: 'protocol-refused', status: 200, text: server.body })
    server.answer = () => 500
    server.body = 'x'.repeat(1_000_000)
    const error = await open(access)
    expect(error).toMatchObject({ code: 'upgrade-failed', status: 500 })
    expect(String(error).length).toBeLessThan(2_100)
  })

  test('401 asks the plugin for new credentials, once', async () => {
    const { user, runs } = await plugin([{ token: 'old' }, { token: 'new' }])
    using access = accessTo({ user })
    server.answer = () => 401
    expect(await open(access)).toMatchObject({ code: 'unauthorized', status: 401 })
    expect(await open(access)).toMatchObject({ code: 'unauthorized' })
    expect(server.seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer old',
      'Bearer new',
      'Bearer new',
    ])
    expect(await runs()).toBe(2)
  })
})

describe('proxies', () => {
  test("the cluster's proxy carries requests and tunnels", async () => {
    await using mesh = await meshUnderTest()
    await using proxy = await fakeProxy(Number(new URL(mesh.sandbox.url).port))
    const kubeConfig = kubeConfigFrom(mesh.sandbox.kubeconfig())
    kubeConfig.loadFromOptions({
      users: kubeConfig.users,
      contexts: kubeConfig.contexts,
      currentContext: kubeConfig.currentContext,
      clusters: kubeConfig.clusters.map((cluster) => ({ ...cluster, proxyUrl: proxy.url })),
    })
    using access = new ApiServerAccess(kubeConfig, { environment: {} })
    using agent = new TunnelAgent(access)
    expect((await ask(access)).status).toBe(200)
    const asked = { method: 'GET', path: '/ready', signal: never, deadlineMs: 3_000 } as const
    const answer = await tunnelRequest(agent, mesh.target(15000), asked)
    expect(await answer.text()).toBe('LIVE\n')
    expect(proxy.asked.length).toBeGreaterThan(0)
    agent[Symbol.dispose]()
    await until(() => mesh.sandbox.tunnels().open === 0)
  })

  test('HTTPS_PROXY is honoured, unless NO_PROXY names the server', async () => {
    await using named = await fakeApiServer(['api.example.test'])
    await using proxy = await fakeProxy(named.port)
    const shape = {
      user: { token: 't' },
      cluster: { server: `https://api.example.test:${named.port}` },
      ca: named.certificate.ca,
    }
    using proxied = accessTo(shape, { environment: { HTTPS_PROXY: proxy.url } })
    expect((await ask(proxied)).status).toBe(200)
    expect(proxy.asked).toEqual([`api.example.test:${named.port}`])
    using direct = accessTo(shape, { environment: { HTTPS_PROXY: proxy.url, NO_PROXY: '.example.test' } })
    expect(await failure(ask(direct))).toMatchObject({ code: 'api-unreachable' })
    expect(proxy.asked).toHaveLength(1)
  })
})
