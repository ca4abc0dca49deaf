import type { ObjectMeta, Pod, Read } from '@portolan/catalog/chart-inputs'
import { classifyPod } from '@portolan/catalog/classify-pod'
import type { PodSummary } from '@portolan/contract/pods'
import { podStatusText, readyCount, restartCount } from './pod-status.ts'
import { workloadOf } from './pod-workload.ts'

/** One row of the explorer. */
export function summarizePod(pod: Pod, namespace: Read<ObjectMeta>): PodSummary {
  const { metadata, spec, status } = pod
  const { kind, variant, because, istioVersion, revision } = classifyPod(pod, namespace)
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    uid: metadata?.uid ?? '',
    kind,
    variant,
    because,
    workload: { ...workloadOf(pod) },
    revision,
    istioVersion,
    phase: status?.phase ?? 'Unknown',
    status: podStatusText(pod),
    ready: readyCount(pod),
    restarts: restartCount(pod),
    node: spec?.nodeName,
    ip: status?.podIP,
    createdAt: isoTime(metadata?.creationTimestamp),
  }
}

function isoTime(time: string | Date | undefined): string {
  return typeof time === 'string' ? time : (time?.toISOString() ?? '')
}
