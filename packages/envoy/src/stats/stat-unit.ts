/** What a number of a statistic counts. */
export type StatUnit =
  | 'milliseconds'
  | 'microseconds'
  | 'seconds'
  | 'days'
  | 'bytes'
  | 'percent'
  | 'unix-milliseconds'
  | 'unix-seconds'

/** Envoy does not tell units; its names do, by custom, and some only by their documentation. */
const units: readonly (readonly [RegExp, StatUnit])[] = [
  [/\.(?:update_time|config_reload_time_ms)$/, 'unix-milliseconds'],
  [/expiration_unix_time_seconds$/, 'unix-seconds'],
  [
    /(?:_ms|_time_ms|upstream_rq_time|upstream_cx_length|downstream_cx_length|upstream_cx_connect|_rq_time|_cx_length_ms|update_duration|initialization_time_ms)$/,
    'milliseconds',
  ],
  [/(?:_us|_delay_us|_duration_us|loop_duration|poll_delay)$/, 'microseconds'],
  [/(?:\.uptime|_seconds|seconds_until_[a-z_]+)$/, 'seconds'],
  [/days_until_[a-z_]+$/, 'days'],
  [
    /(?:_bytes|_bytes_total|_bytes_buffered|_bytes_active|memory_(?:allocated|heap_size|physical_size)|_size)$/,
    'bytes',
  ],
  [/(?:_percent|_pct)$/, 'percent'],
]

/**
 * The unit of a statistic by its name; `undefined` for a plain count or when the
 * name does not tell.
 * @see envoy: docs, Upstream: Cluster manager: Statistics
 */
export function unitOf(name: string): StatUnit | undefined {
  return units.find(([pattern]) => pattern.test(name))?.[1]
}
