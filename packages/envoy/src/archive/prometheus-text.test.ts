import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import { readHistograms } from '../stats/histograms.ts'
import { readStats, statTypes } from '../stats/read-stats.ts'
import { readPrometheusText } from './prometheus-text.ts'

/** As Envoy 1.38 wrote them, and the names that its `/stats` had for them at the same moment. */
const told: readonly (readonly [sample: string, name: string])[] = [
  ['envoy_cluster_upstream_cx_total{cluster_name="xds-grpc"} 1', 'cluster.xds-grpc.upstream_cx_total'],
  [
    'envoy_cluster_internal_upstream_rq{cluster_name="xds-grpc",response_code="200"} 1',
    'cluster.xds-grpc.internal.upstream_rq_200',
  ],
  [
    'envoy_cluster_upstream_rq{cluster_name="xds-grpc",response_code_class="2xx"} 1',
    'cluster.xds-grpc.upstream_rq_2xx',
  ],
  [
    'envoy_cluster_circuit_breakers_default_rq_retry_open{cluster_name="xds-grpc"} 0',
    'cluster.xds-grpc.circuit_breakers.default.rq_retry_open',
  ],
  [
    'envoy_cluster_default_total_match_count{cluster_name="xds-grpc"} 1',
    'cluster.xds-grpc.default.total_match_count',
  ],
  [
    'envoy_cluster_client_ssl_socket_factory_ssl_context_update_by_sds{cluster_name="outbound|80||a.b.svc.cluster.local"} 2',
    'cluster.outbound|80||a.b.svc.cluster.local.client_ssl_socket_factory.ssl_context_update_by_sds',
  ],
  ['envoy_cluster_manager_cds_update_rejected{} 0', 'cluster_manager.cds.update_rejected'],
  ['envoy_listener_manager_listener_create_failure{} 0', 'listener_manager.listener_create_failure'],
  ['envoy_server_watchdog_miss{thread_name="worker_0"} 0', 'server.worker_0.watchdog_miss'],
  ['envoy_server_compilation_settings_fips_mode{} 0', 'server.compilation_settings.fips_mode'],
  [
    'envoy_http_downstream_rq_active{http_conn_manager_prefix="outbound_0.0.0.0_80"} 0',
    'http.outbound_0.0.0.0_80.downstream_rq_active',
  ],
  ['envoy_tcp{authz_enforce_result="denied",tcp_prefix="rbac"} 3', 'tcp.rbac.denied'],
]

test.each(told)('%s has the name that Envoy itself has for it', (sample, name) => {
  expect(readStats(readPrometheusText(sample).stats).map((stat) => stat.name)).toEqual([name])
})

test('counters and gauges are told apart; what says nothing of itself counts as a gauge', () => {
  const { stats, gauges } = readPrometheusText(
    [
      '# HELP envoy_a What it is',
      '# TYPE envoy_a counter',
      'envoy_a{} 3',
      '# TYPE envoy_b gauge',
      'envoy_b 4.5 1700000000000',
      'my_app{path="a\\"b",version=""} 1e3',
      'never_measured NaN',
    ].join('\n'),
  )
  expect(readStats(stats)).toMatchObject([
    { name: 'a', value: 3 },
    { name: 'b', value: 4.5 },
    { name: 'my_app{path="a"b",version=""}', value: 1_000 },
  ])
  expect([...statTypes(stats, gauges).values()]).toEqual(['counter', 'gauge', 'gauge'])
})

test('buckets stand apart from the smaller ones, and say nothing of the last flush', () => {
  const { stats } = readPrometheusText(
    [
      '# TYPE envoy_cluster_upstream_rq_time histogram',
      ...['0.5"} 0', '1"} 2', '5"} 7', '+Inf"} 8'].map(
        (end) => `envoy_cluster_upstream_rq_time_bucket{cluster_name="a",le="${end}`,
      ),
      'envoy_cluster_upstream_rq_time_sum{cluster_name="a"} 30.1',
      'envoy_cluster_upstream_rq_time_count{cluster_name="a"} 8',
    ].join('\n'),
  )
  expect(readHistograms(stats)).toEqual([
    {
      name: 'cluster.a.upstream_rq_time',
      quantiles: [],
      count: 8,
      buckets: [
        { lower: 0, upper: 0.5, cumulative: 0, interval: undefined },
        { lower: 0.5, upper: 1, cumulative: 2, interval: undefined },
        { lower: 1, upper: 5, cumulative: 5, interval: undefined },
        { lower: 5, upper: Infinity, cumulative: 1, interval: undefined },
      ],
    },
  ])
})

test('whatever the text is, it is read or refused in words', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '# TYPE a histogram\n',
      'a_bucket{le="',
      'x"} 1\n',
      '+Inf"} NaN\n',
      'a_sum 1\n',
      'envoy_cluster_',
      'circuit_breakers_',
      'default_',
      '{cluster_name="__proto__"} 5\n',
      '{',
      '}',
      '\\"',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  const found = fc.check(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      try {
        const { stats, gauges } = readPrometheusText(pieces.join(''))
        const numbers = readStats(stats)
        return statTypes(stats, gauges).size <= numbers.length && readHistograms(stats).length >= 0
      } catch (error) {
        return error instanceof EnvoyAnswerError
      }
    }),
    { numRuns: 2_000 },
  )
  expect(found.failed).toBe(false)
})

test('a line without end is read like any other; it may be hostile', () => {
  const family = `envoy_cluster_${'default_'.repeat(200_000)}x`
  const { stats } = readPrometheusText(`a 1\n${family} 2\n${'b{} '.repeat(200_000)}\n`)
  expect(readStats(stats)).toMatchObject([{ name: 'a' }, { name: family.slice('envoy_'.length), value: 2 }])
})

test.each([
  ['a word that nothing ends', 'x'.repeat(4_000_000)],
  ['a value of megabytes', `x="${'y'.repeat(20_000_000)}"`],
  ['a value of escapes', `x="${String.raw`\"`.repeat(8_000_000)}"`],
])('labels without end (%s) cost their line only', (_, labels) => {
  const { stats } = readPrometheusText(`a 1\nb{${labels}} 2\nc 3\n`)
  expect(readStats(stats).map(({ name }) => name)).toEqual(['a', 'c'])
})

test('a long word among labels is looked through once', () => {
  const { stats } = readPrometheusText(`a{${'x'.repeat(60_000)}} 1\n`.repeat(50))
  expect(readStats(stats)).toHaveLength(50)
})
