import * as z from 'zod/mini'

/**
 * The parts of a pod and of events that tell of its health. The index of pods
 * keeps less of each, so this is read for one pod when somebody asks.
 */

const text = z.optional(z.string())
const count = z.optional(z.number())
/** Kubernetes writes a time that it does not have as null. */
const time = z.nullish(z.string())
const port = z.union([z.number(), z.string()])

const probe = z.object({
  httpGet: z.optional(z.object({ port, path: text, scheme: text, host: text })),
  tcpSocket: z.optional(z.object({ port, host: text })),
  grpc: z.optional(z.object({ port, service: z.nullish(z.string()) })),
  exec: z.optional(z.object({ command: z.optional(z.array(z.string())) })),
  initialDelaySeconds: count,
  periodSeconds: count,
  timeoutSeconds: count,
  successThreshold: count,
  failureThreshold: count,
})

const container = z.object({
  name: z.string(),
  image: text,
  restartPolicy: text,
  env: z.optional(z.array(z.object({ name: z.string(), value: text }))),
  ports: z.optional(z.array(z.object({ name: text, containerPort: z.number() }))),
  startupProbe: z.optional(probe),
  livenessProbe: z.optional(probe),
  readinessProbe: z.optional(probe),
})

const state = z.object({
  running: z.optional(z.object({ startedAt: time })),
  waiting: z.optional(z.object({ reason: text, message: text })),
  terminated: z.optional(
    z.object({
      reason: text,
      message: text,
      exitCode: z.number(),
      signal: count,
      startedAt: time,
      finishedAt: time,
    }),
  ),
})

const status = z.object({
  name: z.string(),
  ready: z.optional(z.boolean()),
  started: z.optional(z.boolean()),
  restartCount: count,
  image: text,
  state: z.optional(state),
  lastState: z.optional(state),
})
const statuses = z.optional(z.array(status))

export const healthPod = z.object({
  metadata: z.optional(z.object({ name: text, namespace: text, uid: text, deletionTimestamp: text })),
  spec: z.optional(
    z.object({
      nodeName: text,
      restartPolicy: text,
      initContainers: z.optional(z.array(container)),
      containers: z.optional(z.array(container)),
      ephemeralContainers: z.optional(z.array(container)),
      readinessGates: z.optional(z.array(z.object({ conditionType: z.string() }))),
    }),
  ),
  status: z.optional(
    z.object({
      phase: text,
      reason: text,
      message: text,
      conditions: z.optional(
        z.array(z.object({ type: z.string(), status: z.string(), reason: text, message: text })),
      ),
      initContainerStatuses: statuses,
      containerStatuses: statuses,
      ephemeralContainerStatuses: statuses,
    }),
  ),
})

/** core/v1 Event. */
export const kubeEvent = z.object({
  type: text,
  reason: text,
  message: text,
  count,
  firstTimestamp: time,
  lastTimestamp: time,
  eventTime: time,
  series: z.nullish(z.object({ count, lastObservedTime: time })),
  source: z.optional(z.object({ component: text })),
  reportingComponent: text,
  involvedObject: z.optional(z.object({ uid: text, fieldPath: text })),
})
