import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdersOf } from './holders-of.ts'
import { processesOf } from './processes-of.ts'
import { parseReadOutput } from './read-output.ts'
import { printedText, statLine, type Printed } from './testing/printed-text.ts'

const texts = (printed: Printed) => parseReadOutput(printedText(printed))
const link = (fd: number, target: string) => `lrwx------ 1 0 0 64 Nov 23 08:00 ${fd} -> ${target}\n`
const cgroup = (id: string) => `4:pids:/pod/${id}\n`
const alive = 'VmSize:\t  1 kB\nVmRSS:\t 12 kB\n'

test('a name may be anything, newlines and brackets too, and deceives nobody', () => {
  const sign = fc.constantFrom(...' ()\n\t0123456789SRax\\-[]'.split(''))
  const name = fc.array(sign, { maxLength: 15 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), (names) => {
      const processes = names.map((one, at) => ({ pid: at + 1, stat: statLine(at + 1, one, at) }))
      const read = processesOf(texts({ processes })).processes
      expect(read.map(({ pid, parent, name: seen }) => [pid, parent, seen])).toEqual(
        names.map((one, at) => [at + 1, at, one.replaceAll(/\p{Cc}/gu, '?')]),
      )
    }),
  )
})

test('times, memory, limits and users have their units', () => {
  const stat =
    '14 (envoy) S 1 1 1 0 -1 4194560 5715 0 0 0 553 345 0 0 20 0 9 0 3058972 3411750912 18174 18446744073709551615 1 1 0 0 0 0 0 4096 18155 0 0 0 17 0 0 0 0 0 0 1 1 1 1 1 1 1 0\n'
  const status =
    'Name:\tenvoy\nUid:\t0\t1337\t1337\t1337\nGid:\t0\t1338\t1337\t1337\nVmSize:\t 9 kB\nVmRSS:\t   72696 kB\n'
  const limits = 'Max open files            20000                524288               files     \n'
  const [envoy] = processesOf(
    texts({
      shared: { stat: 'cpu  1 2\nbtime 1795393521\n' },
      processes: [{ pid: 14, stat, status, limits, cmdline: 'envoy\0-c\0\0x\0' }],
      open: `14/fd:\ntotal 0\n${link(0, '/dev/null')}${link(7, 'socket:[55]')}`,
    }),
  ).processes
  expect(envoy).toEqual({
    pid: 14,
    parent: 1,
    name: 'envoy',
    command: ['envoy', '-c', '', 'x'],
    state: 'S',
    uid: 1337,
    gid: 1338,
    threads: 9,
    startedAt: '2026-11-23T08:55:10.720Z',
    cpuMilliseconds: 8_980,
    residentBytes: 72_696 * 1_024,
    openFiles: 2,
    openFilesLimit: 20_000,
    environment: undefined,
  })
})

test('one whose files may not be read is hidden; what has ended or is the kernel has none', () => {
  const processes = [
    { pid: 1, stat: statLine(1, 'root', 0), status: alive },
    { pid: 2, stat: statLine(2, 'other'), status: alive },
    { pid: 3, stat: statLine(3, 'gone', 1, 'Z'), status: '' },
    { pid: 4, stat: statLine(4, 'mine'), status: alive },
    { pid: 5, stat: '', status: '' },
  ]
  const open = `1/fd:\ntotal 0\nlrwx------ 1 0 0 64 Nov 23 08:00 3\n\n4/fd:\ntotal 0\n${link(3, 'socket:[9]')}`
  const read = processesOf(texts({ processes, open }))
  expect(read.hidden).toEqual([1, 2])
  expect(read.processes.map(({ openFiles }) => openFiles)).toEqual([1, undefined, undefined, 1])
  expect(read.notes).toEqual(['1 processes ended while they were read'])
})

test('a file whose name imitates the listing gives its sockets to nobody', () => {
  const processes = [1, 2].map((pid) => ({ pid, stat: statLine(pid, 'a'), status: alive }))
  const open = `1/fd:\ntotal 0\n${link(3, '/tmp/x')}2/fd:\n${link(4, 'socket:[7]')}\n2/fd:\ntotal 0\n${link(3, 'socket:[8]')}`
  const read = texts({ processes, open })
  expect([...holdersOf(read, 'app').keys()]).toEqual([])
  expect(processesOf(read).hidden).toContain(2)
  expect(processesOf(read).notes.join()).toContain('imitates')
})

test('the reader and what it started are left out, and so are other containers of a shared process namespace', () => {
  const processes = [
    { pid: 1, stat: statLine(1, 'pause', 0), cgroup: cgroup('pause') },
    { pid: 7, stat: statLine(7, 'mine', 1), cgroup: cgroup('app') },
    { pid: 8, stat: statLine(8, 'child', 7), cgroup: cgroup('app/inner') },
    { pid: 9, stat: statLine(9, 'theirs', 1), cgroup: cgroup('apple') },
    { pid: 4243, stat: statLine(4243, 'cat', 4242), cgroup: cgroup('app') },
    { pid: 4244, stat: statLine(4244, 'cat', 4243), cgroup: cgroup('app') },
  ]
  const read = processesOf(texts({ processes, open: '', shared: { 'self/cgroup': cgroup('app') } }))
  expect(read.processes.map(({ name }) => name)).toEqual(['mine', 'child'])
  expect(read.notes).toEqual(['2 processes of other containers are left out'])
  // A debug container is there for the others: its own are left out.
  const others = processesOf(texts({ processes, open: '', shared: { 'self/cgroup': cgroup('app') } }), true)
  const pids = new Set(read.processes.map(({ pid }) => pid))
  expect(others.processes.length).toBe(2)
  expect(others.processes.some(({ pid }) => pids.has(pid))).toBe(false)
  expect(others.notes).toEqual([])
})
