import type { JournalEntry } from '@portolan/contract/journal'
import { expect, test } from 'vitest'
import { filterRequests, noFilter } from './request-filter.ts'

function entry(id: number, part: Partial<JournalEntry>): JournalEntry {
  return {
    id,
    cluster: 'lab',
    identity: 'sre',
    why: 'chart',
    target: { kind: 'api' },
    method: 'GET',
    path: '/version',
    startedAt: '2026-11-23T05:00:00Z',
    count: 1,
    running: 0,
    failed: 0,
    bytes: 0,
    outcome: { kind: 'answered', status: 200 },
    ...part,
  }
}

const version = entry(1, {})
const refused = entry(2, {
  why: 'probe',
  target: { kind: 'port', pod: { namespace: 'shop', name: 'cart-1' }, port: 15_090 },
  path: '/stats/prometheus',
  outcome: { kind: 'failed', text: 'connection refused' },
})
const denied = entry(3, { cluster: 'prod', path: '/api/v1/pods', outcome: { kind: 'answered', status: 403 } })
const all = [version, refused, denied]

test('the newest stands first', () => {
  expect(filterRequests(all, noFilter)).toEqual([denied, refused, version])
})

test('every word must be found in what the row shows: place, port, path, cluster or identity', () => {
  expect(filterRequests(all, { ...noFilter, text: 'CART 15090' })).toEqual([refused])
  expect(filterRequests(all, { ...noFilter, text: 'prod' })).toEqual([denied])
  expect(filterRequests(all, { ...noFilter, text: 'cart 15000' })).toEqual([])
})

test('failed is what had no answer and what was answered with a no', () => {
  expect(filterRequests(all, { ...noFilter, failedOnly: true })).toEqual([denied, refused])
  const recovered = entry(4, { count: 9, failed: 1 })
  expect(filterRequests([recovered], { ...noFilter, failedOnly: true })).toEqual([recovered])
})

test('cluster and reason narrow the list', () => {
  expect(filterRequests(all, { ...noFilter, cluster: 'lab', why: 'probe' })).toEqual([refused])
})
