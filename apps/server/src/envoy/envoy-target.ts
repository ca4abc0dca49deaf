import type { Chart, ChartPort } from '@portolan/contract/chart'
import type { PodRef } from '@portolan/contract/pod-ref'
import type { TunnelTarget } from '@portolan/tunnel/tunnel-target'
import { AppError } from '../app-error.ts'
import type { ClusterSession } from '../cluster/cluster-session.ts'
import { accessEvidence } from '../observe/access-evidence.ts'
import { findPod } from '../pods/find-pod.ts'
import { podDetailOf } from '../pods/pod-detail.ts'
import type { PodViews } from '../pods/pod-views.ts'

/** The admin port of one pod's Envoy, and the container that it lives in. */
export type EnvoyTarget = {
  readonly target: TunnelTarget
  readonly port: ChartPort
  readonly container: string
  /** How often that container was restarted. */
  readonly restarts: number
}

/**
 * Finds the admin port of a pod's Envoy: the pod is found anew, so that one that
 * was replaced is not asked under its old uid.
 * @throws AppError `pod-gone`, `forbidden`, `port-unknown`, `pod-not-running`; ClusterError
 */
export async function envoyOf(
  views: PodViews,
  session: ClusterSession,
  ref: PodRef,
  signal: AbortSignal,
): Promise<EnvoyTarget> {
  const pod = await findPod(session, ref, signal)
  const viewed = views.find({ kind: 'pod', cluster: session.name, pod: ref })?.current()?.detail
  const known = viewed?.chart.pod.uid === pod.metadata?.uid ? viewed : undefined
  const { chart, access } = known ?? (await podDetailOf(session, pod))
  const evidence = accessEvidence(access)
  if (evidence !== undefined) {
    const detail = 'text' in evidence ? evidence.text : undefined
    throw new AppError({ code: 'forbidden', status: 403, detail, evidence })
  }
  return targetIn(chart)
}

function targetIn(chart: Chart): EnvoyTarget {
  const port = chart.ports.find(({ id, presence }) => id === 'envoy-admin' && presence.kind !== 'absent')
  if (port?.number.kind !== 'known') {
    const detail =
      port === undefined
        ? 'This pod has no Envoy that its chart knows of.'
        : 'The number of the admin port could not be read.'
    throw new AppError({ code: 'port-unknown', status: 404, detail })
  }
  const name = chart.processes.find(({ key }) => key === port.process)?.container
  const container = chart.containers.find((one) => one.name === name)
  if (container === undefined || container.state === 'terminated' || container.state === 'waiting') {
    const detail = container?.text ?? `The container ${name ?? 'of Envoy'} does not run.`
    throw new AppError({ code: 'pod-not-running', status: 409, detail })
  }
  const { namespace, name: pod, uid } = chart.pod
  return {
    target: { namespace, pod, uid, port: port.number.value },
    port,
    container: container.name,
    restarts: container.restarts,
  }
}
