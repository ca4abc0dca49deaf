import { expect, test } from 'vitest'
import { adminPath } from '@portolan/envoy/ask/admin-question'
import { ApiError } from '../../../api/api-error.ts'
import { OpenFiles } from './open-files.ts'
import type { Ask } from './proxy-answers-reader.ts'
import { ProxyDesk } from './proxy-desk.ts'
import type { ProxySource } from './proxy-source.ts'

const source: ProxySource = { kind: 'pod', cluster: 'demo', namespace: 'shop', pod: 'cart' }
const arrangement = { text: '', only: {}, sort: undefined }
const signal = new AbortController().signal
const active = {
  configs: [
    {
      '@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump.DynamicCluster',
      cluster: { name: 'outbound|80||a.b.svc.cluster.local', type: 'EDS' },
    },
  ],
}

function problem(code: 'not-found' | 'forbidden', detail: string): ApiError {
  return new ApiError({
    kind: 'problem',
    problem: { type: 'about:blank', title: 'Refused', status: 403, code, detail },
  })
}

/** A desk at which each question has one answer, and what was asked of it. */
function deskWith(answers: Readonly<Record<string, object | ApiError>>) {
  const asked: string[] = []
  const desk = deskOver((question) => {
    const path = adminPath(question)
    asked.push(path)
    const answer = answers[path] ?? problem('not-found', 'no such section')
    return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(Response.json(answer))
  })
  return { desk, asked }
}

const now = () => 1_000

function deskOver(ask: Ask): ProxyDesk {
  return new ProxyDesk({ askOf: () => ask, files: new OpenFiles(now), now })
}

test('a table is asked part by part, once; what Envoy does not have is no gap', async () => {
  const { desk, asked } = deskWith({ '/config_dump?resource=dynamic_active_clusters': active })
  const view = await desk.table({ source, table: 'clusters', arrangement }, signal)
  expect(view).toMatchObject({ total: 1, shown: 1, gaps: [], readAt: 1_000 })
  const [row] = await desk.rows({ source, table: 'clusters', arrangement, from: 0, to: 10 }, signal)
  expect(row?.name).toBe('outbound|80||a.b.svc.cluster.local')
  expect(asked).toEqual([
    '/config_dump?resource=static_clusters',
    '/config_dump?resource=dynamic_active_clusters',
    '/config_dump?resource=dynamic_warming_clusters',
    '/clusters',
  ])
  await desk.forget({ source })
  await desk.table({ source, table: 'clusters', arrangement }, signal)
  expect(asked).toHaveLength(8)
})

function versions(asked: readonly string[]): readonly string[] {
  return asked.filter((path) => path.includes('mask='))
}

test('asked again, a long part that was not updated since is not sent again', async () => {
  const part = '/config_dump?resource=dynamic_active_clusters'
  const element = { ...active.configs[0], last_updated: '2026-11-24T02:46:03.664Z' }
  const long = { configs: Array.from({ length: 200 }, () => element) }
  const answers: Record<string, object> = { [part]: long }
  const { desk, asked } = deskWith(answers)
  const read = () => desk.table({ source, table: 'clusters', arrangement }, signal)
  await read()
  expect(versions(asked)).toEqual([])

  await desk.forget({ source })
  const [question = ''] = await read().then(() => versions(asked))
  expect(question).toContain(`${part}&mask=version_info`)
  expect(asked.filter((path) => path === part)).toHaveLength(2)

  const { last_updated } = element
  answers[question] = { configs: long.configs.map(() => ({ last_updated })) }
  await desk.forget({ source })
  expect(await read()).toMatchObject({ total: 200 })
  expect(asked.filter((path) => path === part)).toHaveLength(2)

  answers[question] = { configs: [] }
  answers[part] = { configs: [] }
  await desk.forget({ source })
  expect(await read()).toMatchObject({ total: 0 })
  expect(asked.filter((path) => path === part)).toHaveLength(3)
})

test('a row leads to the object behind it, with its path and the question that gave it', async () => {
  const { desk } = deskWith({ '/config_dump?resource=dynamic_active_clusters': active })
  const detail = await desk.detail({ source, table: 'clusters', index: 0 }, signal)
  expect(detail?.raw).toMatchObject({
    path: 'configs[0].cluster',
    question: '/config_dump?resource=dynamic_active_clusters',
  })
  expect(JSON.parse(detail?.raw?.text ?? '')).toEqual(active.configs[0]?.cluster)
})

test('a part that was refused is a gap beside the rest; when all is refused, the refusal is the answer', async () => {
  const refused = problem('forbidden', 'closed by the operator')
  const some = deskWith({
    '/config_dump?resource=dynamic_active_clusters': active,
    '/clusters': refused,
  })
  const view = await some.desk.table({ source, table: 'clusters', arrangement }, signal)
  expect(view.gaps).toEqual([{ question: '/clusters', text: 'closed by the operator' }])
  const none = deskWith({ '/runtime': refused })
  await expect(none.desk.table({ source, table: 'runtime', arrangement }, signal)).rejects.toBe(refused)
})

test('who goes away while a table is read does not spoil it for who stays', async () => {
  const answer = Promise.withResolvers<Response>()
  const desk = deskOver(() => answer.promise)
  const leaver = new AbortController()
  const take = { source, table: 'runtime', arrangement } as const
  const left = desk.table(take, leaver.signal)
  const stays = desk.table(take, signal)
  leaver.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  answer.resolve(Response.json({ entries: {} }))
  expect(await stays).toMatchObject({ total: 0 })
})

test('a request is traced by what was read once; what could not be read is a gap beside it', async () => {
  const request = {
    direction: 'gateway',
    protocol: 'http',
    destination: { ip: undefined, port: 8080 },
    source: { ip: undefined, principal: undefined },
    serverName: undefined,
    host: 'cart',
    method: 'GET',
    path: '/',
    headers: [],
  } as const
  const refused = problem('forbidden', 'closed by the operator')
  const { desk, asked } = deskWith({ '/clusters': refused })
  const { trace, gaps } = await desk.trace({ source, request }, signal)
  expect(trace.outcomes).toMatchObject([{ kind: 'closed' }])
  expect(gaps).toEqual([{ question: '/clusters', text: 'closed by the operator' }])
  const read = asked.length
  const { hints } = await desk.traceHints({ source }, signal)
  expect(hints.directions).toEqual(['gateway'])
  expect(asked).toHaveLength(read)
})

test('a table is saved as it is arranged, in the ids of its columns', async () => {
  const { desk } = deskWith({ '/config_dump?resource=dynamic_active_clusters': active })
  const take = { source, table: 'clusters', arrangement } as const
  const csv = await (await desk.export({ ...take, format: 'csv' }, signal)).text()
  expect(csv.split('\r\n')[0]).toMatch(/^cluster\.service,cluster\.port,/)
  expect(csv).toContain('a.b.svc.cluster.local,80')
  const json = JSON.parse(await (await desk.export({ ...take, format: 'json' }, signal)).text())
  expect(json).toMatchObject([{ 'cluster.service': 'a.b.svc.cluster.local', 'cluster.port': 80 }])
})
