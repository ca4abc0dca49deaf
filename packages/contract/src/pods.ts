import * as z from 'zod/mini'
import { accessAnswer } from './access.ts'
import { chart, componentKind } from './chart.ts'
import { podObservations } from './observation.ts'

/** One row of the explorer. */
export const podSummary = z.object({
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  kind: componentKind,
  variant: z.optional(z.string()),
  /** Message id: why it is outside the mesh, or of this kind. */
  because: z.string(),
  workload: z.object({ kind: z.string(), name: z.string() }),
  revision: z.optional(z.string()),
  istioVersion: z.optional(z.string()),
  phase: z.string(),
  /** kubectl's STATUS column: `Running`, `CrashLoopBackOff`, `Completed`, `Terminating` ... */
  status: z.string(),
  ready: z.object({ ready: z.number(), total: z.number() }),
  restarts: z.number(),
  node: z.optional(z.string()),
  /** Its own address, or its node's where it uses the network of the node; absent until it has one. */
  ip: z.optional(z.string()),
  createdAt: z.string(),
})
export type PodSummary = z.infer<typeof podSummary>

/** How fresh the list of pods is. */
export const watchState = z.object({
  state: z.enum(['connecting', 'live', 'stale', 'forbidden', 'failed']),
  /** Since when it is in this state. */
  since: z.string(),
  /** What the API server or the network said. On a live list: why it covers only these namespaces. */
  text: z.optional(z.string()),
  /** `undefined` means every namespace. */
  namespaces: z.optional(z.array(z.string())),
})
export type WatchState = z.infer<typeof watchState>

export const podList = z.object({ pods: z.array(podSummary), watch: watchState })
export type PodList = z.infer<typeof podList>

export const podDetail = z.object({
  summary: podSummary,
  chart,
  access: z.array(accessAnswer),
})
export type PodDetail = z.infer<typeof podDetail>

export const podPorts = z.extend(podObservations, {
  pod: z.object({ namespace: z.string(), name: z.string(), uid: z.string() }),
})
export type PodPorts = z.infer<typeof podPorts>
