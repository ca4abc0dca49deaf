import { expect, test } from 'vitest'
import { readSocketTable } from './socket-table.ts'

test('listening sockets of both families are read, loopback is told apart, the rest is left out', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:3AF2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1337        0 77437 1 0
   1: 0100007F:3A98 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1337        0 77439 1 0
   2: 0100007F:3A98 0100007F:C3A4 01 00000000:00000000 00:00000000 00000000  1337        0 77440 1 0
  sl  local_address                         remote_address                        st tx_queue
   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000
`
  expect(readSocketTable(table)).toEqual([
    { address: '*', port: 8080 },
    { address: '127.0.0.1', port: 15000 },
    { address: '*', port: 15090 },
  ])
})
