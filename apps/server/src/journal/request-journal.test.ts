import { journalEntry } from '@portolan/contract/journal'
import type { JournalEntry } from '@portolan/contract/journal'
import type { ExchangeFollower } from '@portolan/tunnel/exchange-observer'
import { TunnelError } from '@portolan/tunnel/tunnel-error'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { openPage } from '../testing/opened-page.ts'
import { portolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import type { PortolanOnSandbox } from '../testing/portolan-on-sandbox.ts'
import { because } from './because.ts'
import { RequestJournal } from './request-journal.ts'

const answer = z.object({ requests: z.array(journalEntry) })

async function journalOf(portolan: PortolanOnSandbox): Promise<readonly JournalEntry[]> {
  const { body } = await portolan.get('/api/requests')
  return z.parse(answer, body).requests
}

/** `METHOD PATH` of what went to the API server, as often as it went. */
function sentToApiServer(entries: readonly JournalEntry[]): string[] {
  return entries
    .filter(({ target }) => target.kind === 'api' || target.kind === 'tunnel')
    .flatMap(({ method, path, count }) => Array.from({ length: count }, () => `${method} ${path}`))
    .toSorted()
}

/** One identity's way, without a network behind it: a journal, and how a request is sent into it. */
function journalAlone() {
  const journal = new RequestJournal()
  const observer = journal.observer({ cluster: 'lab', identity: () => 'sre@example' })
  const send = (path: string): ExchangeFollower =>
    observer.sent(
      {
        kind: 'port',
        method: 'GET',
        path,
        target: { namespace: 'shop', pod: 'cart-1', uid: 'u-1', port: 15_000 },
      },
      { bytes: () => 100, breakOff: () => undefined },
    )
  return { journal, send }
}

test('what the API server saw is what the journal says: nothing missing, nothing twice', async () => {
  await using portolan = await portolanOnSandbox()
  const { metadata } = portolan.sandbox.pod('shop/frontend').object
  {
    await using live = await portolan.live(['pods/demo', `pod/demo/shop/${metadata.name}`, 'requests'])
    await live.find((event) => event.kind === 'observed' && event.vitals.length > 0)
    await portolan.get(portolan.cluster)
  }
  const seen = () => portolan.sandbox.seen().map(({ method, url }) => `${method} ${url}`)
  await expect.poll(async () => sentToApiServer(await journalOf(portolan))).toEqual(seen().toSorted())
  const journal = await journalOf(portolan)
  // Nothing was sent without saying why.
  expect(new Set(journal.map(({ why }) => why))).toEqual(
    new Set(['explorer', 'chart', 'probe', 'access', 'session']),
  )
})

test('an original page is in the journal with its query, status and size', async () => {
  await using page = await openPage(undefined)
  const { status, text } = await page.get('/stats?filter=server.live')
  expect(status).toBe(200)
  const entry = (await journalOf(page.portolan)).find(
    ({ why, target }) => why === 'original-page' && target.kind === 'port',
  )
  expect(entry).toMatchObject({
    method: 'GET',
    path: '/stats?filter=server.live',
    target: { pod: { namespace: 'shop' }, port: 15_000 },
    outcome: { kind: 'answered', status: 200 },
  })
  // The head is counted, too.
  expect(entry?.bytes).toBeGreaterThan(text.length)
})

test('whoever asks is named as the API server names him, as soon as it has said so', async () => {
  await using portolan = await portolanOnSandbox()
  await portolan.get(portolan.cluster)
  const names = new Set((await journalOf(portolan)).map(({ identity }) => identity))
  expect(names).toEqual(new Set(['sandbox-admin']))
})

test('neither the token of the cluster nor any body or header is in what is told', async () => {
  await using portolan = await portolanOnSandbox()
  const { name } = portolan.sandbox.pod('shop/frontend').object.metadata
  await using live = await portolan.live(['requests', `pod/demo/shop/${name}`])
  await live.find((event) => event.kind === 'observed' && event.vitals.length > 0)
  await live.find(
    (event) => event.kind === 'requests-changed' && event.upserted.some(({ why }) => why === 'probe'),
  )
  const told = JSON.stringify(live.events.filter(({ kind }) => kind.startsWith('requests')))
  const token = /token: (\S+)/.exec(portolan.sandbox.kubeconfig('admin'))?.[1] ?? ''
  expect(token.length).toBeGreaterThan(8)
  expect(told).toContain('/healthz/ready')
  expect(told).not.toContain(token)
  // What an access review asks in its body is told as a right; the body itself is not.
  expect(told).not.toContain('resourceAttributes')
  expect(told.toLowerCase()).not.toContain('authorization:')
})

test('cancelling breaks the request off at the pod, and nobody sends it again', async () => {
  await using page = await openPage(undefined)
  const { portolan } = page
  const { sandbox } = portolan
  sandbox.pod('shop/frontend').freeze(15_000)
  const answer = page.get('/help')
  const asked = async () => (await journalOf(portolan)).filter(({ path }) => path === '/help')
  await expect.poll(asked).toMatchObject([{ running: 1, outcome: { kind: 'running' } }])
  const { open, opened } = sandbox.tunnels()
  const [entry] = await asked()
  expect(await portolan.post(`/api/requests/${entry?.id}/cancel`, {})).toMatchObject({
    body: { cancelled: 1 },
  })
  expect((await answer).status).toBeGreaterThanOrEqual(500)
  await expect.poll(() => sandbox.tunnels().open).toBe(open - 1)
  expect(sandbox.tunnels().opened).toBe(opened)
  expect(await asked()).toMatchObject([{ running: 0, count: 1, outcome: { kind: 'cancelled' } }])
})

test('a question that is put again and again is one entry, with its count, its last and its worst time', () => {
  const { journal, send } = journalAlone()
  because({ why: 'probe' }, () => {
    send('/ready').answered(200)
    for (const status of [200, 503]) {
      const follower = send('/ready')
      follower.answered(status)
      follower.ended(undefined)
    }
    send('/stats').ended(new TunnelError('refused', 'connection refused'))
  })
  expect(journal.list()).toMatchObject([
    { path: '/ready', count: 3, running: 1, failed: 0, outcome: { kind: 'running' } },
    {
      path: '/stats',
      count: 1,
      running: 0,
      failed: 1,
      outcome: { kind: 'failed', text: 'connection refused' },
    },
  ])
  const [ready] = journal.list()
  expect(ready?.worstMilliseconds).toBeGreaterThanOrEqual(ready?.milliseconds ?? 0)
})

test('what a person orders is one entry each time', () => {
  const { journal, send } = journalAlone()
  because({ why: 'original-page' }, () => {
    for (const _ of [1, 2]) send('/config_dump').ended(undefined)
  })
  expect(journal.list()).toMatchObject([{ count: 1 }, { count: 1 }])
})

test('the reason of a recording stays the reason of the chart that is read for it', () => {
  const { journal, send } = journalAlone()
  because({ why: 'snapshot' }, () => because({ why: 'chart' }, () => send('/listeners')))
  expect(journal.list()).toMatchObject([{ why: 'snapshot' }])
})

test('a hundred thousand requests take no more room than two thousand, and what runs is never forgotten', () => {
  const { journal, send } = journalAlone()
  const running = send('/watched')
  for (let number = 0; number < 100_000; number++) send(`/page/${number}`).ended(undefined)
  const list = journal.list()
  expect(list).toHaveLength(2_000)
  expect(list[0]).toMatchObject({ path: '/watched', running: 1 })
  expect(list.at(-1)).toMatchObject({ path: '/page/99999' })
  running.ended(undefined)
  journal.clear()
  expect(journal.list()).toEqual([])
})

test('a path is kept up to a bound', () => {
  const { journal, send } = journalAlone()
  send(`/stats?filter=${'a'.repeat(50_000)}`)
  expect(journal.list()[0]?.path.length).toBeLessThanOrEqual(1_000)
})
