import type { ChartPort } from '@portolan/contract/chart'
import type { HealthHop, HopAnswer, ProbeAction } from '@portolan/contract/health'
import type { PortObservation } from '@portolan/contract/observation'
import { portAsked } from './probe-action.ts'
import type { ProbeVerdict } from './probe-verdict.ts'
import { isRewritten } from './rewritten-probes.ts'

/** What is known of the pod's ports. */
export type KnownPorts = {
  readonly ports: readonly ChartPort[]
  readonly observations: ReadonlyMap<string, PortObservation>
}

/** One probe: what the kubelet does, and what the author wrote where that is another thing. */
export type AskedProbe = ProbeVerdict & {
  readonly asks: ProbeAction
  readonly written: ProbeAction | undefined
}

/**
 * The way of a probe, from the kubelet to whoever answers in the end.
 * @see istio: pilot/cmd/pilot-agent/status/server.go, pkg/kube/inject/app_probe.go
 */
export function hopsOf(probe: AskedProbe, known: KnownPorts): readonly HealthHop[] {
  const kubelet = kubeletHop(probe)
  const { asks, written } = probe
  if (asks.kind === 'exec') return [kubelet, commandHop(probe)]
  const agent = findPort(known, 'agent-status')
  if (isRewritten(asks)) {
    const rest = written === undefined ? [] : applicationHops(probe, written, known, false)
    return [kubelet, agentHop(known, agent, asks), ...rest]
  }
  const asked = portAsked(asks)
  const isPort = (port: ChartPort | undefined) => port !== undefined && numberOf(port) === asked
  const health = findPort(known, 'envoy-health')
  if (isPort(health)) {
    const listener = portHop(known, health, { at: 'envoy-health', asked: questionOf(asks) })
    const rest =
      agent === undefined ? [] : [portHop(known, agent, { at: 'agent-status', asked: 'GET /healthz/ready' })]
    return [kubelet, listener, ...rest, ...agentChecks(known)]
  }
  if (isPort(agent)) {
    return [
      kubelet,
      portHop(known, agent, { at: 'agent-status', asked: questionOf(asks) }),
      ...agentChecks(known),
    ]
  }
  return [kubelet, ...applicationHops(probe, asks, known, true)]
}

function kubeletHop({ asks, verdict, said }: AskedProbe): HealthHop {
  const says = {
    passing: 'passed',
    failing: 'failed',
    'not-yet': 'not-yet',
    'not-asked': 'not-running',
  } as const
  const answers: HopAnswer[] = []
  if (said !== undefined) {
    const { message: text, lastAt: at, count } = said
    answers.push({ kind: 'event', text, count, ...(at === undefined ? {} : { at }) })
  }
  if (verdict !== 'unknown') answers.push({ kind: 'status', says: says[verdict] })
  return {
    at: 'kubelet',
    asked: questionOf(asks),
    state: verdict === 'passing' ? 'good' : verdict === 'failing' ? 'bad' : 'unknown',
    answers,
  }
}

function commandHop({ asks, verdict }: AskedProbe): HealthHop {
  return {
    at: 'command',
    asked: questionOf(asks),
    state: verdict === 'passing' ? 'good' : verdict === 'failing' ? 'bad' : 'unknown',
    answers: [],
    note: 'only-the-kubelet-knows',
  }
}

/** The agent carries the question to the application: that it is not ready itself does not matter here. */
function agentHop(known: KnownPorts, port: ChartPort | undefined, asks: ProbeAction): HealthHop {
  const hop = portHop(known, port, { at: 'agent-status', asked: questionOf(asks) })
  const number = hop.port ?? portAsked(asks)
  const isThere = hop.answers.some((answer) => answer.kind === 'observed' && answer.evidence.kind === 'http')
  return {
    ...hop,
    ...(number === undefined ? {} : { port: number }),
    state: isThere ? 'good' : hop.state,
  }
}

function agentChecks(known: KnownPorts): readonly HealthHop[] {
  const admin = findPort(known, 'envoy-admin')
  return admin === undefined ? [] : [portHop(known, admin, { at: 'agent-checks', asked: 'GET /ready' })]
}

/** @param direct the kubelet asks it itself, so that redirection may bend the question into Envoy first */
function applicationHops(
  probe: AskedProbe,
  action: ProbeAction,
  known: KnownPorts,
  direct: boolean,
): readonly HealthHop[] {
  const number = portAsked(action)
  const port = known.ports.find(
    (one) => numberOf(one) === number && number !== undefined && one.transports.includes('tcp'),
  )
  const asked = questionOf(action)
  const isOther = port !== undefined && port.id !== 'application'
  const found = portHop(known, port, { at: isOther ? 'component' : 'application', asked })
  const hop = { ...found, ...(number === undefined ? {} : { port: number }) }
  const inbound = findPort(known, 'envoy-inbound')
  if (!direct || isOther || inbound?.presence.kind !== 'expected') return [acceptsButFails(hop, probe)]
  const bent = portHop(known, inbound, { at: 'envoy-inbound', asked })
  const way: HealthHop = action.kind === 'tcp' ? { ...bent, note: 'envoy-accepts-for-it' } : bent
  return [way, acceptsButFails(hop, probe)]
}

/** A port that accepts connections proves nothing of what it answers: there the kubelet's word counts. */
function acceptsButFails(hop: HealthHop, { verdict }: ProbeVerdict): HealthHop {
  return verdict === 'failing' && hop.state === 'good'
    ? { ...hop, state: 'bad', note: 'accepts-but-fails' }
    : hop
}

function portHop(
  known: KnownPorts,
  port: ChartPort | undefined,
  { at, asked }: Pick<HealthHop, 'at' | 'asked'>,
): HealthHop {
  const number = port && numberOf(port)
  const observation = port && known.observations.get(port.key)
  const place = {
    at,
    asked,
    ...(number === undefined ? {} : { port: number }),
    ...(port === undefined ? {} : { key: port.key }),
  }
  if (observation === undefined) return { ...place, state: 'unknown', answers: [], note: 'not-observed' }
  const { state, evidence, observedAt } = observation
  return {
    ...place,
    state: stateOfHop(observation),
    answers: [{ kind: 'observed', port: observation.port, state, evidence, at: observedAt }],
  }
}

function stateOfHop({ state, evidence }: PortObservation): HealthHop['state'] {
  if (evidence.kind === 'not-running') return 'bad'
  switch (state) {
    case 'open':
      return 'good'
    case 'not-ready':
    case 'closed':
      return 'bad'
    case 'absent':
    case 'forbidden':
    case 'unknown':
      return 'unknown'
    default:
      return state satisfies never
  }
}

/** A question in the field's own words. */
export function questionOf(action: ProbeAction): string {
  switch (action.kind) {
    case 'http':
      return `GET ${action.path}`
    case 'tcp':
      return 'TCP connect'
    case 'grpc':
      return 'grpc.health.v1.Health/Check'
    case 'exec':
      return action.command.join(' ')
    default:
      return action satisfies never
  }
}

function findPort({ ports }: KnownPorts, id: string): ChartPort | undefined {
  return ports.find((port) => port.id === id && port.presence.kind !== 'absent')
}

function numberOf({ number }: ChartPort): number | undefined {
  return number.kind === 'known' ? number.value : undefined
}
