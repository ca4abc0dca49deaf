import * as z from 'zod/mini'
import { journalEntry } from './journal.ts'
import { portObservation, portTransition, vitalObservation } from './observation.ts'
import { podDetail, podSummary, watchState } from './pods.ts'
import { podObservations } from './observation.ts'
import { istiodSync, proxySync } from './sync.ts'
import { task } from './task.ts'

/**
 * One stream carries many topics: `pods/CLUSTER` (the explorer's list),
 * `pod/CLUSTER/NAMESPACE/NAME` (one chart with its observations; being
 * subscribed is what keeps its prober running), `sync/CLUSTER` (what istiod and
 * the proxies agree on; being subscribed is what keeps it asked), `inside/CLUSTER/NAMESPACE/NAME`
 * (that somebody looked inside a pod), `requests` (what is sent on the user's behalf), `tasks`, and
 * `activity` (how much of both is going on).
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
  z.object({
    kind: z.literal('sync'),
    topic: z.string(),
    istiods: z.array(istiodSync),
    proxies: z.array(proxySync),
  }),
  z.object({
    kind: z.literal('sync-changed'),
    topic: z.string(),
    istiods: z.array(istiodSync),
    upserted: z.array(proxySync),
    removed: z.array(z.object({ namespace: z.string(), name: z.string() })),
  }),
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
  /** `looks` have been made of this pod so far: there is something new to fetch when it grows. */
  z.object({
    kind: z.literal('inside'),
    topic: z.string(),
    looks: z.number(),
    looking: z.boolean(),
    every: z.optional(z.number()),
  }),
  z.object({ kind: z.literal('requests'), topic: z.string(), requests: z.array(journalEntry) }),
  z.object({
    kind: z.literal('requests-changed'),
    topic: z.string(),
    upserted: z.array(journalEntry),
    removed: z.array(z.number()),
  }),
  /** All of them, whenever one changes: they are few. */
  z.object({ kind: z.literal('tasks'), topic: z.string(), tasks: z.array(task) }),
  z.object({ kind: z.literal('activity'), topic: z.string(), tunnels: z.number(), requests: z.number() }),
  z.object({ kind: z.literal('failed'), topic: z.string(), code: z.string(), text: z.string() }),
])
export type LiveEvent = z.infer<typeof liveEvent>
