import type { VitalId } from '../ids.ts'

export type VitalDefinition = { readonly id: VitalId; readonly stats: readonly string[] }

/**
 * Stats of Envoy that tell what no port tells: whether it holds a stream to
 * the control plane, and whether it refused what it was sent. Istio's
 * bootstrap keeps these whatever the mesh's metrics settings are; newer ones
 * mark the cluster's name with a semicolon.
 * @see istio: pkg/bootstrap/config.go (requiredEnvoyStatsMatcherInclusionPrefixes)
 */
export const envoyVitals: readonly VitalDefinition[] = [
  {
    id: 'envoy-xds-stream',
    stats: ['cluster.xds-grpc;.upstream_rq_active', 'cluster.xds-grpc.upstream_rq_active'],
  },
  {
    id: 'envoy-config-rejected',
    stats: ['listener_manager.lds.update_rejected', 'cluster_manager.cds.update_rejected'],
  },
]

/**
 * One question for all of them, and for what `answeredXdsStreams` needs. The filter is anchored, as pilot-agent's own
 * is when it asks Envoy for its readiness every few seconds.
 * @see istio: pilot/cmd/pilot-agent/status/util/stats.go
 */
export const envoyVitalsPath = `/stats?filter=${encodeURIComponent(
  String.raw`^(cluster\.xds-grpc;?\.upstream_rq_(active|total|completed)|(listener_manager\.lds|cluster_manager\.cds)\.update_rejected)$`,
)}`
