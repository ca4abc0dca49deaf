import { expect, test } from 'vitest'
import { readListeningSockets } from './listening-sockets.ts'

test('sockets in LISTEN state are read with address and holder, connections are not', () => {
  const output = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:3A98 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1337        0 70001 1 0 100 0 0 10 0
   1: 00000000:3AF2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1337        0 70002 1 0 100 0 0 10 0
   2: 0D00F40A:C350 0B00F40A:3AA4 01 00000000:00000000 00:00000000 00000000  1337        0 70003 1 0 100 0 0 10 0
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:3AAC 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1337        0 70004 2 0 100 0 0 10 0
process pilot-agent
lrwx------ 1 istio-proxy istio-proxy 64 Nov 23 01:00 7 -> socket:[70004]
process envoy
lrwx------ 1 istio-proxy istio-proxy 64 Nov 23 01:00 9 -> socket:[70001]
`
  expect(readListeningSockets(output)).toEqual([
    { port: 15000, address: 'loopback', process: 'envoy' },
    { port: 15020, address: 'all', process: 'pilot-agent' },
    { port: 15090, address: 'all', process: undefined },
  ])
})
