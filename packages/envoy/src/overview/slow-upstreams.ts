import type { JsonObject } from '../json/json.ts'
import { told } from '../proxy/told.ts'
import { quantileOf, readHistograms } from '../stats/histograms.ts'
import type { Fact } from '../table/resource-table.ts'
import type { Finding } from './finding.ts'
import { readClusterStates } from './upstream-hosts.ts'

/** How long requests to a cluster take, in milliseconds since Envoy started. */
export type UpstreamTime = {
  readonly cluster: string
  readonly median: number
  readonly p99: number | undefined
}

/**
 * The clusters whose times Envoy keeps, the slowest first; `undefined` when it
 * keeps none: Istio's default leaves `upstream_rq_time` out.
 */
export function upstreamTimes(stats: JsonObject): readonly UpstreamTime[] | undefined {
  let kept = false
  const times = readHistograms(stats).flatMap((histogram) => {
    const cluster = /^cluster\.(.+?);?\.upstream_rq_time$/.exec(histogram.name)?.[1]
    // The times of the control plane's own streams say how long they were held.
    if (cluster === undefined || isPart(cluster) || isControl(cluster)) return []
    kept = true
    const median = quantileOf(histogram, 50)?.cumulative
    return median === undefined ? [] : [{ cluster, median, p99: quantileOf(histogram, 99)?.cumulative }]
  })
  return kept ? times.toSorted((a, b) => b.median - a.median) : undefined
}

/** Envoy keeps the same times again for internal and external requests, canaries and zones. */
function isPart(cluster: string): boolean {
  return /[.;](?:internal|external|canary|zone\..+)$/.test(cluster)
}

function isControl(cluster: string): boolean {
  return cluster === 'xds-grpc' || cluster === 'sds-grpc'
}

/** Half of the requests take a second or longer. */
export function slowFindings(stats: JsonObject): readonly Finding[] {
  return (upstreamTimes(stats) ?? [])
    .filter(({ median }) => median >= 1000)
    .map(({ cluster, median, p99 }) => ({
      severity: 'warning',
      word: 'finding.slow',
      why: 'finding.slow.why',
      name: cluster,
      facts: [
        ...told('overview.median', `${median} ms`),
        ...told('overview.p99', p99 === undefined ? undefined : `${p99} ms`),
      ],
      link: { kind: 'row', table: 'clusters', name: cluster },
    }))
}

export function slowFacts(stats: JsonObject): readonly Fact[] {
  return (upstreamTimes(stats) ?? []).slice(0, 10).map(({ cluster, median, p99 }) => ({
    word: 'overview.median' as const,
    name: cluster,
    text: `${median} ms`,
    ...(p99 === undefined ? {} : { facts: told('overview.p99', `${p99} ms`) }),
  }))
}

/**
 * Clusters where at this moment more requests are open than began in the last
 * second on average: they are slow, or held open on purpose (streams). It is one
 * glance, so that it takes at least three open ones.
 */
export function openRequestFindings(
  clusters: JsonObject,
  uptimeMilliseconds: number | undefined,
): readonly Finding[] {
  if (uptimeMilliseconds === undefined || uptimeMilliseconds < 60_000) return []
  return readClusterStates(clusters).flatMap(({ name, hosts }): readonly Finding[] => {
    if (isControl(name)) return []
    const active = hosts.reduce((sum, host) => sum + host.active, 0)
    const perSecond = hosts.reduce((sum, host) => sum + host.requests, 0) / (uptimeMilliseconds / 1000)
    if (active < 3 || active <= perSecond) return []
    return [
      {
        severity: 'info',
        word: 'finding.open-requests',
        why: 'finding.open-requests.why',
        name,
        facts: [
          ...told('overview.requests-active', active),
          ...told('overview.per-second', perSecond.toFixed(1)),
        ],
        link: { kind: 'row', table: 'clusters', name },
      },
    ]
  })
}
