import { expect, test } from 'vitest'
import { adminPath } from '@portolan/envoy/ask/admin-question'
import { ApiError } from '../../../api/api-error.ts'
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
  const desk = new ProxyDesk(
    () => (question) => {
      const path = adminPath(question)
      asked.push(path)
      const answer = answers[path] ?? problem('not-found', 'no such section')
      return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(Response.json(answer))
    },
    () => 1_000,
  )
  return { desk, asked }
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
  const desk = new ProxyDesk(() => () => answer.promise)
  const leaver = new AbortController()
  const take = { source, table: 'runtime', arrangement } as const
  const left = desk.table(take, leaver.signal)
  const stays = desk.table(take, signal)
  leaver.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  answer.resolve(Response.json({ entries: {} }))
  expect(await stays).toMatchObject({ total: 0 })
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
