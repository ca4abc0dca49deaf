import type { DumpEntry } from '../dump/proxy-dump.ts'
import { weightedClusters } from '../filters/tcp-proxy.ts'
import { textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { placeIn } from './note-steps.ts'
import type { Steps } from './note-steps.ts'
import { reachCluster } from './reach-cluster.ts'
import type { TracedRequest, TraceOutcome } from './trace.ts'

/** A connection as it has come to a TCP proxy. */
export type ArrivedConnection = {
  readonly answers: ProxyAnswers
  readonly request: TracedRequest
  readonly proxy: JsonObject
  readonly listener: DumpEntry
  readonly path: string
  readonly destination: { readonly ip: string | undefined; readonly port: number }
  /** A filter before has said that the cluster is called as the server name. */
  readonly clusterBySni: boolean
  /** Whether TLS ends here; else the server behind gets it. */
  readonly endsTls: boolean
}

/**
 * Through a TCP proxy: its cluster, or one of its clusters by weight.
 * @see envoy: source/common/tcp_proxy/tcp_proxy.cc
 */
export function traceTcp(arrived: ArrivedConnection, steps: Steps): readonly TraceOutcome[] {
  const { answers, request, proxy, listener, path, destination, clusterBySni, endsTls } = arrived
  const shares = weightedClusters(proxy).filter(({ weight }) => weight > 0)
  const total = shares.reduce((sum, { weight }) => sum + weight, 0)
  const single = clusterBySni ? (request.serverName ?? '') : textOf(proxy, 'cluster')
  const clusters =
    single !== undefined || shares.length === 0
      ? [{ name: single ?? '', percent: undefined }]
      : shares.map(({ name, weight }) => ({
          name,
          percent: shares.length === 1 ? undefined : (weight / total) * 100,
        }))
  steps.add({
    kind: 'network-filter',
    verdict: 'taken',
    name: 'tcp_proxy',
    because: [
      clusters.length === 1
        ? { word: 'trace.tcp-cluster', values: { cluster: clusters[0]?.name ?? '' } }
        : { word: 'trace.tcp-weighted', values: { clusters: String(clusters.length) } },
    ],
    place: placeIn(listener, path),
    rule: clusters.length === 1 ? 'tcp-proxy' : 'weighted-clusters',
  })
  const sent: TracedRequest = {
    ...request,
    serverName: endsTls ? undefined : request.serverName,
    source: { ip: undefined, principal: endsTls ? undefined : request.source.principal },
  }
  return clusters.map(({ name, percent }) =>
    reachCluster(
      answers,
      { cluster: name, sent, isHttp: false, original: destination, percent, delay: undefined },
      steps,
    ),
  )
}
