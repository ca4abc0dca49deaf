import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Clock } from '../clock.ts'
import { ClusterError } from './cluster-error.ts'
import { podObject } from './kube-objects.ts'
import { pauseAfter, reflect } from './reflector.ts'
import type { ListAndWatch } from './reflector.ts'

type Step =
  | { readonly list: unknown }
  | { readonly refuse: ClusterError }
  | { readonly watch: readonly unknown[]; readonly end?: ClusterError }

function pod(name: string, resourceVersion: string) {
  return { metadata: { name, namespace: 'shop', resourceVersion } }
}
function page(pods: readonly unknown[], resourceVersion: string, token = '') {
  return { list: { metadata: { resourceVersion, continue: token }, items: pods } }
}

/** Plays an API server that answers request by request, and ends the reflector after the last one. */
async function follow(steps: readonly Step[]) {
  const ending = new AbortController()
  const asked: string[] = []
  const seen: string[] = []
  const pauses: number[] = []
  const left = [...steps]
  const next = (path: string): Step => {
    asked.push(path)
    const step = left.shift()
    if (step !== undefined) return step
    ending.abort()
    throw new ClusterError('cluster-unreachable', 'over')
  }
  const api: ListAndWatch = {
    async getJson<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
      const step = next(path)
      if ('refuse' in step) throw step.refuse
      if (!('list' in step)) throw new Error('the test expected a watch here')
      return z.parse(schema, step.list)
    },
    async *lines(path) {
      const step = next(path)
      if ('refuse' in step) throw step.refuse
      if (!('watch' in step)) throw new Error('the test expected a list here')
      yield ''
      for (const event of step.watch) yield JSON.stringify(event)
      if (step.end !== undefined) throw step.end
    },
  }
  let now = 0
  const clock: Clock = {
    now: () => (now += 5_000),
    date: () => new Date(0),
    random: () => 0,
    pause: async (milliseconds) => void pauses.push(milliseconds),
  }
  await reflect({
    api,
    path: '/api/v1/pods',
    schema: podObject,
    signal: ending.signal,
    clock,
    events: {
      replaced: (pods) => seen.push(`= ${pods.map(({ metadata }) => metadata?.name).join(' ')}`),
      upserted: ({ metadata }) => seen.push(`+ ${metadata?.name}`),
      removed: ({ metadata }) => seen.push(`- ${metadata?.name}`),
      state: ({ state }) => seen.push(state),
    },
  })
  const versions = asked.map((path) => /resourceVersion=(\d+)/.exec(path)?.[1] ?? 'list')
  return { seen, asked, versions, pauses }
}

const lost = new ClusterError('cluster-unreachable', 'connection refused')

test('pages are read to the end before anything is told', async () => {
  const { seen, asked } = await follow([page([pod('a', '1')], '1', 'more+/='), page([pod('b', '2')], '2')])
  expect(seen).toEqual(['= a b'])
  expect(asked[1]).toContain('continue=more%2B%2F%3D')
})

test('the watch goes on from the newest version, bookmarks included', async () => {
  const { seen, versions } = await follow([
    page([pod('a', '1')], '10'),
    {
      watch: [
        { type: 'ADDED', object: pod('b', '11') },
        { type: 'DELETED', object: pod('a', '12') },
        { type: 'BOOKMARK', object: { metadata: { resourceVersion: '40' } } },
      ],
    },
  ])
  expect(seen).toEqual(['= a', 'live', '+ b', '- a'])
  expect(versions).toEqual(['list', '10', '40'])
})

test('a lost connection makes the copy stale, and the watch is taken up where it stopped', async () => {
  const { seen, versions, pauses } = await follow([
    page([], '10'),
    { watch: [{ type: 'ADDED', object: pod('b', '11') }], end: lost },
    { refuse: lost },
    { watch: [] },
  ])
  expect(seen).toEqual(['= ', 'live', '+ b', 'stale', 'stale', 'live'])
  expect(versions).toEqual(['list', '10', '11', '11', '11'])
  expect(pauses.slice(0, 2)).toEqual([500, 1000])
})

describe('an expired version', () => {
  test('said by an event leads to a new list at once', async () => {
    const gone = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' }
    const { seen, versions, pauses } = await follow([
      page([pod('a', '1')], '10'),
      { watch: [{ type: 'ERROR', object: gone }] },
      page([pod('b', '50')], '50'),
    ])
    expect(seen).toEqual(['= a', 'live', '= b'])
    expect(versions).toEqual(['list', '10', 'list', '50'])
    expect(pauses).toEqual([])
  })

  test('said by the answer does too, and again and again only with pauses', async () => {
    const gone = { refuse: new ClusterError('expired', 'too old') }
    const { versions, pauses } = await follow([page([], '10'), gone, page([], '20'), gone, page([], '30')])
    expect(versions).toEqual(['list', '10', 'list', '20', 'list', '30'])
    expect(pauses).toHaveLength(1)
  })
})

test('a list that is forbidden says so, one that fails has failed', async () => {
  const { seen } = await follow([{ refuse: new ClusterError('forbidden', 'no') }, { refuse: lost }])
  expect(seen).toEqual(['forbidden', 'failed'])
})

test('an object of an unknown shape is left out, the rest goes on', async () => {
  const { seen } = await follow([
    page([pod('a', '1'), { metadata: { name: 7 } }], '10'),
    {
      watch: [
        { type: 'ADDED', object: { metadata: { name: 7 } } },
        { type: 'ADDED', object: pod('b', '11') },
      ],
    },
  ])
  expect(seen).toEqual(['= a', 'live', '+ b'])
})

test('pauses double up to twenty seconds, and chance takes at most half of them', () => {
  expect([1, 2, 3, 6, 7, 50].map((failures) => pauseAfter(failures, 0))).toEqual([
    500, 1000, 2000, 16_000, 20_000, 20_000,
  ])
  expect(pauseAfter(50, 1)).toBe(10_000)
})
