import * as z from 'zod/mini'
import { componentKind, portProtocol } from './chart.ts'
import { portState } from './port-state.ts'
import { watchState } from './pods.ts'

/** What is not as one would expect of a port, or of a pod's ports. An id is a message id of the web. */
export const deviationIds = [
  /** The catalog expects it, and it was seen closed. */
  'expected-closed',
  /** It answers, and says that it is not ready. */
  'seen-not-ready',
  /** A container of the workload declares a number that the mesh uses in this pod. */
  'reserved-port',
  /** A Service leads to a name that no container of the pod declares. */
  'target-unresolved',
  /** Two containers of the pod declare the same number. */
  'declared-twice',
  /** A Service leads there, and istiod has no such endpoint. */
  'missing-at-istiod',
  /** A look inside the pod found a listening socket that nothing else tells of. */
  'listening-unknown',
  /** The agent's status port is switched off. */
  'status-port-off',
  /** A port of the mesh that was moved. */
  'moved',
  /** A Service leads to a number that no container declares. */
  'target-undeclared',
  /** The name of a Service's port tells Istio no protocol. */
  'protocol-unnamed',
  /** An annotation keeps it out of what the proxy captures. */
  'excluded-inbound',
  /** An annotation keeps what the pod sends there out of what the proxy captures. */
  'excluded-outbound',
  /** istiod has an endpoint that no Service of the pod explains. */
  'only-at-istiod',
] as const
export const deviationId = z.enum(deviationIds)
export type DeviationId = z.infer<typeof deviationId>

export const deviationSeverities = ['error', 'warning', 'hint'] as const
export type DeviationSeverity = (typeof deviationSeverities)[number]

/** `subject` is what it is about, in the words of the objects: a Service's port, containers, a setting. */
export const matrixDeviation = z.object({
  id: deviationId,
  severity: z.enum(deviationSeverities),
  subject: z.optional(z.string()),
})
export type MatrixDeviation = z.infer<typeof matrixDeviation>

/** What is known of one port without asking it; many pods share one. */
export const matrixPort = z.object({
  /** The chart's key of it; none for a socket or an endpoint that no chart knows. */
  key: z.optional(z.string()),
  /** The catalog's port; `unknown` for what no chart knows. */
  id: z.string(),
  /** The number under which the catalog lists it; none for ports of the workload and listeners. */
  usual: z.optional(z.number()),
  /** None when what would tell it could not be read. */
  number: z.optional(z.number()),
  transport: z.enum(['tcp', 'udp']),
  protocol: portProtocol,
  name: z.optional(z.string()),
  /** The catalog's word for this pod's role, version and settings; none for what only others tell of. */
  expected: z.optional(z.enum(['expected', 'possible'])),
  /** Containers that declare it. */
  declaredBy: z.array(z.string()),
  /** Service ports that lead to it, as `SERVICE:PORT`. */
  services: z.array(z.string()),
  /** istiod has an endpoint of it. */
  istiod: z.boolean(),
  deviations: z.array(matrixDeviation),
})
export type MatrixPort = z.infer<typeof matrixPort>

/** What was seen of a port in this session, latest. */
export const matrixSighting = z.object({
  /** Place in the pod's list of ports. */
  at: z.number(),
  state: portState,
  /** A probe asked it, or a look inside read the socket table. */
  by: z.enum(['probe', 'look']),
  /** ISO 8601. */
  seenAt: z.string(),
})
export type MatrixSighting = z.infer<typeof matrixSighting>

export const matrixPod = z.object({
  namespace: z.string(),
  name: z.string(),
  kind: componentKind,
  variant: z.optional(z.string()),
  workload: z.object({ kind: z.string(), name: z.string() }),
  /** kubectl's STATUS column. */
  status: z.string(),
  /** Places in the answer's table of ports. */
  ports: z.array(z.number()),
  seen: z.optional(z.array(matrixSighting)),
  /** About the pod as a whole. */
  deviations: z.optional(z.array(matrixDeviation)),
})
export type MatrixPod = z.infer<typeof matrixPod>

/** What istiod said of its endpoints, when somebody asked for it. */
export const matrixIstiod = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-asked') }),
  /** `endpoints` counts them; `at` is ISO 8601 of our clock. */
  z.object({ kind: z.literal('answered'), pod: z.string(), endpoints: z.number(), at: z.string() }),
  /** `text` is the missing verb. */
  z.object({ kind: z.literal('forbidden'), text: z.string(), at: z.string() }),
  z.object({ kind: z.literal('failed'), text: z.string(), at: z.string() }),
])
export type MatrixIstiod = z.infer<typeof matrixIstiod>

/** Something that rows hang on and that could not be read. */
export const matrixGap = z.object({
  what: z.enum(['services', 'mesh-config']),
  /** The namespaces that it concerns; none for all. */
  namespaces: z.optional(z.array(z.string())),
  reason: z.enum(['forbidden', 'not-found', 'failed']),
  /** In the words of who refused. */
  text: z.string(),
})
export type MatrixGap = z.infer<typeof matrixGap>

/** Pods by ports. Ports that are alike in every respect stand once in `ports`. */
export const portMatrix = z.object({
  /** ISO 8601. */
  at: z.string(),
  watch: watchState,
  gaps: z.array(matrixGap),
  istiod: matrixIstiod,
  ports: z.array(matrixPort),
  pods: z.array(matrixPod),
})
export type PortMatrix = z.infer<typeof portMatrix>
