import type { InsideLook, InsideSocket } from '@portolan/contract/inside'
import { expect, test } from 'vitest'
import { socketsAsCsv, socketsAsJson } from './socket-export.ts'
import { socketLines } from './socket-groups.ts'
import { changeOf, shownRows, socketRows } from './socket-rows.ts'
import type { SocketWords } from './socket-rows.ts'
import { readSocketView } from './socket-view.ts'

const words: SocketWords = {
  peer: ({ peer }) => (peer?.kind === 'pod' ? `${peer.namespace}/${peer.name}` : ''),
  role: ({ role }) => role ?? '',
}

function socket(inode: number, part: Partial<InsideSocket> = {}): InsideSocket {
  return {
    key: `i${inode}`,
    family: 'tcp',
    state: 'ESTAB',
    inode,
    receiveQueue: 0,
    sendQueue: 0,
    local: { address: '10.0.0.1', port: 40_000 + inode },
    remote: { address: '10.0.0.9', port: 15_012 },
    holders: [{ container: 'istio-proxy', pid: 1, name: 'pilot-agent', fd: inode }],
    ...part,
  }
}

function lookOf(...sockets: readonly InsideSocket[]): InsideLook {
  return {
    pod: { namespace: 'shop', name: 'cart', uid: 'u' },
    at: '2026-11-23T08:00:02.000Z',
    milliseconds: 120,
    containers: [],
    socketsFrom: 'istio-proxy',
    sockets: [...sockets],
    missing: [],
  }
}

function shown(look: InsideLook, q: string): readonly string[] {
  return shownRows(socketRows(look, undefined, words), readSocketView(q)).map(({ id }) => id)
}

const istiod = socket(1, {
  peer: { kind: 'pod', namespace: 'istio-system', name: 'istiod-1' },
  role: 'agent-xds',
})
const admin = socket(2, {
  state: 'LISTEN',
  local: { address: '127.0.0.1', port: 15_000 },
  remote: { address: '0.0.0.0', port: 0 },
  holders: [{ container: 'istio-proxy', pid: 17, name: 'envoy', fd: 20 }],
})
const dns = socket(3, {
  family: 'udp6',
  state: 'UNCONN',
  local: { address: '::1', port: 15_053 },
  remote: undefined,
  sendQueue: 4096,
})

test('every word of the filter must stand somewhere in the line, state and family beside it', () => {
  const look = lookOf(istiod, admin, dns)
  expect(shown(look, 'ISTIOD agent-xds')).toEqual(['i1'])
  expect(shown(look, 'istiod envoy')).toEqual([])
  expect(shown(look, 'state:LISTEN')).toEqual(['i2'])
  expect(shown(look, 'family:udp6 [::1]:15053')).toEqual(['i3'])
  expect(shown(look, '0.0.0.0:*')).toEqual(['i2'])
})

test('ports sort as numbers, and a line with nothing to say comes last both ways', () => {
  const look = lookOf(
    socket(1, { local: { address: '10.0.0.1', port: 8080 } }),
    socket(2, { local: { address: '10.0.0.1', port: 80 } }),
    socket(3, { local: undefined, family: 'unix', path: '' }),
  )
  expect(shown(look, 'sort:local')).toEqual(['i2', 'i1', 'i3'])
  expect(shown(look, 'sort:-local')).toEqual(['i1', 'i2', 'i3'])
  expect(shown(lookOf(istiod, admin, dns), 'sort:-send')[0]).toBe('i3')
})

test('what the latest look found new or gone is marked, what an earlier one found is not', () => {
  const gone = socket(9)
  const change = {
    at: '2026-11-23T08:00:02.000Z',
    opened: [istiod],
    closed: [gone],
    started: [],
    ended: [],
    cut: 0,
  }
  const look = lookOf(istiod, admin)
  const marks = (history: Parameters<typeof changeOf>[1]) =>
    socketRows(look, changeOf(look, history), words).map(({ id, mark }) => [id, mark])
  expect(marks([change])).toEqual([
    ['i1', 'new'],
    ['i2', undefined],
    ['i9', 'gone'],
  ])
  expect(marks([{ ...change, at: '2026-11-23T08:00:00.000Z' }])).toEqual([
    ['i1', undefined],
    ['i2', undefined],
  ])
})

test('sockets that cannot be told apart are lines of their own nevertheless', () => {
  const waiting = { ...socket(0), key: 'ends', state: 'TIME-WAIT' as const }
  const ids = socketRows(lookOf(waiting, waiting, waiting), undefined, words).map(({ id }) => id)
  expect(new Set(ids).size).toBe(3)
})

test('groups come by size, and a folded one keeps its head only', () => {
  const rows = socketRows(lookOf(istiod, admin, dns), undefined, words)
  const lines = (folded: ReadonlySet<string>) =>
    socketLines(rows, 'process', folded).map((line) =>
      line.kind === 'group' ? `${line.label}: ${line.count}` : line.id,
    )
  expect(lines(new Set())).toEqual(['pilot-agent (1): 2', 'i1', 'i3', 'envoy (17): 1', 'i2'])
  expect(lines(new Set(['process:pilot-agent (1)']))).toEqual(['pilot-agent (1): 2', 'envoy (17): 1', 'i2'])
  expect(socketLines(rows, undefined, new Set()).length).toBe(3)
})

test('5,000 sockets are filtered, sorted and grouped before anybody waits', () => {
  const sockets = Array.from({ length: 5_000 }, (_, index) => socket(index + 1))
  const rows = socketRows(lookOf(...sockets), undefined, words)
  const began = performance.now()
  const lines = socketLines(shownRows(rows, readSocketView('10.0.0 sort:-remote')), 'process', new Set())
  expect(lines.length).toBe(5_001)
  // Some 20 ms on an idle machine; the rest is for a busy one.
  expect(performance.now() - began).toBeLessThan(500)
})

test('the CSV quotes what needs it, and no path becomes a formula in a spreadsheet', () => {
  const odd = socket(4, {
    family: 'unix',
    state: 'LISTEN',
    local: undefined,
    remote: undefined,
    path: '@=cmd|"x",1',
    holders: [],
  })
  const [head, line, end] = socketsAsCsv([odd]).split('\r\n')
  expect(head).toBe(
    'family,state,local_address,local_port,remote_address,remote_port,path,receive_queue,send_queue,uid,inode,processes,peer_kind,peer,role,port',
  )
  expect(line).toBe(`unix,LISTEN,,,,,"'@=cmd|""x"",1",0,0,,4,,,,,`)
  expect(end).toBe('')
})

test('the JSON says which pod and when, and holds the sockets as the API tells them', () => {
  const look = lookOf(istiod, admin)
  expect(JSON.parse(socketsAsJson(look, [istiod]))).toEqual({
    pod: look.pod,
    at: look.at,
    socketsFrom: 'istio-proxy',
    sockets: [istiod],
  })
})
