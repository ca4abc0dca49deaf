import * as z from 'zod/mini'
import { accessNeed } from './access.ts'
import { podRef } from './pod-ref.ts'

/** What a pod is to the mesh. */
export const componentKinds = [
  'sidecar',
  'gateway',
  'waypoint',
  'ztunnel',
  'captured-workload',
  'istio-cni',
  'istiod',
  'agentgateway',
  'proxyless',
  'outside',
] as const
export const componentKind = z.enum(componentKinds)
export type ComponentKind = z.infer<typeof componentKind>

/** `read` is free to ask; `costly` is asked for, never prefetched; the others need confirmation or are refused. */
export const danger = z.enum(['read', 'costly', 'mutating', 'disruptive'])
export type Danger = z.infer<typeof danger>

/** What an answer costs the component: constant, growing with the configuration, or felt by its main thread. */
export const cost = z.enum(['low', 'medium', 'high'])
export type Cost = z.infer<typeof cost>

/** The axis of the chart that a port or link belongs to. */
export const purpose = z.enum(['traffic', 'control', 'health', 'telemetry', 'debug', 'interprocess'])
export type Purpose = z.infer<typeof purpose>

export const portProtocol = z.enum([
  'http',
  'https',
  'grpc',
  'grpc-tls',
  'tcp',
  'tls',
  'hbone',
  'dns',
  'socks5',
])
export type PortProtocol = z.infer<typeof portProtocol>

/** Where a value came from, most telling first. */
export const valueSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listener'), listener: z.string() }),
  z.object({ kind: z.literal('annotation'), name: z.string() }),
  z.object({ kind: z.literal('env'), container: z.string(), name: z.string() }),
  z.object({ kind: z.literal('flag'), container: z.string(), name: z.string() }),
  z.object({ kind: z.literal('declared'), container: z.string(), name: z.optional(z.string()) }),
  z.object({ kind: z.literal('service'), service: z.string(), port: z.optional(z.string()) }),
  z.object({ kind: z.literal('mesh-config'), object: z.string(), path: z.string() }),
  z.object({ kind: z.literal('default') }),
  /** Nothing tells of it but the pod's own table of sockets; `holder` is `PROGRAM (PID)`. */
  z.object({ kind: z.literal('socket-table'), holder: z.optional(z.string()) }),
])
export type ValueSource = z.infer<typeof valueSource>

/** A port's number, or why it is not known and what it usually is. */
export const portNumberKnowledge = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), value: z.number(), source: valueSource }),
  z.object({ kind: z.literal('unknown'), usual: z.number(), unread: z.array(z.string()) }),
])
export type PortNumberKnowledge = z.infer<typeof portNumberKnowledge>

/** The one safe question that may be put to a port, again and again. */
export const probe = z.discriminatedUnion('kind', [
  /** Every HTTP answer proves the port; a status in `notReady` says that it is not ready. */
  z.object({
    kind: z.literal('http'),
    path: z.string(),
    notReady: z.array(z.number()),
    tls: z.boolean(),
  }),
  z.object({ kind: z.literal('tls'), serverName: z.optional(z.string()) }),
  z.object({ kind: z.literal('http2') }),
  z.object({ kind: z.literal('dns'), question: z.string() }),
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('none'), reason: z.string() }),
])
export type Probe = z.infer<typeof probe>

/** One query parameter of an endpoint. `danger` is set where naming it makes the request worse than the endpoint is. */
export const endpointParameter = z.object({
  name: z.string(),
  values: z.optional(z.array(z.string())),
  required: z.optional(z.boolean()),
  danger: z.optional(danger),
})
export type EndpointParameter = z.infer<typeof endpointParameter>

/** `path` may hold `{name}` for exactly one segment. */
export const endpoint = z.object({
  id: z.string(),
  method: z.enum(['GET', 'POST', 'PUT']),
  path: z.string(),
  parameters: z.array(endpointParameter),
  danger,
  cost,
  answers: z.enum(['html', 'json', 'text', 'prometheus', 'binary', 'empty']),
  since: z.optional(z.string()),
  until: z.optional(z.string()),
})
export type Endpoint = z.infer<typeof endpoint>

/** `why` is a message id of the catalog. */
export const presence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expected') }),
  /** It may be there: nothing that could be read decides it. */
  z.object({ kind: z.literal('possible'), why: z.string() }),
  z.object({ kind: z.literal('absent'), why: z.string() }),
])
export type Presence = z.infer<typeof presence>

export const chartProcess = z.object({
  key: z.string(),
  /** The catalog's process. */
  id: z.string(),
  name: z.string(),
  container: z.string(),
  containerKind: z.enum(['container', 'native-sidecar', 'init']),
  startedBy: z.optional(z.string()),
})
export type ChartProcess = z.infer<typeof chartProcess>

export const chartContainer = z.object({
  name: z.string(),
  kind: z.enum(['container', 'native-sidecar', 'init']),
  image: z.string(),
  state: z.enum(['running', 'waiting', 'terminated', 'unknown']),
  ready: z.boolean(),
  restarts: z.number(),
  /** Kubernetes' own words: reason and message. */
  text: z.optional(z.string()),
})
export type ChartContainer = z.infer<typeof chartContainer>

export const chartPort = z.object({
  /** Unique in the chart and stable while the pod lives, e.g. `envoy-admin`, `application:shop:8080`. */
  key: z.string(),
  /** The catalog's port. */
  id: z.string(),
  process: z.string(),
  /** A name that someone gave it: a declared container port, a Service port, a listener. */
  name: z.optional(z.string()),
  number: portNumberKnowledge,
  transports: z.array(z.enum(['tcp', 'udp'])),
  protocol: portProtocol,
  binds: z.enum(['loopback', 'all']),
  purpose,
  presence,
  probe,
  /** Names of the settings that move or remove it, in the field's own words. */
  configuredBy: z.array(z.string()),
  endpoints: z.array(endpoint),
})
export type ChartPort = z.infer<typeof chartPort>

/** A Unix domain socket that the chart knows by name. */
export const chartSocket = z.object({
  key: z.string(),
  id: z.string(),
  process: z.string(),
  path: z.string(),
  purpose,
  presence,
})
export type ChartSocket = z.infer<typeof chartSocket>

/** Something outside the pod that talks to it, or that it talks to. */
export const chartPeer = z.object({
  key: z.string(),
  id: z.string(),
  /** Pods that play this part, where the cluster tells. */
  pods: z.array(z.object({ pod: podRef, ready: z.boolean() })),
  /** The address as configured, e.g. `istiod.istio-system.svc:15012`. */
  address: z.optional(z.string()),
})
export type ChartPeer = z.infer<typeof chartPeer>

export const chartEnd = z.object({ kind: z.enum(['process', 'port', 'socket', 'peer']), key: z.string() })
export type ChartEnd = z.infer<typeof chartEnd>

/** Who dials whom. */
export const chartLink = z.object({
  key: z.string(),
  id: z.string(),
  from: chartEnd,
  to: chartEnd,
  protocol: z.string(),
  purpose,
  presence,
  /** Keys of the ports that must answer for this link to carry anything. */
  dependsOn: z.array(z.string()),
  /** The vital sign that tells whether it carries something right now. */
  vital: z.optional(z.string()),
})
export type ChartLink = z.infer<typeof chartLink>

/**
 * A question about a process that a port can answer cheaply: one GET, one
 * reading. `stats` are exact Envoy stat names.
 */
export const chartVital = z.object({
  key: z.string(),
  id: z.string(),
  process: z.string(),
  port: z.string(),
  path: z.string(),
  stats: z.array(z.string()),
})
export type ChartVital = z.infer<typeof chartVital>

/** Something that could not be read, and the values that are unknown for want of it. */
export const unread = z.object({
  id: z.string(),
  need: accessNeed,
  reason: z.enum(['forbidden', 'not-found', 'failed']),
  text: z.string(),
  /** Keys of the ports whose number or presence hangs on it. */
  affects: z.array(z.string()),
})
export type Unread = z.infer<typeof unread>

/** Everything that is known of a pod before a single port was asked. */
export const chart = z.object({
  pod: z.extend(podRef, { uid: z.string(), node: z.optional(z.string()), ips: z.array(z.string()) }),
  kind: componentKind,
  /** Finer words for the kind, e.g. `classic`, `native`, `gateway-api`, `east-west`. */
  variant: z.optional(z.string()),
  /** Why a pod is `outside`, or why it is of this kind; a message id. */
  because: z.string(),
  istioVersion: z.optional(z.string()),
  revision: z.optional(z.string()),
  containers: z.array(chartContainer),
  processes: z.array(chartProcess),
  ports: z.array(chartPort),
  sockets: z.array(chartSocket),
  peers: z.array(chartPeer),
  links: z.array(chartLink),
  vitals: z.array(chartVital),
  unread: z.array(unread),
})
export type Chart = z.infer<typeof chart>
