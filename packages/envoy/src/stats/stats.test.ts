import { expect, test } from 'vitest'
import { isRecorded, quantileOf, readHistograms } from './histograms.ts'
import { readStats } from './read-stats.ts'
import { countersThatShouldBeZero, shouldBeZero } from './should-be-zero.ts'
import { statChanges } from './stat-changes.ts'
import { unitOf } from './stat-unit.ts'
import { statsTable } from './stats-table.ts'
import { readDump } from '../dump/read-dump.ts'

const stats = {
  stats: [
    { name: 'cluster_manager.cds.version_text', value: '2026-11-23T20:28:46Z/28' },
    { name: 'cluster_manager.cds.update_rejected', value: 2 },
    { name: 'server.uptime', value: 2040 },
    {
      histograms: {
        supported_quantiles: [0, 50, 99],
        computed_quantiles: [
          {
            name: 'cluster.a;.upstream_rq_time',
            values: [
              { cumulative: 3, interval: null },
              { cumulative: 20, interval: null },
              { cumulative: 950.5, interval: null },
            ],
          },
        ],
      },
    },
  ],
}

test('names, values, types as far as they were asked for, and quantiles are rows', () => {
  const gauges = { stats: [{ name: 'server.uptime', value: 2041 }] }
  const rows = statsTable.rows({ dump: readDump([]), stats, gauges, readAt: 0 })
  expect(rows.map(({ name, value, type, unit }) => [name, value, type, unit])).toEqual([
    // What should be zero comes first.
    ['cluster_manager.cds.update_rejected', 2, 'counter', undefined],
    ['cluster_manager.cds.version_text', '2026-11-23T20:28:46Z/28', 'text', undefined],
    ['server.uptime', 2040, 'gauge', 'seconds'],
    ['cluster.a;.upstream_rq_time', undefined, 'histogram', 'milliseconds'],
  ])
  expect(readStats(stats)).toHaveLength(3)
  const untold = statsTable.rows({ dump: readDump([]), stats, readAt: 0 })
  expect(untold.map(({ type }) => type)).toEqual([undefined, 'text', undefined, 'histogram'])
})

test('quantiles of a histogram are found by percent; nothing recorded stays absent', () => {
  const [times] = readHistograms(stats)
  if (times === undefined) throw new Error('no histogram')
  expect(quantileOf(times, 99)).toEqual({ percent: 99, cumulative: 950.5, interval: undefined })
  expect(isRecorded(times)).toBe(true)
})

function bucket(upper_bound: number, cumulative: number) {
  return { upper_bound, cumulative, interval: 0 }
}

/** Bounds and counts of the first histogram. */
function read(histograms: ReturnType<typeof readHistograms>) {
  return histograms[0]?.buckets.map(({ lower, upper, cumulative }) => [lower, upper, cumulative])
}

test('the three ways of buckets are read into buckets that hold no others', () => {
  const asked = (...buckets: readonly ReturnType<typeof bucket>[]) => ({
    stats: [{ histograms: [{ name: 'h', buckets }] }],
  })
  const expected = [
    [0, 5, 1],
    [5, 10, 4],
  ]
  expect(read(readHistograms(asked(bucket(5, 1), bucket(10, 5)), 'cumulative'))).toEqual(expected)
  expect(read(readHistograms(asked(bucket(5, 1), bucket(10, 4)), 'disjoint'))).toEqual(expected)
  const detailed = {
    stats: [
      {
        histograms: {
          supported_percentiles: [50],
          details: [
            {
              name: 'h',
              totals: [
                { lower_bound: 0, width: 5, count: 1 },
                { lower_bound: 5, width: 5, count: 4 },
              ],
              intervals: [{ lower_bound: 5, width: 5, count: 2 }],
              percentiles: [{ cumulative: 7, interval: null }],
            },
          ],
        },
      },
    ],
  }
  const [histogram] = readHistograms(detailed, 'detailed')
  expect(read(readHistograms(detailed, 'detailed'))).toEqual(expected)
  expect([histogram?.count, histogram?.buckets[1]?.interval]).toEqual([5, 2])
})

function at(a: number, b: number) {
  return {
    stats: [
      { name: 'a', value: a },
      { name: 'b', value: b },
      { name: 'same', value: 1 },
    ],
  }
}

test('changes have a rate; a counter that fell began anew, a gauge fell', () => {
  const types = new Map([
    ['a', 'counter'],
    ['b', 'gauge'],
  ] as const)
  expect(statChanges(at(10, 10), at(4, 4), 2, types)).toEqual([
    { name: 'a', before: 10, after: 4, by: 4, rate: 2, reset: true },
    { name: 'b', before: 10, after: 4, by: -6, rate: -3, reset: false },
  ])
  expect(statChanges({ stats: [] }, at(0, 3), 0)).toMatchObject([
    { name: 'b', by: 3, rate: 0 },
    { name: 'same' },
  ])
})

test('statistics that should be zero are found with what they are about', () => {
  expect(countersThatShouldBeZero(stats).map(({ of, value, stat }) => [stat.word, of, value])).toEqual([
    ['zero.update-rejected', 'cluster_manager.cds', 2],
  ])
})

test('the catalogue knows the names as Istio and as Envoy write them', () => {
  const known = [
    ['cluster.outbound|80||a.b;.upstream_cx_connect_fail', 'zero.connect-fail'],
    ['cluster.a.circuit_breakers.default.rq_pending_open', 'zero.breaker-open'],
    ['cluster.a;.ssl.fail_verify_san', 'zero.tls-fail'],
    ['http.inbound_0.0.0.0_8080;.rbac.denied', 'zero.denied'],
    ['listener.0.0.0.0_15006.no_filter_chain_match', 'zero.no-filter-chain'],
    ['listener.0.0.0.0_80.downstream_cx_overload_reject', 'zero.downstream-overload'],
    ['server.worker_0.watchdog_mega_miss', 'zero.watchdog-mega-miss'],
    ['cluster.a;.upstream_rq_pending_overflow', 'zero.upstream-overflow'],
  ] as const
  expect(known.map(([name]) => shouldBeZero(name)?.word)).toEqual(known.map(([, word]) => word))
  expect(shouldBeZero('cluster.a;.upstream_rq_total')).toBeUndefined()
  expect(shouldBeZero('cluster.a;.membership_healthy')).toBeUndefined()
})

test('units are told by names', () => {
  expect(
    [
      'server.memory_allocated',
      'cluster.a;.upstream_cx_rx_bytes_total',
      'x.config_reload_time_ms',
      'a.upstream_rq_total',
    ].map(unitOf),
  ).toEqual(['bytes', 'bytes', 'unix-milliseconds', undefined])
})
