/**
 * How many streams to the control plane Envoy holds that have been answered,
 * from its statistics; `undefined` where they are not there.
 *
 * `upstream_rq_active` alone lies: while istiod is gone, pilot-agent takes
 * Envoy's next stream at once and dials for twenty seconds before it gives up
 * (seen on a cluster: 1 for 20 s, 0 for 6 s, again and again). Only a stream
 * with response headers counts as completed, and those come with istiod's
 * first message, so what is active beyond the unanswered ones is real.
 */
export function answeredXdsStreams(stat: (name: string) => number | undefined): number | undefined {
  const active = either(stat, 'upstream_rq_active')
  const total = either(stat, 'upstream_rq_total')
  const completed = either(stat, 'upstream_rq_completed')
  if (active === undefined || total === undefined || completed === undefined) return active
  return Math.max(0, active - Math.max(0, total - completed))
}

/** Istio's newer bootstraps end the cluster's name with a semicolon. */
function either(stat: (name: string) => number | undefined, name: string): number | undefined {
  return stat(`cluster.xds-grpc;.${name}`) ?? stat(`cluster.xds-grpc.${name}`)
}
