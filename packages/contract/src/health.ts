import * as z from 'zod/mini'
import { accessAnswer } from './access.ts'
import { evidence } from './evidence.ts'
import { portState } from './port-state.ts'

/**
 * Whether a pod is well, by whom that is asked, and where the asking fails.
 * Times are ISO 8601, spans of a probe seconds, as Kubernetes writes them.
 */

export const probeKinds = ['startup', 'liveness', 'readiness'] as const
export const probeKind = z.enum(probeKinds)
export type ProbeKind = z.infer<typeof probeKind>

/** `number` is left out where a port is named and no container port bears that name. */
const probedPort = z.object({ number: z.optional(z.number()), name: z.optional(z.string()) })

/** What a probe does. */
export const probeAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('http'),
    scheme: z.enum(['HTTP', 'HTTPS']),
    /** The pod's own address where it is left out. */
    host: z.optional(z.string()),
    port: probedPort,
    path: z.string(),
  }),
  z.object({ kind: z.literal('tcp'), host: z.optional(z.string()), port: probedPort }),
  z.object({ kind: z.literal('grpc'), port: probedPort, service: z.optional(z.string()) }),
  z.object({ kind: z.literal('exec'), command: z.array(z.string()) }),
])
export type ProbeAction = z.infer<typeof probeAction>

/** Why a hop is believed to be well or not. */
export const hopAnswer = z.discriminatedUnion('kind', [
  /** A port, as it was observed. */
  z.object({
    kind: z.literal('observed'),
    /** The chart's key of the port. */
    port: z.string(),
    state: portState,
    evidence,
    at: z.string(),
  }),
  /** What the kubelet wrote into an event. */
  z.object({
    kind: z.literal('event'),
    text: z.string(),
    at: z.optional(z.string()),
    count: z.number(),
  }),
  /** What the container's status says. */
  z.object({ kind: z.literal('status'), says: z.enum(['passed', 'failed', 'not-yet', 'not-running']) }),
])
export type HopAnswer = z.infer<typeof hopAnswer>

export const hopPlaces = [
  'kubelet',
  /** Envoy's listener for the kubelet, 15021, which hands the question on to the agent. */
  'envoy-health',
  /** Where redirection bends a question into Envoy, 15006. */
  'envoy-inbound',
  /** pilot-agent's status port, 15020. */
  'agent-status',
  /** What the agent itself asks of Envoy: is it LIVE, has it its first configuration? */
  'agent-checks',
  /** The port that the author's probe is about. */
  'application',
  /** A command that the kubelet runs in the container. */
  'command',
  /** Another component's own port, e.g. istiod's 8080. */
  'component',
] as const

export const healthHop = z.object({
  at: z.enum(hopPlaces),
  port: z.optional(z.number()),
  /** The chart's key of the port, where it has it. */
  key: z.optional(z.string()),
  /** The question as it is put here, e.g. `GET /healthz/ready`. */
  asked: z.string(),
  state: z.enum(['good', 'bad', 'unknown']),
  answers: z.array(hopAnswer),
  /** What should be known of this hop beside its answer. */
  note: z.optional(
    z.enum([
      /** Envoy accepts every connection that is bent into it: a TCP probe proves nothing about the application. */
      'envoy-accepts-for-it',
      /** It accepts a connection; only its answer to the question is bad. Or it listens on loopback alone, where the probe does not ask. */
      'accepts-but-fails',
      /** Nothing but the kubelet's own events tells of a command. */
      'only-the-kubelet-knows',
      /** Nobody asked this port: it is not on the chart, or its container does not run. */
      'not-observed',
    ]),
  ),
})
export type HealthHop = z.infer<typeof healthHop>

export const healthProbe = z.object({
  kind: probeKind,
  /** What the kubelet does. */
  asks: probeAction,
  /** What the author wrote, where Istio's injection rewrote it. */
  written: z.optional(probeAction),
  /** It was rewritten, and the original cannot be told. */
  originalUnknown: z.optional(z.boolean()),
  initialDelay: z.number(),
  period: z.number(),
  timeout: z.number(),
  successThreshold: z.number(),
  failureThreshold: z.number(),
  verdict: z.enum(['passing', 'failing', 'not-yet', 'not-asked', 'unknown']),
  /** From the kubelet to whoever answers in the end. */
  hops: z.array(healthHop),
  /** Index of the hop where it fails. */
  failing: z.optional(z.number()),
})
export type HealthProbe = z.infer<typeof healthProbe>

/** One life of a container that has ended. */
export const endedRun = z.object({
  /** In Kubernetes' words: `Error`, `Completed`, `OOMKilled` ... */
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  exitCode: z.number(),
  signal: z.optional(z.number()),
  startedAt: z.optional(z.string()),
  finishedAt: z.optional(z.string()),
  /** What the exit code means where that is no secret of the program. */
  meaning: z.enum([
    'success',
    'out-of-memory',
    'killed',
    'asked-to-end',
    'interrupted',
    'aborted',
    'segmentation-fault',
    'by-signal',
    'cannot-execute',
    'no-such-program',
    'runtime-lost-it',
    'could-not-start',
    'own',
  ]),
})
export type EndedRun = z.infer<typeof endedRun>

export const containerHealth = z.object({
  name: z.string(),
  role: z.enum(['init', 'native-sidecar', 'container', 'ephemeral']),
  image: z.string(),
  ready: z.boolean(),
  started: z.optional(z.boolean()),
  restarts: z.number(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('running'), startedAt: z.optional(z.string()) }),
    z.object({
      kind: z.literal('waiting'),
      reason: z.optional(z.string()),
      message: z.optional(z.string()),
    }),
    z.object({ kind: z.literal('ended'), run: endedRun }),
    /** Kubernetes has no state of it (yet). */
    z.object({ kind: z.literal('none') }),
  ]),
  /** Ended lives that Kubernetes still tells of, latest first; it keeps one or two. */
  ended: z.array(endedRun),
  /** Restarts of which nothing but the number is left. */
  forgotten: z.number(),
  probes: z.array(healthProbe),
})
export type ContainerHealth = z.infer<typeof containerHealth>

export const podEvent = z.object({
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  count: z.number(),
  firstAt: z.optional(z.string()),
  lastAt: z.optional(z.string()),
  /** Who wrote it: `kubelet`, `default-scheduler` ... */
  by: z.optional(z.string()),
  container: z.optional(z.string()),
})
export type PodEvent = z.infer<typeof podEvent>

/** The one thing to know first. */
export const healthHeadline = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('well') }),
  z.object({ kind: z.literal('completed') }),
  z.object({
    kind: z.literal('failed'),
    reason: z.optional(z.string()),
    message: z.optional(z.string()),
  }),
  z.object({ kind: z.literal('unscheduled'), message: z.string() }),
  z.object({ kind: z.literal('terminating'), since: z.string() }),
  /** A container dies again and again; `last` is how. */
  z.object({ kind: z.literal('crashing'), container: z.string(), last: z.optional(endedRun) }),
  /** A container waits: its image, its configuration, its volumes. */
  z.object({
    kind: z.literal('waiting'),
    container: z.string(),
    reason: z.string(),
    message: z.optional(z.string()),
  }),
  z.object({ kind: z.literal('ended'), container: z.string(), last: endedRun }),
  /** A probe fails at this hop. */
  z.object({
    kind: z.literal('failing-hop'),
    container: z.string(),
    probe: probeKind,
    hop: z.number(),
  }),
  /** A probe fails, and every hop that can be seen is well. */
  z.object({ kind: z.literal('failing-probe'), container: z.string(), probe: probeKind }),
  /** Nothing fails, and not everything has begun. */
  z.object({ kind: z.literal('starting'), container: z.optional(z.string()) }),
  z.object({ kind: z.literal('gate'), condition: z.string(), message: z.optional(z.string()) }),
  z.object({ kind: z.literal('unknown') }),
])
export type HealthHeadline = z.infer<typeof healthHeadline>

/** What can be told from the pod, its observed ports and its events alone. */
export const healthChain = z.object({
  phase: z.string(),
  headline: healthHeadline,
  /** Why it has no node. */
  scheduling: z.optional(z.object({ reason: z.optional(z.string()), message: z.string() })),
  containers: z.array(containerHealth),
})
export type HealthChain = z.infer<typeof healthChain>

export const podHealth = z.extend(healthChain, {
  pod: z.object({ namespace: z.string(), name: z.string(), uid: z.string() }),
  at: z.string(),
  events: z.discriminatedUnion('kind', [
    /** Latest first. Kubernetes forgets them, usually after an hour. */
    z.object({ kind: z.literal('read'), events: z.array(podEvent) }),
    z.object({
      kind: z.literal('unread'),
      reason: z.enum(['forbidden', 'not-found', 'failed']),
      text: z.string(),
    }),
  ]),
  /** `watched`: the ports are asked again and again, because somebody looks at the pod. */
  observed: z.enum(['watched', 'once', 'not-running']),
  /** Whether logs may be read; absent when the API server could not be asked. */
  logs: z.optional(accessAnswer),
})
export type PodHealth = z.infer<typeof podHealth>
