import type { JournalEntry } from '@portolan/contract/journal'
import type { LiveEvent } from '@portolan/contract/live'
import type { PodDetail } from '@portolan/contract/pods'
import { expect, test } from 'vitest'
import { podSummary } from '../testing/pod-summary.ts'
import { applyEvent, eventsOf } from './topic-state.ts'
import type { TopicState } from './topic-state.ts'

const topic = 'pods/lab'
const live = { state: 'live', since: '2026-11-23T00:00:00Z' } as const
const cart = podSummary('shop/cart-1')
const summary = cart
const detail: PodDetail = {
  summary,
  access: [],
  chart: {
    pod: { namespace: 'shop', name: 'cart-1', uid: 'u', ips: [] },
    kind: 'sidecar',
    because: 'has-sidecar',
    containers: [],
    processes: [],
    ports: [],
    sockets: [],
    peers: [],
    links: [],
    vitals: [],
    unread: [],
  },
}
const at = '2026-11-23T00:00:01Z'
const open = {
  port: 'envoy-admin',
  state: 'open',
  evidence: { kind: 'accepted', heldMilliseconds: 3, closedByPeer: false },
  observedAt: at,
} as const
const closed = {
  ...open,
  state: 'closed',
  evidence: { kind: 'refused', text: 'connection refused' },
} as const

function after(...events: readonly LiveEvent[]): TopicState | undefined {
  let state: TopicState | undefined
  for (const event of events) state = applyEvent(state, event)
  return state
}

const pods: LiveEvent = { kind: 'pods', topic, pods: [cart], watch: live }
const pod: LiveEvent = {
  kind: 'pod',
  topic,
  detail,
  observations: { ports: [open], history: {}, vitals: [] },
}

test('changes come on top of the list, and a change before the list is nothing', () => {
  const changed: LiveEvent = {
    kind: 'pods-changed',
    topic,
    upserted: [podSummary('shop/cart-2')],
    removed: [{ namespace: 'shop', name: 'cart-1' }],
  }
  expect(after(changed)).toBeUndefined()
  const state = after(pods, changed)
  expect(state?.kind === 'pods' && state.pods.map(({ name }) => name)).toEqual(['cart-2'])
})

test('a stale watch keeps the pods that were known', () => {
  const state = after(pods, {
    kind: 'watch',
    topic,
    watch: { state: 'stale', since: at, text: 'connection reset' },
  })
  expect(state).toMatchObject({ kind: 'pods', pods: [cart], watch: { state: 'stale' } })
})

test('an observation replaces the last one of its port and the history that it names', () => {
  const state = after(pod, {
    kind: 'observed',
    topic,
    ports: [closed],
    transitions: {
      'envoy-admin': [
        { state: 'open', since: at },
        { state: 'closed', since: at },
      ],
    },
    vitals: [],
  })
  expect(state).toMatchObject({
    observations: {
      ports: [{ state: 'closed' }],
      history: { 'envoy-admin': [{ state: 'open' }, { state: 'closed' }] },
    },
  })
})

test('a pod that goes stays on the screen as history; one that never was is gone', () => {
  const gone: LiveEvent = {
    kind: 'pod-gone',
    topic,
    text: 'deleted',
    replacedBy: { namespace: 'shop', name: 'cart-9' },
  }
  expect(after(pod, gone)).toMatchObject({ kind: 'pod', gone: { replacedBy: { name: 'cart-9' } } })
  expect(after(gone)).toMatchObject({ kind: 'gone' })
  expect(after(pod, gone, pod)).toMatchObject({ kind: 'pod', gone: undefined })
})

function request(id: number, part: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id,
    cluster: 'lab',
    identity: 'sre',
    why: 'chart',
    target: { kind: 'api' },
    method: 'GET',
    path: '/version',
    startedAt: at,
    count: 1,
    running: 0,
    failed: 0,
    bytes: 0,
    outcome: { kind: 'answered', status: 200 },
    ...part,
  }
}

const requests: LiveEvent = { kind: 'requests', topic: 'requests', requests: [request(1), request(4)] }

test('requests change in place and stay in the order of their first time', () => {
  const state = after(requests, {
    kind: 'requests-changed',
    topic: 'requests',
    upserted: [request(1, { count: 2 }), request(7), request(5)],
    removed: [4],
  })
  expect(state?.kind === 'requests' && state.requests.map(({ id, count }) => [id, count])).toEqual([
    [1, 2],
    [5, 1],
    [7, 1],
  ])
})

test('a tab that comes later learns the same from the events of a state', () => {
  const gone: LiveEvent = { kind: 'pod-gone', topic, text: 'deleted', replacedBy: undefined }
  const failed: LiveEvent = { kind: 'failed', topic, code: 'forbidden', text: 'no' }
  for (const state of [
    after(pods),
    after(pod),
    after(pod, gone),
    after(gone),
    after(failed),
    after(requests),
  ]) {
    expect(state).toBeDefined()
    expect(after(...(state === undefined ? [] : eventsOf(topic, state)))).toEqual(state)
  }
})
