import type { PodEvent, ProbeKind } from '@portolan/contract/health'

type Time = string | null | undefined

/** The parts of a core/v1 Event that are read; who writes the newer form leaves the older times empty. */
export type KubeEvent = {
  readonly type?: string | undefined
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly count?: number | undefined
  readonly firstTimestamp?: Time
  readonly lastTimestamp?: Time
  readonly eventTime?: Time
  readonly series?:
    | { readonly count?: number | undefined; readonly lastObservedTime?: Time }
    | null
    | undefined
  readonly source?: { readonly component?: string | undefined } | undefined
  readonly reportingComponent?: string | undefined
  readonly involvedObject?:
    | { readonly uid?: string | undefined; readonly fieldPath?: string | undefined }
    | undefined
}

/** Longest message that is kept, in characters. */
const longestMessage = 2_000

/**
 * The events of one pod, latest first. Those of another life of its name (a
 * StatefulSet's pod keeps it) are left out.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function podEvents(events: readonly KubeEvent[], uid: string): readonly PodEvent[] {
  return events
    .filter(({ involvedObject }) => involvedObject?.uid === undefined || involvedObject.uid === uid)
    .map(readEvent)
    .toSorted((a, b) => timeOf(b) - timeOf(a))
}

function readEvent(event: KubeEvent): PodEvent {
  const { type, reason, message, series, source, involvedObject } = event
  const firstAt = event.firstTimestamp || event.eventTime
  const lastAt = series?.lastObservedTime || event.lastTimestamp || event.eventTime
  const by = source?.component || event.reportingComponent
  // `spec.containers{app}`, `spec.initContainers{istio-proxy}`, `spec.ephemeralContainers{debug}`
  const container = /\{([^}]+)\}$/.exec(involvedObject?.fieldPath ?? '')?.[1]
  return {
    type: type ?? 'Normal',
    reason: reason ?? '',
    message: (message ?? '').slice(0, longestMessage),
    count: series?.count ?? event.count ?? 1,
    ...(firstAt ? { firstAt } : {}),
    ...(lastAt ? { lastAt } : {}),
    ...(by ? { by } : {}),
    ...(container === undefined ? {} : { container }),
  }
}

function timeOf({ lastAt, firstAt }: PodEvent): number {
  return Date.parse(lastAt ?? firstAt ?? '') || 0
}

const wordOf: Readonly<Record<ProbeKind, string>> = {
  startup: 'Startup',
  liveness: 'Liveness',
  readiness: 'Readiness',
}

/**
 * The latest word of the kubelet about a probe that failed in this life of the container.
 * @param since when this life began; ISO 8601
 */
export function saidOfProbe(
  events: readonly PodEvent[],
  container: string,
  kind: ProbeKind,
  since: string | undefined,
): PodEvent | undefined {
  return events.find((event) => {
    const isAbout = event.reason === 'Unhealthy' && event.container === container
    if (!isAbout || !event.message.startsWith(`${wordOf[kind]} probe `)) return false
    const at = timeOf(event)
    return since === undefined || at === 0 || at >= Date.parse(since)
  })
}
