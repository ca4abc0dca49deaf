import * as z from 'zod/mini'
import { portObservation, portTransition, vitalObservation } from './observation.ts'
import { podDetail, podSummary, watchState } from './pods.ts'
import { podObservations } from './observation.ts'

/**
 * One stream carries many topics: `pods/CLUSTER` (the explorer's list) and
 * `pod/CLUSTER/NAMESPACE/NAME` (one chart with its observations; being
 * subscribed is what keeps its prober running).
 */
export const liveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pods'), topic: z.string(), pods: z.array(podSummary), watch: watchState }),
  z.object({
    kind: z.literal('pods-changed'),
    topic: z.string(),
    upserted: z.array(podSummary),
    removed: z.array(z.object({ namespace: z.string(), name: z.string() })),
  }),
  z.object({ kind: z.literal('watch'), topic: z.string(), watch: watchState }),
  z.object({ kind: z.literal('pod'), topic: z.string(), detail: podDetail, observations: podObservations }),
  z.object({
    kind: z.literal('observed'),
    topic: z.string(),
    ports: z.array(portObservation),
    transitions: z.record(z.string(), z.array(portTransition)),
    vitals: z.array(vitalObservation),
  }),
  /** The pod went away; `replacedBy` is a pod of the same workload, where there is one. */
  z.object({
    kind: z.literal('pod-gone'),
    topic: z.string(),
    text: z.string(),
    replacedBy: z.optional(z.object({ namespace: z.string(), name: z.string() })),
  }),
  z.object({ kind: z.literal('failed'), topic: z.string(), code: z.string(), text: z.string() }),
])
export type LiveEvent = z.infer<typeof liveEvent>
