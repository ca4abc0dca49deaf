import type { InsideLook } from '@portolan/contract/inside'
import { expect, test } from 'vitest'
import { compareInside, type Witness } from './compare-inside.ts'
import { readProcessTable } from './witness-processes.ts'
import { readWitnessSockets } from './witness-sockets.ts'

const homes = new Map([
  [501, { container: 'istio-proxy', pid: 1 }],
  [502, { container: 'istio-proxy', pid: 12 }],
  [503, { container: 'app', pid: 1 }],
])
const ps = `  501   400  1337  1337 pilot-agent     /usr/local/bin/pilot-agent proxy --token=abc
  502   501  1337  1337 envoy           envoy -c x.json
  503   400 65534 65534 sample          sample serve
`
const ss = `LISTEN 0 4096 127.0.0.1:15000 0.0.0.0:* users:(("envoy",pid=502,fd=14)) uid:1337 ino:7 sk:3442 <->
ESTAB 0 0 10.0.0.9:41000 10.0.0.1:15012 users:(("pilot-agent",pid=501,fd=3)) uid:1337 ino:8 sk:3443 <->
TIME-WAIT 0 0 127.0.0.1:40000 127.0.0.1:15000 timer:(timewait,38sec,0) ino:0 sk:2551
`
const witness = (table = ss, processes = ps): Witness => ({
  processes: readProcessTable(processes, homes),
  sockets: readWitnessSockets('tcp', table),
})

const process = (pid: number, parent: number, name: string, command: readonly string[], uid = 1337) => ({
  pid,
  parent,
  name,
  command: [...command],
  state: 'S',
  uid,
  gid: uid,
  threads: 3,
  cpuMilliseconds: 1,
  residentBytes: 1,
})
const end = (text: string) => ({ address: text.split(' ')[0] ?? '', port: Number(text.split(' ')[1]) })
const socket = (
  state: 'LISTEN' | 'ESTAB' | 'TIME-WAIT',
  local: string,
  remote: string,
  inode: number,
  held?: [number, number],
) => {
  const holders =
    held === undefined ? [] : [{ container: 'istio-proxy', pid: held[0], name: 'x', fd: held[1] }]
  return {
    key: local,
    family: 'tcp' as const,
    state,
    inode,
    receiveQueue: 0,
    sendQueue: 0,
    local: end(local),
    remote: end(remote),
    holders,
  }
}

const look = (change: Partial<InsideLook> = {}): InsideLook => ({
  pod: { namespace: 'shop', name: 'cart', uid: '1' },
  at: '2026-01-01T00:00:00Z',
  milliseconds: 1,
  containers: [
    {
      name: 'istio-proxy',
      role: 'init',
      image: 'x',
      outcome: {
        kind: 'read',
        by: 'shell',
        processes: [
          process(1, 0, 'pilot-agent', ['/usr/local/bin/pilot-agent', 'proxy', '--token=[redacted]']),
          process(12, 1, 'envoy', ['envoy', '-c', 'x.json']),
        ],
        hidden: [],
        notes: [],
      },
    },
    { name: 'app', role: 'container', image: 'y', outcome: { kind: 'unread', reason: 'no-shell', text: '' } },
  ],
  sockets: [
    socket('LISTEN', '127.0.0.1 15000', '0.0.0.0 0', 7, [12, 14]),
    socket('ESTAB', '10.0.0.9 41000', '10.0.0.1 15012', 8, [1, 3]),
    socket('TIME-WAIT', '127.0.0.1 40000', '127.0.0.1 15000', 0),
  ],
  missing: [],
  ...change,
})

test('what is equal is equal, masked values and the unread container aside', () => {
  expect(compareInside(witness(), look(), witness())).toEqual({
    processes: 2,
    sockets: 3,
    apart: [],
    wrong: [],
  })
})

test('what is missing, made up or told wrongly is found', () => {
  const [listening, connected] = look().sockets
  if (listening === undefined || connected === undefined) throw new Error('no sockets')
  const wrong = (change: Partial<InsideLook>) => compareInside(witness(), look(change), witness()).wrong
  expect(wrong({ sockets: [listening, connected] })).toEqual([
    'tcp 127.0.0.1 40000 127.0.0.1 15000: not in the look',
  ])
  expect(wrong({ sockets: [...look().sockets, socket('LISTEN', '0.0.0.0 80', '0.0.0.0 0', 9)] })).toEqual([
    'tcp 0.0.0.0 80 0.0.0.0 0 9: in the look alone',
  ])
  const changed = [
    { ...listening, holders: [] },
    { ...connected, state: 'CLOSE-WAIT' as const },
    ...look().sockets.slice(2),
  ]
  expect(wrong({ sockets: changed })).toEqual([
    'tcp 127.0.0.1 15000 0.0.0.0 0 7: held by nobody instead of istio-proxy/12/14',
    'tcp 10.0.0.9 41000 10.0.0.1 15012: CLOSE-WAIT instead of ESTAB',
  ])
  const [proxy, app] = look().containers
  if (proxy?.outcome.kind !== 'read' || app === undefined) throw new Error('no container')
  const processes = [
    process(1, 0, 'pilot-agent', ['pilot-agent', 'proxy']),
    process(12, 1, 'envoy', ['envoy', '-c', 'x.json'], 0),
  ]
  expect(wrong({ containers: [{ ...proxy, outcome: { ...proxy.outcome, processes } }, app] })).toEqual([
    'istio-proxy process 1: pilot-agent proxy instead of /usr/local/bin/pilot-agent proxy --token=abc',
    'istio-proxy process 12: 1 0 0 envoy instead of 1 1337 1337 envoy',
  ])
})

test('what came or went between two reads is apart, and what changed meanwhile is not held against anybody', () => {
  const later = ss
    .replace('TIME-WAIT 0 0 127.0.0.1:40000', 'ESTAB 0 0 127.0.0.1:40001')
    .replace('ESTAB 0 0 10.0.0.9', 'CLOSE-WAIT 0 0 10.0.0.9')
  const found = compareInside(witness(), look(), witness(later))
  expect(found.wrong).toEqual([])
  expect(found.apart).toEqual([
    'tcp 127.0.0.1 40000 127.0.0.1 15000: went, in the look',
    'tcp 127.0.0.1 40001 127.0.0.1 15000: came',
  ])
})

test('ss writes addresses in its own ways', () => {
  const [mapped, any] = readWitnessSockets(
    'tcp6',
    'ESTAB 0 0 [::ffff:10.0.0.9]:8080 [fd00::1]:4 ino:3\nLISTEN 0 4096 *:8080 *:* users:(("sample",pid=503,fd=3),("sample",pid=503,fd=4)) ino:5 v6only:0\n',
  )
  expect(mapped).toMatchObject({ local: '10.0.0.9 8080', remote: 'fd00::1 4', inode: 3, holders: [] })
  expect(any).toMatchObject({ local: ':: 8080', remote: ':: 0', holders: ['503/3', '503/4'] })
  expect(readWitnessSockets('udp', 'UNCONN 0 0 127.0.0.1%lo:53 0.0.0.0:* ino:6\n')).toMatchObject([
    { local: '127.0.0.1 53' },
  ])
  expect(
    readWitnessSockets('unix', 'u_str ESTAB 0 0 * 3297436 * 3297437 users:(("envoy",pid=502,fd=26))\n'),
  ).toEqual([
    { family: 'unix', state: 'ESTAB', local: '', remote: '', inode: 3_297_436, holders: ['502/26'] },
  ])
})
