import * as z from 'zod/mini'

/** The resources whose objects a recording holds, by their name in an API path. */
export const recordedResources = ['namespaces', 'pods', 'services', 'configmaps', 'events'] as const
export type RecordedResource = (typeof recordedResources)[number]

/** One HTTP answer. The body is in the file `body` of the archive, byte for byte; absent means an empty one. */
export const recordedAnswer = z.object({
  method: z.literal('GET'),
  /** The request target: path and query. */
  target: z.string(),
  status: z.number(),
  /** Lower-case names; no Date, Set-Cookie or hop-by-hop header. */
  headers: z.record(z.string(), z.string()),
  body: z.optional(z.string()),
})
export type RecordedAnswer = z.infer<typeof recordedAnswer>

/** What was found behind one port number of a pod at one moment, as a client on loopback meets it. */
export const recordedBehaviour = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('http'),
    /** How the server treats what was not recorded. */
    dialect: z.enum(['envoy-admin', 'envoy-listener', 'pilot-agent', 'istiod', 'plain']),
    answers: z.array(recordedAnswer),
    /** The answer to a path that does not exist, where one was asked for. */
    unknown: z.optional(recordedAnswer),
  }),
  z.object({
    kind: z.literal('https'),
    names: z.array(z.string()),
    notAfter: z.string(),
    answers: z.array(recordedAnswer),
  }),
  /** TLS and nothing known behind it. `mutual`: who brings no certificate is sent away. */
  z.object({
    kind: z.literal('tls'),
    names: z.array(z.string()),
    notAfter: z.string(),
    mutual: z.boolean(),
  }),
  z.object({ kind: z.literal('h2c') }),
  z.object({ kind: z.literal('dns'), hosts: z.record(z.string(), z.array(z.string())) }),
  /** Accepts and waits for the client to speak. */
  z.object({ kind: z.literal('hold') }),
  /** Accepts and closes. */
  z.object({ kind: z.literal('black-hole') }),
  /** Accepts, and says nothing to a question that the way to it survived. */
  z.object({ kind: z.literal('silent') }),
  z.object({ kind: z.literal('refused'), text: z.string() }),
])
export type RecordedBehaviour = z.infer<typeof recordedBehaviour>

/**
 * One command in one container. What the reader of /proc printed is written
 * anew without what looks like a secret; empty means that it could not be kept.
 */
export const recordedExec = z.object({
  container: z.string(),
  command: z.array(z.string()),
  stdout: z.string(),
  stderr: z.optional(z.string()),
  /** 0 when left out. */
  exitCode: z.optional(z.number()),
  /** Why it could not be started, in the runtime's words; then it has written nothing. */
  notStarted: z.optional(z.string()),
})
export type RecordedExec = z.infer<typeof recordedExec>

/** The end of a container's log, or of the log of the one before it; times are RFC 3339. */
export const recordedLog = z.object({
  container: z.string(),
  previous: z.boolean(),
  lines: z.array(z.object({ at: z.string(), text: z.string() })),
})
export type RecordedLog = z.infer<typeof recordedLog>

/** `pods/NAMESPACE/NAME/MOMENT.json`: one pod at one moment: its ports by number, and its inside where that was wanted. */
export const recordedPod = z.object({
  uid: z.string(),
  ports: z.record(z.string(), z.object({ container: z.string(), behaviour: recordedBehaviour })),
  /** What commands said, by container and command. */
  execs: z.optional(z.array(recordedExec)),
  /** What containers wrote. */
  logs: z.optional(z.array(recordedLog)),
})
export type RecordedPod = z.infer<typeof recordedPod>

/** `objects/MOMENT/RESOURCE.json`: Kubernetes objects as the API server lists them, redacted. */
export const recordedObjects = z.object({ items: z.array(z.record(z.string(), z.unknown())) })

/** `identity.json`: as whom it was recorded. */
export const recordedIdentity = z.object({
  user: z.optional(z.string()),
  groups: z.array(z.string()),
})

/** Paths of a recording's entries. Names of pods and namespaces are DNS names, so they are safe segments. */
export const entryPaths = {
  manifest: 'manifest.json',
  objects: (moment: number, resource: RecordedResource) => `objects/${moment}/${resource}.json`,
  identity: 'identity.json',
  pod: (moment: number, namespace: string, name: string) => `pods/${namespace}/${name}/${moment}.json`,
  /** Bodies are shared by all answers that have the same bytes. */
  body: (sha256: string) => `bodies/${sha256.slice(0, 2)}/${sha256}`,
} as const
