import { insideSocket, socketStates } from '@portolan/contract/inside'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReadOutput } from './read-output.ts'
import { readTables, socketsOf } from './sockets-of.ts'
import { hexOf, printedText, tableHeading, tableRow, type Printed } from './testing/printed-text.ts'

const tables = (of: NonNullable<Printed['tables']>) => parseReadOutput(printedText({ tables: of }))

test('a row of every kind', () => {
  const tcp = [
    '   0: 0F00F40A:3AAE 00000000:0000 0A 00000000:00000003 00:00000000 00000000  1337        0 2158271 1 0000000000000000 100 0 0 10 0\n',
    '   1: 0100007F:9C40 0100007F:3A98 01 00000010:00000020 02:00000A1B 00000002  1337        0 2159 3 0000000000000000 20 4 30 10 -1\n',
    '   2: 0100007F:9C41 0100007F:3A98 06 00000000:00000000 03:00000A7B 00000000     0        0 0 3 0000000000000000\n',
  ]
  const [listening, established, waiting] = socketsOf(tables({ 'net/tcp': tableHeading + tcp.join('') }))
  expect(listening).toEqual({
    key: 'tcp 2158271',
    family: 'tcp',
    state: 'LISTEN',
    inode: 2_158_271,
    uid: 1337,
    receiveQueue: 3,
    sendQueue: 0,
    local: { address: '10.244.0.15', port: 15_022 },
    remote: { address: '0.0.0.0', port: 0 },
  })
  expect(established).toMatchObject({ state: 'ESTAB', sendQueue: 16, receiveQueue: 32 })
  // Nobody's any more: the kernel writes 0 for its user and its inode.
  expect(waiting).toEqual({
    key: 'tcp 127.0.0.1|40001 127.0.0.1|15000',
    family: 'tcp',
    state: 'TIME-WAIT',
    inode: 0,
    receiveQueue: 0,
    sendQueue: 0,
    local: { address: '127.0.0.1', port: 40_001 },
    remote: { address: '127.0.0.1', port: 15_000 },
  })
})

test('Unix sockets: listening, connected, abstract, unnamed, waiting to be accepted', () => {
  const rows = [
    '0000000000000000: 00000002 00000000 00010000 0001 01 100 var/run/secrets/socket',
    '0000000000000000: 00000003 00000000 00000000 0001 03 101 /a path/with spaces',
    '0000000000000000: 00000003 00000000 00000000 0002 01 102 @abstract@name',
    '0000000000000000: 00000003 00000000 00000000 0005 03 103',
    '0000000000000000: 00000002 00000000 00000000 0001 02     0 /waiting',
  ]
  const heading = 'Num       RefCount Protocol Flags    Type St Inode Path\n'
  expect(
    socketsOf(tables({ 'net/unix': heading + rows.join('\n') + '\n' })).map(
      ({ state, type, path, references, inode }) => [state, type, path, references, inode],
    ),
  ).toEqual([
    ['LISTEN', 'stream', 'var/run/secrets/socket', 2, 100],
    ['ESTAB', 'stream', '/a path/with spaces', 3, 101],
    ['UNCONN', 'dgram', '@abstract@name', 3, 102],
    ['ESTAB', 'seqpacket', undefined, 3, 103],
    ['SYN-SENT', 'stream', '/waiting', 2, 0],
  ])
})

test('a state that the kernel does not have yet is passed over and told of', () => {
  const rows =
    tableRow({ at: 0, local: '00000000:0001', remote: '00000000:0000', state: '0D', inode: 1 }) +
    tableRow({ at: 1, local: '00000000:0002', remote: '00000000:0000', state: '0A', inode: 2 })
  const { sockets, notes } = readTables(tables({ 'net/tcp': tableHeading + rows }))
  expect(sockets.map(({ inode }) => inode)).toEqual([2])
  expect(notes).toEqual(['/proc/net/tcp: 1 lines are no rows of a table, passed over'])
})

const bytesOf = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 255 }), { minLength: length, maxLength: length })
const anyRow = (length: 4 | 16) =>
  fc.record({
    local: bytesOf(length),
    remote: bytesOf(length),
    ports: fc.tuple(fc.integer({ min: 0, max: 65_535 }), fc.integer({ min: 0, max: 65_535 })),
    state: fc.integer({ min: 1, max: 12 }),
    inode: fc.integer({ min: 0, max: 4_000_000_000 }),
    uid: fc.integer({ min: 0, max: 4_294_967_294 }),
    sent: fc.integer({ min: 0, max: 0xff_ff_ff_ff }),
  })
const hex = (value: number, length: number) => value.toString(16).toUpperCase().padStart(length, '0')

test.each([4, 16] as const)(
  'every row of addresses of %i bytes is read, with keys of their own',
  (length) => {
    fc.assert(
      fc.property(fc.array(anyRow(length), { maxLength: 30 }), (rows) => {
        const text = rows.map(({ local, remote, ports, state, inode, uid, sent }, at) =>
          tableRow({
            at,
            local: `${hexOf(local)}:${hex(ports[0], 4)}`,
            remote: `${hexOf(remote)}:${hex(ports[1], 4)}`,
            state: hex(state, 2),
            queues: `${hex(sent, 8)}:00000000`,
            uid,
            inode,
          }),
        )
        const file = length === 4 ? 'net/tcp' : 'net/tcp6'
        const sockets = socketsOf(tables({ [file]: tableHeading + text.join('') }))
        expect(
          sockets.map(({ inode, sendQueue, local, remote }) => [inode, sendQueue, local?.port, remote?.port]),
        ).toEqual(rows.map(({ inode, sent, ports }) => [inode, sent, ...ports]))
        expect(new Set(sockets.map(({ key }) => key)).size).toBe(rows.length)
        for (const socket of sockets) {
          expect(socketStates).toContain(socket.state)
          insideSocket.parse({ ...socket, holders: [] })
        }
      }),
      { numRuns: 60 },
    )
  },
)

test('a table that ends anywhere gives the whole rows before its end, and none that is half read', () => {
  const rows = Array.from({ length: 5 }, (_, at) =>
    tableRow({ at, local: '0100007F:0050', remote: '0100007F:1F90', state: '01', inode: 1_000 + at }),
  )
  const whole = printedText({ tables: { 'net/tcp': tableHeading + rows.join('') } })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (end) => {
      const cut = whole.slice(0, end)
      if (!new TextDecoder().decode(cut).includes(' pids 4242\n')) return
      const inodes = socketsOf(parseReadOutput(cut)).map(({ inode }) => inode)
      expect(inodes).toEqual([1_000, 1_001, 1_002, 1_003, 1_004].slice(0, inodes.length))
    }),
    { numRuns: 300 },
  )
})
