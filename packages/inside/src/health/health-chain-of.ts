import type { ChartPort } from '@portolan/contract/chart'
import { probeKinds } from '@portolan/contract/health'
import type { ContainerHealth, HealthChain, HealthProbe, PodEvent } from '@portolan/contract/health'
import type { PortObservation } from '@portolan/contract/observation'
import { endedRuns, stateOf } from './ended-runs.ts'
import { failingHop } from './failing-hop.ts'
import { headlineOf } from './headline.ts'
import type { HealthPod } from './health-pod.ts'
import { placedContainers } from './placed-containers.ts'
import type { PlacedContainer } from './placed-containers.ts'
import { actionOf } from './probe-action.ts'
import { hopsOf } from './probe-hops.ts'
import type { KnownPorts } from './probe-hops.ts'
import { verdictOf } from './probe-verdict.ts'
import { isRewritten, writtenProbes } from './rewritten-probes.ts'

export type HealthInputs = {
  /** The pod as the API server has it. */
  readonly pod: HealthPod
  /** Of the pod's chart. */
  readonly ports: readonly ChartPort[]
  readonly observations: readonly PortObservation[]
  /** Latest first; `undefined` where they could not be read. */
  readonly events: readonly PodEvent[] | undefined
  /** The cluster's time. */
  readonly now: Date
}

/**
 * How well a pod is: its containers with their lives and probes, the way of
 * each probe from the kubelet to whoever answers in the end, the hop where it
 * fails, and the one thing to know first.
 */
export function healthChainOf(inputs: HealthInputs): HealthChain {
  const { pod, events } = inputs
  const written = writtenProbes(pod)
  const known = {
    ports: inputs.ports,
    observations: new Map(inputs.observations.map((one) => [one.port, one])),
  }
  const containers = placedContainers(pod).map((placed) =>
    containerHealth(placed, {
      ...inputs,
      known,
      written,
    }),
  )
  const unscheduled = pod.status?.conditions?.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  )
  const scheduling =
    unscheduled === undefined
      ? undefined
      : {
          ...(unscheduled.reason === undefined ? {} : { reason: unscheduled.reason }),
          message: unscheduled.message ?? '',
        }
  return {
    phase: pod.status?.phase ?? 'Unknown',
    headline: headlineOf({ pod, containers, scheduling, events: events ?? [] }),
    ...(scheduling === undefined ? {} : { scheduling }),
    containers,
  }
}

type ContainerInputs = HealthInputs & {
  readonly known: KnownPorts
  readonly written: ReturnType<typeof writtenProbes>
}

function containerHealth(placed: PlacedContainer, inputs: ContainerInputs): ContainerHealth {
  const { container, role, status } = placed
  return {
    name: container.name,
    role,
    image: container.image ?? status?.image ?? '',
    ready: status?.ready ?? false,
    ...(status?.started === undefined ? {} : { started: status.started }),
    restarts: status?.restartCount ?? 0,
    state: stateOf(status?.state),
    ...endedRuns(status),
    probes: probesOf(placed, inputs),
  }
}

function probesOf(placed: PlacedContainer, inputs: ContainerInputs): HealthProbe[] {
  const { container } = placed
  return probeKinds.flatMap((kind): readonly HealthProbe[] => {
    const spec = container[`${kind}Probe`]
    const asks = spec && actionOf(spec, container)
    if (spec === undefined || asks === undefined) return []
    const written = asks.kind === 'http' ? inputs.written.get(asks.path) : undefined
    const judged = verdictOf(kind, spec, placed, inputs.events, inputs.now)
    const hops = [...hopsOf({ ...judged, asks, written }, inputs.known)]
    const failing = judged.verdict === 'not-asked' ? undefined : failingHop(hops)
    return [
      {
        kind,
        asks,
        ...(written === undefined ? {} : { written }),
        ...(isRewritten(asks) && written === undefined ? { originalUnknown: true } : {}),
        // What the kubelet takes where nothing is written.
        initialDelay: spec.initialDelaySeconds ?? 0,
        period: spec.periodSeconds ?? 10,
        timeout: spec.timeoutSeconds ?? 1,
        successThreshold: spec.successThreshold ?? 1,
        failureThreshold: spec.failureThreshold ?? 3,
        verdict: judged.verdict,
        hops,
        ...(failing === undefined ? {} : { failing }),
      },
    ]
  })
}
