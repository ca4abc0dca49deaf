import { envoyRoutes } from '@portolan/contract/envoy-routes'
import { routes } from '@portolan/contract/routes'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { envoyPath } from '../testing/envoy-on-sandbox.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'

const order = { logger: 'http', level: 'debug', confirmed: true }

/** What was sent to a pod's port as a POST. */
async function posted(portolan: PortolanOnSandbox): Promise<readonly string[]> {
  const { requests } = z.parse(routes.requests.answer, (await portolan.get('/api/requests')).body)
  const sent = requests.filter(({ target, method }) => target.kind === 'port' && method === 'POST')
  return sent.map(({ path }) => path)
}

test('with --read-only levels are listed, and nothing is changed', async () => {
  await using portolan = await portolanOnSandbox({ readOnly: true })
  const envoy = envoyPath(portolan)
  for (const path of [`${envoy}/log-level`, `${envoy}/reset-counters`, '/api/log-level-returns/x/now']) {
    expect(await portolan.post(path, order)).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: expect.stringContaining('--read-only') },
    })
  }
  expect(await posted(portolan)).toEqual([])
  const listed = await fetch(`${portolan.origin}${envoy}/logging`, {
    headers: { 'x-portolan-token': portolan.token },
  })
  expect(await listed.text()).toContain('  http: warning')
  expect(await posted(portolan)).toEqual(['/logging'])
})

test('what another page sends, or a form, changes nothing', async () => {
  await using portolan = await portolanOnSandbox()
  const url = `${portolan.origin}${envoyPath(portolan)}/log-level`
  const usual = { 'x-portolan-token': portolan.token, 'content-type': 'application/json' }
  for (const headers of [
    { ...usual, origin: 'https://elsewhere.example' },
    { ...usual, origin: portolan.origin, 'content-type': 'text/plain' },
    { 'content-type': 'application/json', origin: portolan.origin },
  ]) {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(order) })
    expect(answer.ok).toBe(false)
  }
  expect(await posted(portolan)).toEqual([])
})

test('who may not forward ports changes nothing, alone or for a workload', async () => {
  await using portolan = await portolanOnSandbox({ user: 'viewer' })
  const path = `${envoyPath(portolan)}/log-level`
  expect(await portolan.post(path, order)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  const { body } = await portolan.post(path, { ...order, workload: true })
  const { pods } = z.parse(envoyRoutes.setLogLevel.answer, body)
  expect(new Set(pods.map((one) => (one.kind === 'failed' ? one.code : one.kind)))).toEqual(
    new Set(['forbidden']),
  )
  expect(await posted(portolan)).toEqual([])
})

test('a recording answers what was recorded, says what was not, and cannot be changed', async () => {
  await using portolan = await portolanOnSandbox()
  const recorded = await playRecorded(portolan)
  expect(await portolan.get(`${recorded}/server-info`)).toMatchObject({ status: 200 })
  expect(await portolan.get(`${recorded}/logging`)).toMatchObject({
    status: 404,
    body: { code: 'not-recorded', detail: 'the log levels are not in this recording' },
  })
  for (const path of ['log-level', 'reset-counters']) {
    expect(await portolan.post(`${recorded}/${path}`, order)).toMatchObject({
      status: 409,
      body: { code: 'recording-unchangeable' },
    })
  }
})

/** Records a pod through the API and opens the recording. @returns the path of its Envoy */
async function playRecorded(portolan: PortolanOnSandbox): Promise<string> {
  const { namespace = '', name } = portolan.sandbox.pod('shop/frontend').object.metadata
  const wanted = { pods: [{ namespace, name }] }
  const { task } = z.parse(
    routes.snapshot.answer,
    (await portolan.post(`${portolan.cluster}/snapshots`, wanted)).body,
  )
  const headers = { 'x-portolan-token': portolan.token, origin: portolan.origin }
  let file = ''
  await expect
    .poll(
      async () => {
        const { tasks } = z.parse(routes.tasks.answer, (await portolan.get('/api/tasks')).body)
        const result = tasks.find(({ id }) => id === task)?.result
        file = result?.kind === 'file' ? result.path : ''
        return file
      },
      { timeout: 15_000 },
    )
    .not.toBe('')
  const bytes = await (await fetch(`${portolan.origin}${file}`, { headers })).arrayBuffer()
  const opened = await fetch(`${portolan.origin}/api/recordings`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/gzip' },
    body: bytes,
  })
  const { cluster } = z.parse(routes.openRecording.answer, await opened.json())
  return `/api/clusters/${encodeURIComponent(cluster)}/pods/${namespace}/${name}/envoy`
}
