import type { PodSummary } from '@portolan/contract/pods'
import type { ProxySync } from '@portolan/contract/sync'
import { expect, test } from 'vitest'
import { SyncBook } from './sync-book.ts'
import type { IstiodAnswer } from './sync-book.ts'

const now = '2026-11-23T05:00:00Z'

function pod(name: string, changes: Partial<PodSummary> = {}): PodSummary {
  return {
    namespace: 'shop',
    name,
    uid: name,
    kind: 'sidecar',
    because: 'has-native-sidecar',
    workload: { kind: 'Deployment', name },
    phase: 'Running',
    status: 'Running',
    ready: { ready: 2, total: 2 },
    restarts: 0,
    createdAt: now,
    ...changes,
  }
}

const proxy = (name: string, changes: Partial<ProxySync> = {}): ProxySync => ({
  namespace: 'shop',
  name,
  state: 'synced',
  istiod: 'istiod-1',
  ...changes,
})
const istiod = pod('istiod-1', { kind: 'istiod', revision: 'default' })
const says = (proxies: readonly ProxySync[], by: PodSummary = istiod): IstiodAnswer => ({
  istiod: by,
  answer: { kind: 'answered', proxies, bytes: 1 },
})
const stale = proxy('cart', { state: 'stale', types: ['CDS'], since: '2026-11-23T04:59:59Z' })

test('the second round tells only what changed', () => {
  const book = new SyncBook()
  const pods = [istiod, pod('cart'), pod('catalog')]
  expect(book.take([says([proxy('cart'), proxy('catalog')])], pods, now).upserted).toHaveLength(2)
  expect(book.take([says([proxy('cart'), proxy('catalog')])], pods, now)).toEqual({
    upserted: [],
    removed: [],
  })
  expect(book.take([says([proxy('cart')])], [istiod, pod('cart')], now).removed).toEqual([
    { namespace: 'shop', name: 'catalog' },
  ])
})

test('a push that was just sent is not stale yet; one that is still open at the next look is', () => {
  const book = new SyncBook()
  book.take([says([proxy('cart')])], [pod('cart')], now)
  expect(book.take([says([stale])], [pod('cart')], now).upserted).toEqual([])
  expect(book.unsure).toBe(true)
  expect(book.take([says([stale])], [pod('cart')], now).upserted).toEqual([stale])
  expect(book.unsure).toBe(false)
})

test('another push in between is another late acknowledgement, not a stale proxy', () => {
  const book = new SyncBook()
  book.take([says([stale])], [pod('cart')], now)
  const next = { ...stale, since: '2026-11-23T05:00:01Z' }
  expect(book.take([says([next])], [pod('cart')], now).upserted).toEqual([])
})

test('a running proxy that no istiod knows is not connected, since the round that missed it first', () => {
  const book = new SyncBook()
  const pods = [istiod, pod('cart'), pod('starting', { phase: 'Pending', status: 'Init:0/1' })]
  const missed = { namespace: 'shop', name: 'cart', state: 'not-connected', since: now }
  expect(book.take([says([])], pods, now).upserted).toEqual([missed])
  expect(book.take([says([])], pods, '2026-11-23T05:01:00Z')).toEqual({ upserted: [], removed: [] })
})

test('while one istiod of the revision is not heard, nobody can be missed', () => {
  const book = new SyncBook()
  const second = pod('istiod-2', { kind: 'istiod', revision: 'default' })
  const silent: IstiodAnswer = { istiod: second, answer: { kind: 'failed', text: 'no answer' } }
  expect(book.take([says([]), silent], [pod('cart')], now).upserted).toEqual([])
  const other = { ...silent, istiod: { ...second, revision: 'canary' } }
  expect(book.take([says([]), other], [pod('cart')], now).upserted).toHaveLength(1)
})

test('of a proxy that moved to another istiod the stream that goes on counts', () => {
  const book = new SyncBook()
  const moved = proxy('cart', { istiod: 'istiod-2' })
  const second = pod('istiod-2', { kind: 'istiod' })
  book.take([says([stale]), says([moved], second)], [pod('cart')], now)
  expect(book.all()).toEqual([moved])
})
