import type { HealthProbe, PodEvent, ProbeKind } from '@portolan/contract/health'
import type { HealthProbeSpec } from './health-pod.ts'
import type { PlacedContainer } from './placed-containers.ts'
import { saidOfProbe } from './pod-events.ts'

/** How long a liveness failure is news, beside the time that the kubelet needs to act on it. Seconds. */
const newsFor = 60

/** What the kubelet thinks of a probe, as far as status and events tell, and its latest words where it fails. */
export type ProbeVerdict = {
  readonly verdict: HealthProbe['verdict']
  readonly said: PodEvent | undefined
}

/**
 * The verdict on one probe. Kubernetes keeps none: readiness shows in `ready`,
 * startup in `started`, and of liveness there are only events, until it kills.
 * @param events of the pod, latest first; `undefined` where they may not be read
 * @param now the cluster's time
 */
export function verdictOf(
  kind: ProbeKind,
  spec: HealthProbeSpec,
  { container, status }: PlacedContainer,
  events: readonly PodEvent[] | undefined,
  now: Date,
): ProbeVerdict {
  const running = status?.state?.running
  if (!running) return { verdict: 'not-asked', said: undefined }
  const startedAt = running.startedAt ?? undefined
  const said = saidOfProbe(events ?? [], container.name, kind, startedAt)
  const isStarted = status?.started === true
  // Until startup has passed, the kubelet asks nothing else.
  if (kind !== 'startup' && container.startupProbe !== undefined && !isStarted)
    return { verdict: 'not-asked', said: undefined }
  switch (kind) {
    case 'startup':
      if (isStarted) return { verdict: 'passing', said: undefined }
      return { verdict: said === undefined ? 'not-yet' : 'failing', said }
    case 'readiness':
      if (status?.ready === true) return { verdict: 'passing', said: undefined }
      return { verdict: said !== undefined || isOverdue(spec, startedAt, now) ? 'failing' : 'not-yet', said }
    case 'liveness': {
      if (events === undefined) return { verdict: 'unknown', said: undefined }
      const isNews = said !== undefined && isRecent(said, spec, now)
      return isNews ? { verdict: 'failing', said } : { verdict: 'passing', said: undefined }
    }
    default:
      return kind satisfies never
  }
}

/** It had the time to be asked and to be believed. */
function isOverdue(spec: HealthProbeSpec, startedAt: string | undefined, now: Date): boolean {
  if (startedAt === undefined) return true
  const { initialDelaySeconds = 0, periodSeconds = 10, timeoutSeconds = 1, successThreshold = 1 } = spec
  const seconds = initialDelaySeconds + periodSeconds * (successThreshold + 1) + timeoutSeconds
  return now.getTime() - Date.parse(startedAt) > seconds * 1000
}

function isRecent({ lastAt }: PodEvent, spec: HealthProbeSpec, now: Date): boolean {
  if (lastAt === undefined) return true
  const { periodSeconds = 10, failureThreshold = 3 } = spec
  return now.getTime() - Date.parse(lastAt) < (periodSeconds * failureThreshold + newsFor) * 1000
}
