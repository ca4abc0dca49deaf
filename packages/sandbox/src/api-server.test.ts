import { request } from 'node:https'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { listAt, objectAt, parseJsonObject, textAt, valueAt, type JsonObject } from './json-value.ts'
import { generateMesh } from './generate-mesh.ts'
import { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox.ts'

let running: Sandbox[] = []
afterEach(async () => {
  for (const sandbox of running) await sandbox[Symbol.asyncDispose]()
  running = []
})

async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ mesh: generateMesh(), ...options })
  running.push(sandbox)
  return sandbox
}

type Asking = {
  readonly user?: string
  readonly token?: string
  readonly accept?: string
  readonly body?: JsonObject
  readonly headers?: Readonly<Record<string, string>>
}

function ask(sandbox: Sandbox, path: string, { user, token, accept, body, headers }: Asking = {}) {
  const held = token ?? textAt(parse(sandbox.kubeconfig(user)), 'users', 0, 'user', 'token') ?? ''
  const url = new URL(sandbox.url)
  return request({
    host: url.hostname,
    port: url.port,
    path: `${url.pathname.replace(/\/$/, '')}${path}`,
    ca: sandbox.caPem,
    agent: false,
    method: body ? 'POST' : 'GET',
    headers: {
      ...(held ? { authorization: `Bearer ${held}` } : {}),
      ...(accept ? { accept } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
  }).end(body && JSON.stringify(body))
}

async function get(
  sandbox: Sandbox,
  path: string,
  asking?: Asking,
): Promise<{ status: number; body: JsonObject }> {
  const [response] = await once(ask(sandbox, path, asking), 'response')
  return { status: response.statusCode, body: parseJsonObject(await text(response)) ?? {} }
}

/** A running watch: events as they come. */
async function watch(sandbox: Sandbox, path: string, user?: string) {
  const asking = ask(sandbox, path, user ? { user } : {})
  const [response] = await once(asking, 'response')
  const lines = createInterface({ input: response })[Symbol.asyncIterator]()
  return {
    async next(): Promise<JsonObject | undefined> {
      const { value, done } = await lines.next()
      return done ? undefined : parseJsonObject(value)
    },
    close: () => asking.destroy(),
  }
}

const names = (list: JsonObject): readonly string[] =>
  listAt(list, 'items').map((one) => textAt(one, 'metadata', 'name') ?? '')

test('lists carry a resource version, keep the order of keys, and select by field and label', async () => {
  const sandbox = await start()
  const { body } = await get(sandbox, '/api/v1/pods')
  expect(body['kind']).toBe('PodList')
  expect(Number(textAt(body, 'metadata', 'resourceVersion'))).toBeGreaterThan(0)
  expect(names(body)).toHaveLength(14)
  expect(names((await get(sandbox, '/api/v1/pods?labelSelector=app%3Distiod')).body)).toEqual([
    'istiod-7b8f5c9d4-xk2lm',
  ])
  expect(
    names((await get(sandbox, '/api/v1/pods?labelSelector=app%20in%20(istiod,cart),!istio')).body),
  ).not.toContain('istiod-7b8f5c9d4-xk2lm')
  expect(names((await get(sandbox, '/api/v1/namespaces?fieldSelector=metadata.name%3Dshop')).body)).toEqual([
    'shop',
  ])
  expect((await get(sandbox, '/api/v1/pods?fieldSelector=foo%3Dbar')).body['message']).toBe(
    'field label not supported: foo',
  )
  expect((await get(sandbox, '/api/v1/pods?labelSelector=a%20b%20c')).status).toBe(400)
})

test('a list comes in pages that together are the whole', async () => {
  const sandbox = await start()
  const all = names((await get(sandbox, '/api/v1/pods')).body)
  const seen: string[] = []
  let next: string | undefined = ''
  while (next !== undefined) {
    const { body } = await get(sandbox, `/api/v1/pods?limit=5${next && `&continue=${next}`}`)
    seen.push(...names(body))
    next = textAt(body, 'metadata', 'continue')
    expect(valueAt(body, 'metadata', 'remainingItemCount') ?? 0).toBe(all.length - seen.length)
  }
  expect(seen).toEqual(all)
  expect((await get(sandbox, '/api/v1/pods?limit=5&continue=nonsense')).status).toBe(400)
})

test('a watch from a version tells what changed since, then what changes', async () => {
  const sandbox = await start()
  const version = textAt((await get(sandbox, '/api/v1/pods')).body, 'metadata', 'resourceVersion') ?? ''
  sandbox.pod('shop/frontend').setStatus({ message: 'changed before the watch' })
  const watching = await watch(sandbox, `/api/v1/namespaces/shop/pods?watch=true&resourceVersion=${version}`)
  expect(await watching.next()).toMatchObject({
    type: 'MODIFIED',
    object: { status: { message: 'changed before the watch' } },
  })
  sandbox.pod('backend/cart').delete()
  sandbox.pod('shop/frontend').delete()
  expect(await watching.next()).toMatchObject({
    type: 'MODIFIED',
    object: { metadata: { deletionTimestamp: expect.any(String) } },
  })
  expect(await watching.next()).toMatchObject({
    type: 'DELETED',
    object: { metadata: { namespace: 'shop' } },
  })
  watching.close()
})

test('an object that ceases to match the selector of a watch is deleted for it', async () => {
  const sandbox = await start()
  const watching = await watch(
    sandbox,
    `/api/v1/pods?watch=1&resourceVersion=${sandbox.objects.version}&labelSelector=app%3Dcart`,
  )
  const pod = sandbox.pod('backend/cart').object
  sandbox.objects.put('pods', { ...pod, metadata: { ...pod.metadata, labels: { app: 'other' } } })
  expect(await watching.next()).toMatchObject({ type: 'DELETED' })
  sandbox.objects.put('pods', pod)
  expect(await watching.next()).toMatchObject({ type: 'ADDED' })
  watching.close()
})

test('a watch without a version starts with everything, ends at its timeout, and sends bookmarks when allowed', async () => {
  const sandbox = await start({ bookmarkEveryMilliseconds: 20 })
  const watching = await watch(
    sandbox,
    '/api/v1/namespaces?watch=true&timeoutSeconds=1&allowWatchBookmarks=true',
  )
  for (const name of ['backend', 'istio-system', 'shop']) {
    expect(await watching.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name } } })
  }
  expect(await watching.next()).toMatchObject({
    type: 'BOOKMARK',
    object: { kind: 'Namespace', metadata: { resourceVersion: String(sandbox.objects.version) } },
  })
  sandbox.api.endWatches()
  let last: JsonObject | undefined = {}
  while (last) last = await watching.next()
})

test('compacted history is 410, for running watches, for new ones as an event, and over HTTP when asked for', async () => {
  const sandbox = await start()
  const version = sandbox.objects.version
  const path = `/api/v1/pods?watch=true&resourceVersion=${version}`
  const watching = await watch(sandbox, path)
  sandbox.api.gone()
  const gone = { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }
  expect(await watching.next()).toMatchObject(gone)
  expect(await watching.next()).toBeUndefined()
  expect(await (await watch(sandbox, path)).next()).toMatchObject(gone)
  sandbox.api.gone('http')
  expect((await get(sandbox, path)).status).toBe(410)
})

test('dropped watches break off, slow ones are late', async () => {
  const sandbox = await start()
  const torn = ask(sandbox, `/api/v1/pods?watch=true&resourceVersion=${sandbox.objects.version}`)
  const [response] = await once(torn, 'response')
  sandbox.api.dropWatches()
  await expect(text(response)).rejects.toThrow('aborted')
  sandbox.api.slowWatch(60)
  const watching = await watch(sandbox, `/api/v1/pods?watch=true&resourceVersion=${sandbox.objects.version}`)
  const began = performance.now()
  sandbox.pod('shop/frontend').setStatus({ message: 'late' })
  await watching.next()
  expect(performance.now() - began).toBeGreaterThan(50)
  watching.close()
})

test('what is refused is refused in the words of the API server', async () => {
  const sandbox = await start()
  expect((await get(sandbox, '/api/v1/pods', { token: 'nonsense' })).body).toMatchObject({
    code: 401,
    message: 'Unauthorized',
    reason: 'Unauthorized',
  })
  expect((await get(sandbox, '/api/v1/pods', { headers: { authorization: '' } })).body['message']).toBe(
    'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
  )
  const user = 'shop-operator'
  expect((await get(sandbox, '/api/v1/namespaces', { user })).body['message']).toBe(
    'namespaces is forbidden: User "system:serviceaccount:sandbox-access:shop-operator" cannot list resource "namespaces" in API group "" at the cluster scope',
  )
  expect(
    (await get(sandbox, '/api/v1/namespaces/istio-system/configmaps/istio', { user })).body['message'],
  ).toBe(
    'configmaps "istio" is forbidden: User "system:serviceaccount:sandbox-access:shop-operator" cannot get resource "configmaps" in API group "" in the namespace "istio-system"',
  )
  expect((await get(sandbox, '/api/v1/namespaces/shop', { user })).status).toBe(200)
  expect((await get(sandbox, '/api/v1/namespaces/shop/pods', { user })).status).toBe(200)
  expect((await get(sandbox, '/api/v1/namespaces/shop/pods/x')).body).toMatchObject({
    code: 404,
    message: 'pods "x" not found',
  })
  expect((await get(sandbox, '/api/v1/secrets')).body['message']).toBe(
    'the server could not find the requested resource',
  )
})

test('access reviews agree with what happens', async () => {
  const sandbox = await start()
  const mayForward = async (user: string, namespace: string, verb = 'get') => {
    const resourceAttributes = { verb, resource: 'pods', subresource: 'portforward', namespace }
    const body = {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      spec: { resourceAttributes },
    }
    const answer = await get(sandbox, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      user,
      body,
    })
    return valueAt(answer.body, 'status', 'allowed')
  }
  expect(await mayForward('admin', 'istio-system')).toBe(true)
  expect(await mayForward('viewer', 'shop')).toBe(false)
  expect(await mayForward('shop-operator', 'shop')).toBe(true)
  expect(await mayForward('shop-operator', 'istio-system')).toBe(false)
  sandbox.api.forbid('admin', 'create', 'pods/portforward')
  expect(await mayForward('admin', 'shop', 'create')).toBe(false)
  sandbox.api.heal()
  expect(await mayForward('admin', 'shop', 'create')).toBe(true)
})

test('a subject review names the user, also an impersonated one, and only masters may impersonate', async () => {
  const sandbox = await start()
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const body = { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' }
  const who = async (asking: Asking) =>
    objectAt((await get(sandbox, path, { body, ...asking })).body, 'status', 'userInfo')
  expect(await who({ user: 'viewer' })).toMatchObject({
    username: 'system:serviceaccount:sandbox-access:viewer',
  })
  const headers = { 'impersonate-user': 'jane', 'impersonate-group': 'team' }
  expect(await who({ headers })).toEqual({ username: 'jane', groups: ['team', 'system:authenticated'] })
  expect((await get(sandbox, path, { body, headers, user: 'viewer' })).body['message']).toContain(
    'cannot impersonate resource "users"',
  )
})

test('an expired token is refused and its successor is not', async () => {
  const sandbox = await start()
  const old = textAt(parse(sandbox.kubeconfig()), 'users', 0, 'user', 'token') ?? ''
  sandbox.api.expireToken('admin')
  expect((await get(sandbox, '/api/v1/pods', { token: old })).status).toBe(401)
  expect((await get(sandbox, '/api/v1/pods')).status).toBe(200)
})

test('it can stand behind a path prefix and play another version', async () => {
  const sandbox = await start({ pathPrefix: '/k8s/clusters/c-1', kubernetesVersion: 'v1.36.2' })
  expect(sandbox.url).toMatch(/\/k8s\/clusters\/c-1$/)
  expect((await get(sandbox, '/version')).body).toMatchObject({ minor: '36', gitVersion: 'v1.36.2' })
})

test('a mesh of 5,000 pods and 1,000 services is made, started and listed in little time', async () => {
  const began = performance.now()
  const sandbox = await start({ mesh: generateMesh({ pods: 5000, services: 1000, namespaces: 40 }) })
  const { body } = await get(sandbox, '/api/v1/pods')
  expect(names(body)).toHaveLength(5002)
  expect(performance.now() - began).toBeLessThan(5000)
})

test('disposing ends every connection and listener', async () => {
  const sandbox = await startSandbox({ mesh: generateMesh() })
  const watching = ask(sandbox, '/api/v1/pods?watch=true')
  const [response] = await once(watching, 'response')
  const ended = text(response).catch(() => 'torn')
  await sandbox[Symbol.asyncDispose]()
  expect(await ended).toBe('torn')
  await expect(once(ask(sandbox, '/version'), 'response')).rejects.toThrow('ECONNREFUSED')
})
