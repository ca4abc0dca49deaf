import { expect, test } from 'vitest'
import { disagreements } from './compare-case.ts'
import type { Observed, Said } from './compare-case.ts'

const line = {
  startedAt: 0,
  status: 200,
  flag: undefined,
  upstreamHost: '10.0.0.1:80',
  cluster: 'a',
  caller: '10.0.0.9:1',
  called: '10.96.0.1:80',
}
const served: Observed = { status: 200, location: undefined, served: { name: 'one', path: '/x' }, line }
const toOne: Said = {
  kind: 'served',
  percent: 100,
  cluster: 'a',
  hosts: ['10.0.0.1:80'],
  servers: ['one'],
  path: '/x',
  host: undefined,
}

test('where it went, who served it and with which path must agree', () => {
  expect(disagreements([toOne], [served])).toEqual([])
  expect(disagreements([{ ...toOne, cluster: 'b' }], [served])).toHaveLength(1)
  expect(disagreements([{ ...toOne, servers: ['two'] }], [served])).toHaveLength(1)
  expect(disagreements([{ ...toOne, path: '/y' }], [served])).toHaveLength(1)
  expect(disagreements([{ ...toOne, hosts: ['10.0.0.2:80'] }], [served])).toHaveLength(1)
})

test('a refusal must have the same status, the same mark, and the same author', () => {
  const refused: Observed = {
    status: 503,
    location: undefined,
    served: undefined,
    line: { ...line, status: 503, flag: 'UH', upstreamHost: undefined },
  }
  const said: Said = { kind: 'answered', percent: 100, status: 503, flag: 'UH', location: undefined }
  expect(disagreements([said], [refused])).toEqual([])
  expect(disagreements([{ ...said, flag: 'NR' }], [refused])).toHaveLength(1)
  expect(disagreements([{ ...said, status: 404 }], [refused])).toHaveLength(1)
  expect(
    disagreements(
      [{ kind: 'answered behind', percent: 100, status: 503, cluster: 'a', hosts: ['10.0.0.1:80'] }],
      [refused],
    ),
  ).toHaveLength(1)
})

const times = (count: number, one: Observed) => Array.from({ length: count }, () => one)

test('shares may differ by chance, not by halves; what was said and never came is wrong', () => {
  const other: Observed = {
    ...served,
    served: { name: 'two', path: '/x' },
    line: { ...line, cluster: 'b', upstreamHost: '10.0.0.2:80' },
  }
  const said: readonly Said[] = [
    { ...toOne, percent: 50 },
    { ...toOne, percent: 50, cluster: 'b', hosts: ['10.0.0.2:80'], servers: ['two'] },
  ]
  expect(disagreements(said, [...times(110, served), ...times(90, other)])).toEqual([])
  expect(disagreements(said, [...times(140, served), ...times(60, other)])).toHaveLength(2)
  expect(disagreements(said, times(200, served))).toHaveLength(2)
})

test('what cannot be told agrees with nothing, and neither does silence', () => {
  expect(disagreements([{ kind: 'unknown', percent: 100, what: 'x' }], [served])).toHaveLength(1)
  expect(disagreements([toOne], [])).toEqual(['nothing was observed'])
})
