import * as z from 'zod/mini'

/**
 * The parts of Kubernetes objects that this product reads; everything else is
 * dropped on the way in, which keeps an index of thousands of pods small.
 */

const labels = z.optional(z.record(z.string(), z.string()))

export const objectMeta = z.object({
  name: z.optional(z.string()),
  namespace: z.optional(z.string()),
  uid: z.optional(z.string()),
  resourceVersion: z.optional(z.string()),
  labels,
  annotations: labels,
  creationTimestamp: z.optional(z.string()),
  deletionTimestamp: z.optional(z.string()),
  ownerReferences: z.optional(
    z.array(z.object({ kind: z.string(), name: z.string(), controller: z.optional(z.boolean()) })),
  ),
})
export type KubeMeta = z.infer<typeof objectMeta>

/** As whom processes run. */
const runsAs = z.optional(z.object({ runAsUser: z.optional(z.number()), runAsGroup: z.optional(z.number()) }))

/** As whom, and with which rights. */
const securityContext = z.object({
  runAsUser: z.optional(z.number()),
  runAsGroup: z.optional(z.number()),
  runAsNonRoot: z.optional(z.boolean()),
  readOnlyRootFilesystem: z.optional(z.boolean()),
  allowPrivilegeEscalation: z.optional(z.boolean()),
  capabilities: z.optional(
    z.object({ add: z.optional(z.array(z.string())), drop: z.optional(z.array(z.string())) }),
  ),
  seccompProfile: z.optional(z.object({ type: z.string(), localhostProfile: z.optional(z.string()) })),
})
export type SecurityContext = z.infer<typeof securityContext>

/** Which port a probe asks, by number or by a container port's name. */
const portOfProbe = z.optional(z.object({ port: z.union([z.number(), z.string()]) }))
const probedPort = z.optional(z.object({ httpGet: portOfProbe, tcpSocket: portOfProbe, grpc: portOfProbe }))

const container = z.object({
  name: z.string(),
  image: z.optional(z.string()),
  command: z.optional(z.array(z.string())),
  args: z.optional(z.array(z.string())),
  env: z.optional(
    z.array(
      z.object({ name: z.string(), value: z.optional(z.string()), valueFrom: z.optional(z.unknown()) }),
    ),
  ),
  ports: z.optional(
    z.array(
      z.object({ name: z.optional(z.string()), containerPort: z.number(), protocol: z.optional(z.string()) }),
    ),
  ),
  restartPolicy: z.optional(z.string()),
  securityContext: z.optional(securityContext),
  /** Of an ephemeral container: whose processes it sees. */
  targetContainerName: z.optional(z.string()),
  startupProbe: probedPort,
  livenessProbe: probedPort,
  readinessProbe: probedPort,
})

const ended = z.object({
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  exitCode: z.optional(z.number()),
  signal: z.optional(z.number()),
})
const containerStatus = z.object({
  name: z.string(),
  ready: z.optional(z.boolean()),
  started: z.optional(z.boolean()),
  restartCount: z.optional(z.number()),
  image: z.optional(z.string()),
  state: z.optional(
    z.object({
      running: z.optional(z.object({ startedAt: z.optional(z.string()) })),
      waiting: z.optional(z.object({ reason: z.optional(z.string()), message: z.optional(z.string()) })),
      terminated: z.optional(ended),
    }),
  ),
})

export const podObject = z.object({
  metadata: z.optional(objectMeta),
  spec: z.optional(
    z.object({
      nodeName: z.optional(z.string()),
      hostNetwork: z.optional(z.boolean()),
      securityContext: runsAs,
      containers: z.optional(z.array(container)),
      initContainers: z.optional(z.array(container)),
      ephemeralContainers: z.optional(z.array(container)),
    }),
  ),
  status: z.optional(
    z.object({
      phase: z.optional(z.string()),
      reason: z.optional(z.string()),
      message: z.optional(z.string()),
      podIP: z.optional(z.string()),
      hostIP: z.optional(z.string()),
      hostIPs: z.optional(z.array(z.object({ ip: z.optional(z.string()) }))),
      podIPs: z.optional(z.array(z.object({ ip: z.optional(z.string()) }))),
      containerStatuses: z.optional(z.array(containerStatus)),
      initContainerStatuses: z.optional(z.array(containerStatus)),
      ephemeralContainerStatuses: z.optional(z.array(containerStatus)),
      conditions: z.optional(
        z.array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.optional(z.string()),
            message: z.optional(z.string()),
          }),
        ),
      ),
    }),
  ),
})
export type PodObject = z.infer<typeof podObject>

export const serviceObject = z.object({
  metadata: z.optional(objectMeta),
  spec: z.optional(
    z.object({
      selector: labels,
      clusterIP: z.optional(z.string()),
      clusterIPs: z.optional(z.array(z.string())),
      ports: z.optional(
        z.array(
          z.object({
            name: z.optional(z.string()),
            port: z.number(),
            targetPort: z.optional(z.union([z.number(), z.string()])),
            protocol: z.optional(z.string()),
            appProtocol: z.optional(z.string()),
          }),
        ),
      ),
    }),
  ),
})

/** Where a Service's endpoints answer. */
export const endpointSliceObject = z.object({
  endpoints: z.nullish(z.array(z.object({ addresses: z.optional(z.array(z.string())) }))),
})

export const namespaceObject = z.object({ metadata: z.optional(objectMeta) })
export type NamespaceObject = z.infer<typeof namespaceObject>

export const configMapObject = z.object({ data: z.optional(z.record(z.string(), z.string())) })

/** A list page; `items` are judged one by one, so that one odd object does not hide the rest. */
export const listPage = z.object({
  metadata: z.object({ resourceVersion: z.optional(z.string()), continue: z.optional(z.string()) }),
  items: z.nullish(z.array(z.unknown())),
})

export const watchEvent = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
})

/** `meta/v1 Status`, how the API server says no. */
export const statusObject = z.object({
  kind: z.literal('Status'),
  message: z.optional(z.string()),
  reason: z.optional(z.string()),
  code: z.optional(z.number()),
})

export const versionObject = z.object({ major: z.string(), minor: z.string(), gitVersion: z.string() })
export type KubernetesVersion = z.infer<typeof versionObject>

export const selfSubjectReview = z.object({
  status: z.optional(
    z.object({
      userInfo: z.optional(
        z.object({ username: z.optional(z.string()), groups: z.optional(z.array(z.string())) }),
      ),
    }),
  ),
})

export const selfSubjectAccessReview = z.object({
  status: z.optional(
    z.object({
      allowed: z.optional(z.boolean()),
      reason: z.optional(z.string()),
      evaluationError: z.optional(z.string()),
    }),
  ),
})
