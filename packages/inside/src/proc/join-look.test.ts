import { expect, test } from 'vitest'
import { joinLook } from './join-look.ts'
import { parseReadOutput } from './read-output.ts'
import { printedText, statLine, tableHeading, tableRow } from './testing/printed-text.ts'

const many = 5_000
const connections = Array.from({ length: many }, (_, at) =>
  tableRow({
    at,
    local: `0100007F:${(at + 1_024).toString(16).toUpperCase().padStart(4, '0')}`,
    remote: '0100007F:1F90',
    state: '01',
    inode: 100_000 + at,
  }),
)
const open = (pid: number, from: number, to: number) =>
  `${pid}/fd:\ntotal 0\n${Array.from({ length: to - from }, (_, at) => `lrwx------ 1 0 0 64 Nov 23 08:00 ${at} -> socket:[${100_000 + from + at}]\n`).join('')}\n`

const container = (name: string, from: number, to: number, network = '1') => {
  const bytes = printedText({
    processes: [{ pid: 1, stat: statLine(1, name, 0), status: 'VmSize:\t1 kB\n' }],
    tables: { 'net/tcp': tableHeading + connections.join('') },
    open: `4242/ns:\ntotal 0\nlrwxrwxrwx 1 0 0 0 Nov 23 08:00 net -> net:[${network}]\n\n${open(1, from, to)}`,
  })
  return () => ({
    name,
    role: 'container' as const,
    image: 'x',
    reading: { kind: 'texts' as const, by: 'shell' as const, texts: parseReadOutput(bytes) },
  })
}

test('5,000 sockets of two containers are joined within a second, each with its holder', () => {
  const [app, proxy] = [container('app', 0, 2_000), container('proxy', 2_000, many)]
  const began = performance.now()
  const look = joinLook([app(), proxy()])
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(look.sockets).toHaveLength(many)
  const holders = look.sockets.map((socket) => socket.holders.map(({ container: of }) => of).join())
  expect(holders.filter((of) => of === 'app')).toHaveLength(2_000)
  expect(holders.filter((of) => of === 'proxy')).toHaveLength(3_000)
})

test('a container of another network holds none of these sockets, whatever its numbers', () => {
  const look = joinLook([container('app', 0, 10)(), container('elsewhere', 0, 10, '2')()])
  expect(look.sockets[0]?.holders.map(({ container: of }) => of)).toEqual(['app'])
  const [, second] = look.containers
  expect(second?.outcome.kind === 'read' && second.outcome.notes).toEqual([
    'its network namespace is not that of app: its sockets are not shown',
  ])
})
