import type { LiveEvent } from '@portolan/contract/live'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openJournalSource } from './journal-source.ts'
import { RequestJournal } from './request-journal.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const target = { namespace: 'shop', pod: 'cart-1', uid: 'u-1', port: 15_000 }

/** A journal that somebody looks at. `received` is what every request has received so far. */
function watchedJournal() {
  const journal = new RequestJournal()
  const observer = journal.observer({ cluster: 'lab', identity: () => 'sre' })
  const told: LiveEvent[] = []
  const source = openJournalSource('requests', journal, (event) => told.push(event))
  const received = { bytes: 0 }
  const control = { bytes: () => received.bytes, breakOff: () => undefined }
  const send = (path: string) => observer.sent({ kind: 'port', method: 'GET', path, target }, control)
  return { journal, told, source, received, send }
}

test('a burst of requests is told at once, with what became of each by then', () => {
  const { told, send } = watchedJournal()
  const followers = Array.from({ length: 50 }, (_, number) => send(`/page/${number}`))
  for (const follower of followers) follower.ended(undefined)
  vi.advanceTimersByTime(1_000)
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ kind: 'requests-changed', removed: [] })
  expect(told[0]?.kind === 'requests-changed' && told[0].upserted).toHaveLength(50)
})

test('an answer that goes on is told as it grows, and silence is not told', () => {
  const { told, send, received } = watchedJournal()
  const watch = send('/api/v1/pods?watch=true')
  vi.advanceTimersByTime(300)
  received.bytes = 4_096
  vi.advanceTimersByTime(300)
  vi.advanceTimersByTime(3_000)
  expect(told).toMatchObject([
    { upserted: [{ bytes: 0, outcome: { kind: 'running' } }] },
    { upserted: [{ bytes: 4_096, outcome: { kind: 'running' } }] },
  ])
  watch.answered(200)
  watch.ended(undefined)
  vi.advanceTimersByTime(300)
  expect(told.at(-1)).toMatchObject({ upserted: [{ bytes: 4_096, outcome: { kind: 'answered' } }] })
})

test('what is forgotten is told, and whoever comes later gets what is left', () => {
  const { told, send, source, journal } = watchedJournal()
  send('/stays')
  send('/goes').ended(undefined)
  vi.advanceTimersByTime(300)
  journal.clear()
  vi.advanceTimersByTime(300)
  expect(told.at(-1)).toMatchObject({ upserted: [], removed: [2] })
  expect(source.snapshot()).toMatchObject({ kind: 'requests', requests: [{ path: '/stays' }] })
})

test('once nobody looks, nothing runs any more', () => {
  const { told, send, source } = watchedJournal()
  source.stop()
  send('/later')
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
