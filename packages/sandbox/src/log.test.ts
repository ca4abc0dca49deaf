import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { meshOfKinds } from './generate-mesh.ts'
import { parseJsonObject, textAt } from './json-value.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'

const pod = 'shop/native-sidecar-abcde'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ mesh: meshOfKinds() })
})
afterAll(() => sandbox[Symbol.asyncDispose]())
afterEach(() => sandbox.api.heal())

async function ask(ref: string, query: string, user = 'admin'): Promise<IncomingMessage> {
  const token = textAt(parse(sandbox.kubeconfig(user)), 'users', 0, 'user', 'token') ?? ''
  const [namespace, name] = ref.split('/')
  const sent = request(`${sandbox.url}/api/v1/namespaces/${namespace}/pods/${name}/log?${query}`, {
    ca: sandbox.caPem,
    agent: false,
    headers: { authorization: `Bearer ${token}` },
  }).end()
  const [response] = await once(sent, 'response')
  return response
}

async function log(ref: string, query: string, user?: string): Promise<[number | undefined, string]> {
  const response = await ask(ref, query, user)
  const body = await text(response)
  return [response.statusCode, textAt(parseJsonObject(body), 'message') ?? body]
}

describe('pods/log', () => {
  test('the whole, the end, the beginning, and with times', async () => {
    const [status, whole] = await log(pod, 'container=istio-proxy')
    const lines = whole.trimEnd().split('\n')
    expect([status, lines.length > 3, lines.at(-1)]).toEqual([200, true, 'info\tEnvoy proxy is ready'])
    expect(await log(pod, 'container=istio-proxy&tailLines=2')).toEqual([
      200,
      `${lines.slice(-2).join('\n')}\n`,
    ])
    expect(await log(pod, 'container=istio-proxy&tailLines=0')).toEqual([200, ''])
    expect(await log(pod, 'container=istio-proxy&limitBytes=10')).toEqual([200, whole.slice(0, 10)])
    const [, timed] = await log(pod, 'container=istio-proxy&tailLines=1&timestamps=true')
    expect(timed).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info\tEnvoy proxy is ready\n$/)
    expect(await log(pod, 'container=istio-proxy&sinceSeconds=5')).toEqual([200, ''])
  })

  test('a follower gets every new line, until the container ends', async () => {
    const response = await ask(pod, 'container=app&follow=true&tailLines=0')
    await sandbox.pod(pod).writeLog('app', 'one')
    await sandbox.pod(pod).writeLog('app', 'two')
    sandbox.pod(pod).crashContainer('app')
    expect(await text(response)).toBe('one\ntwo\n')
    expect(await log(pod, 'container=app&previous=true&tailLines=1')).toEqual([200, 'two\n'])
    // Of a container that waits to be started again it is the last run's.
    expect(await log(pod, 'container=app&tailLines=1')).toEqual([200, 'two\n'])
    sandbox.pod(pod).restartContainer('app')
    expect(await log(pod, 'container=app')).toEqual([200, ''])
  })

  test('a crash loop has the log of the run before', async () => {
    expect(await log('legacy/crash-looping', '')).toEqual([200, 'cannot start\n'])
    expect(await log('legacy/crash-looping', 'previous=true')).toEqual([200, 'cannot start\n'])
    expect(await log('legacy/completed', '')).toEqual([200, 'app listens on :8080\n'])
  })

  test.each([
    [
      'shop/classic-sidecar-abcde',
      '',
      400,
      'a container name must be specified for pod classic-sidecar-abcde, choose one of: [istio-init app istio-proxy]',
    ],
    [pod, 'container=nosuch', 400, 'container nosuch is not valid for pod native-sidecar-abcde'],
    [
      pod,
      'container=istio-proxy&previous=true',
      400,
      'previous terminated container "istio-proxy" in pod "native-sidecar-abcde" not found',
    ],
    [pod, 'container=app&tailLines=x', 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
    [
      pod,
      'container=app&tailLines=-1',
      422,
      'PodLogOptions "native-sidecar-abcde" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      pod,
      'container=app&limitBytes=0',
      422,
      'PodLogOptions "native-sidecar-abcde" is invalid: limitBytes: Invalid value: 0: must be greater than 0',
    ],
    ['shop/nosuch', '', 404, 'pods "nosuch" not found'],
    ['legacy/pending', '', 204, ''],
  ])('%s with "%s" is %i: %s', async (ref, query, status, message) => {
    expect(await log(ref, query)).toEqual([status, message])
  })

  test('who may not read logs is told the missing right', async () => {
    sandbox.api.forbid('viewer', 'get', 'pods/log')
    expect(await log(pod, 'container=app', 'viewer')).toEqual([
      403,
      expect.stringContaining('cannot get resource "pods/log" in API group "" in the namespace "shop"'),
    ])
  })

  test('a kubelet that is down is told of, with the question', async () => {
    sandbox.api.stopKubelet()
    expect(await log(pod, 'container=app')).toEqual([
      500,
      'Get "https://10.0.0.1:10250/containerLogs/shop/native-sidecar-abcde/app": dial tcp 10.0.0.1:10250: connect: connection refused',
    ])
  })
})
