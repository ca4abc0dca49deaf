import * as z from 'zod/mini'
import { evidence } from './evidence.ts'
import { portState } from './port-state.ts'

/** What is known about one port of one pod, and how. Times are ISO 8601. */
export const portObservation = z.object({
  port: z.string(),
  state: portState,
  evidence,
  observedAt: z.string(),
})
export type PortObservation = z.infer<typeof portObservation>

/** A stretch of one state; the last one is still going on. */
export const portTransition = z.object({ state: portState, since: z.string() })
export type PortTransition = z.infer<typeof portTransition>

/** What a vital sign said. `text` is the component's own words where it has any. */
export const vitalObservation = z.object({
  vital: z.string(),
  state: z.enum(['good', 'bad', 'unknown']),
  value: z.optional(z.string()),
  text: z.optional(z.string()),
  observedAt: z.string(),
})
export type VitalObservation = z.infer<typeof vitalObservation>

/** The latest of everything that is watched on one pod. */
export const podObservations = z.object({
  ports: z.array(portObservation),
  history: z.record(z.string(), z.array(portTransition)),
  vitals: z.array(vitalObservation),
})
export type PodObservations = z.infer<typeof podObservations>
