import { expect, test } from 'vitest'
import { cellsOfTable, differingRows } from './short-table.ts'

test('cells begin where the head says, whatever they hold', () => {
  const text = `ADDRESSES     PORT  MATCH               DESTINATION
10.96.0.10    53    ALL                 Cluster: outbound|53||kube-dns
0.0.0.0       80    Trans: raw_buffer   Route: 80
              443                       PassthroughCluster
`
  expect(cellsOfTable(text)).toEqual([
    ['10.96.0.10', '53', 'ALL', 'Cluster: outbound|53||kube-dns'],
    ['0.0.0.0', '80', 'Trans: raw_buffer', 'Route: 80'],
    ['', '443', '', 'PassthroughCluster'],
  ])
})

test('a row that one table has twice is missing once in the other', () => {
  expect(differingRows([['a'], ['a'], ['b']], [['a'], ['c']])).toEqual({
    onlyTheirs: ['a', 'b'],
    onlyOurs: ['c'],
  })
})
