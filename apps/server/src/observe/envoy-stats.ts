/**
 * Reads Envoy's plain-text `/stats`: one `name: value` a line. Histograms and
 * text readouts are left out; counters and gauges are whole numbers. A
 * semicolon that marks the end of a tag in a name is dropped, because Istio
 * sets one on some releases: `cluster.xds-grpc;.upstream_rq_active: 1`.
 * @see envoy: source/server/admin/stats_render.cc
 */
export function readEnvoyStats(text: string): ReadonlyMap<string, number> {
  const stats = new Map<string, number>()
  for (const line of text.split('\n')) {
    const found = /^(?<name>\S+): (?<value>\d+)$/.exec(line.trim())
    if (found?.groups === undefined) continue
    const { name = '', value = '' } = found.groups
    stats.set(statName(name), Number(value))
  }
  return stats
}

/** A stat's name in the one spelling that {@link readEnvoyStats} uses. */
export function statName(name: string): string {
  return name.replaceAll(';', '')
}
