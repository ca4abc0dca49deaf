import type { InsideProcess } from '@portolan/contract/inside'
import { expect, test } from 'vitest'
import { compareLooks } from './compare-looks.ts'
import { lookAt, socket } from './fixtures/sidecar.ts'

const kept = socket('10.1.0.5:40000 10.1.0.9:8080')
const other = socket('10.1.0.5:40001 10.1.0.9:8080')

function process(pid: number, startedAt: string): InsideProcess {
  return {
    pid,
    parent: 0,
    name: 'server',
    command: ['server'],
    state: 'S',
    startedAt,
    threads: 1,
    cpuMilliseconds: 0,
    residentBytes: 0,
  }
}

function container(name: string, processes: readonly InsideProcess[] | undefined) {
  return {
    name,
    role: 'container' as const,
    image: 'image',
    outcome:
      processes === undefined
        ? { kind: 'unread' as const, reason: 'timeout' as const, text: '' }
        : { kind: 'read' as const, by: 'shell' as const, processes: [...processes], hidden: [], notes: [] },
  }
}

test('two looks that saw the same have no difference', () => {
  expect(compareLooks(lookAt([kept]), lookAt([{ ...kept, sendQueue: 9 }]))).toBeUndefined()
})

test('sockets that were opened and closed meanwhile', () => {
  const change = compareLooks(lookAt([kept, other]), lookAt([kept, socket('listen 0.0.0.0:9')]))
  expect(change).toMatchObject({
    opened: [{ state: 'LISTEN', local: { port: 9 } }],
    closed: [{ key: other.key }],
    cut: 0,
  })
})

test('what the kernel keeps of a closed connection is no new socket', () => {
  const remains = socket('10.1.0.5:40001 10.1.0.9:8080', undefined, {
    state: 'TIME-WAIT',
    inode: 0,
    key: 'ends',
  })
  expect(compareLooks(lookAt([kept]), lookAt([kept, remains]))).toBeUndefined()
})

test('a table that could not be read has closed nothing', () => {
  const { socketsFrom: _from, ...unread } = lookAt([])
  expect(compareLooks(lookAt([kept]), unread)).toBeUndefined()
})

test('another pod under the same name is no difference but another pod', () => {
  const replaced = lookAt([], { pod: { namespace: 'shop', name: 'frontend-1', uid: 'uid-2' } })
  expect(compareLooks(lookAt([kept]), replaced)).toBeUndefined()
})

test('processes that began and ended, and a pid that another process has now', () => {
  const [early, late] = ['2026-01-02T03:00:00.000Z', '2026-01-02T03:04:00.000Z']
  const before = lookAt([], { containers: [container('app', [process(1, early), process(7, early)])] })
  const after = lookAt([], {
    containers: [
      container('app', [process(1, '2026-01-02T03:00:00.010Z'), process(7, late), process(8, late)]),
    ],
  })
  expect(compareLooks(before, after)).toMatchObject({
    started: [
      { container: 'app', process: { pid: 7, startedAt: late } },
      { container: 'app', process: { pid: 8 } },
    ],
    ended: [{ container: 'app', process: { pid: 7, startedAt: early } }],
  })
})

test('a container that was not read this time has not lost its processes', () => {
  const before = lookAt([], { containers: [container('app', [process(1, '2026-01-02T03:00:00.000Z')])] })
  expect(compareLooks(before, lookAt([], { containers: [container('app', undefined)] }))).toBeUndefined()
})

test('a flood of changes is cut, and says by how much', () => {
  const many = Array.from({ length: 500 }, (_, at) => socket(`10.1.0.5:${20_000 + at} 10.1.0.9:80`))
  const change = compareLooks(lookAt([]), lookAt(many))
  expect([change?.opened.length, change?.cut]).toEqual([200, 300])
})
