import type {
  ContainerHealth,
  HealthHeadline,
  HealthProbe,
  PodEvent,
  ProbeKind,
} from '@portolan/contract/health'
import type { HealthPod } from './health-pod.ts'

type HeadlineInputs = {
  readonly pod: HealthPod
  readonly containers: readonly ContainerHealth[]
  readonly scheduling: { readonly message: string } | undefined
  readonly events: readonly PodEvent[]
}

/** What every container waits for in the beginning. */
const beginning: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing', ''])
const kindsInTurn: readonly ProbeKind[] = ['startup', 'readiness', 'liveness']

/** The one thing to know first: what ended, then what keeps it from beginning, then what fails while it runs. */
export function headlineOf(inputs: HeadlineInputs): HealthHeadline {
  const { pod, containers, scheduling } = inputs
  const { phase, reason, message } = pod.status ?? {}
  if (phase === 'Succeeded') return { kind: 'completed' }
  if (phase === 'Failed') {
    const dead = containers.find(({ state }) => state.kind === 'ended' && state.run.exitCode !== 0)
    if (reason === undefined && dead?.state.kind === 'ended')
      return { kind: 'ended', container: dead.name, last: dead.state.run }
    return {
      kind: 'failed',
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
    }
  }
  const since = pod.metadata?.deletionTimestamp
  if (since !== undefined) return { kind: 'terminating', since }
  if (scheduling !== undefined) return { kind: 'unscheduled', message: scheduling.message }
  return (
    notRunning(containers) ??
    failingProbe(containers) ??
    notBegun(inputs) ??
    closedGate(pod) ??
    (isWell(containers) ? { kind: 'well' } : { kind: 'unknown' })
  )
}

function notRunning(containers: readonly ContainerHealth[]): HealthHeadline | undefined {
  for (const { name, role, state, ended } of containers) {
    if (role === 'ephemeral') continue
    if (state.kind === 'waiting' && !beginning.has(state.reason ?? '')) {
      const { reason = '', message } = state
      const [last] = ended
      if (reason === 'CrashLoopBackOff')
        return { kind: 'crashing', container: name, ...(last === undefined ? {} : { last }) }
      return { kind: 'waiting', container: name, reason, ...(message === undefined ? {} : { message }) }
    }
    if (state.kind === 'ended' && (role !== 'init' || state.run.exitCode !== 0))
      return { kind: 'ended', container: name, last: state.run }
  }
  return undefined
}

/** The proxy's own probe comes first: what stands behind a proxy that is not ready cannot be judged. */
function failingProbe(containers: readonly ContainerHealth[]): HealthHeadline | undefined {
  const inTurn = containers
    .flatMap(({ name, probes }) => probes.map((probe) => ({ name, probe })))
    .toSorted((a, b) => turnOf(a.probe) - turnOf(b.probe))
  const failing = inTurn.filter(({ probe }) => probe.verdict === 'failing')
  const placed = [...failing, ...inTurn.filter(({ probe }) => probe.verdict !== 'failing')].find(
    ({ probe }) => probe.failing !== undefined,
  )
  if (placed?.probe.failing !== undefined) {
    const { name, probe } = placed
    return { kind: 'failing-hop', container: name, probe: probe.kind, hop: placed.probe.failing }
  }
  const [first] = failing
  return first === undefined
    ? undefined
    : { kind: 'failing-probe', container: first.name, probe: first.probe.kind }
}

function turnOf({ kind, hops }: HealthProbe): number {
  const isProxy = hops.some(({ at }) => at === 'envoy-health')
  return (isProxy ? 0 : kindsInTurn.length) + kindsInTurn.indexOf(kind)
}

/** A volume or a network that is not there shows in events only. */
function notBegun({ pod, containers, events }: HeadlineInputs): HealthHeadline | undefined {
  const waiting = containers.find(({ state, role }) => state.kind === 'waiting' && role !== 'ephemeral')
  const isPending = pod.status?.phase === 'Pending' || waiting !== undefined
  const asked = containers.find(({ probes }) => probes.some(({ verdict }) => verdict === 'not-yet'))
  if (!isPending && asked === undefined) return undefined
  const trouble = events.find(({ type, reason }) => type === 'Warning' && reason.startsWith('Failed'))
  if (isPending && waiting !== undefined && trouble !== undefined) {
    const { reason, message } = trouble
    return { kind: 'waiting', container: waiting.name, reason, message }
  }
  const container = (waiting ?? asked)?.name
  return { kind: 'starting', ...(container === undefined ? {} : { container }) }
}

function closedGate({ spec, status }: HealthPod): HealthHeadline | undefined {
  for (const { conditionType } of spec?.readinessGates ?? []) {
    const condition = status?.conditions?.find(({ type }) => type === conditionType)
    if (condition?.status === 'True') continue
    const message = condition?.message
    return { kind: 'gate', condition: conditionType, ...(message ? { message } : {}) }
  }
  return undefined
}

function isWell(containers: readonly ContainerHealth[]): boolean {
  return containers.every(({ role, ready }) => role === 'init' || role === 'ephemeral' || ready)
}
