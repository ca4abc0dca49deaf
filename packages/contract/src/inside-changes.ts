import * as z from 'zod/mini'
import { accessAnswer } from './access.ts'
import { insideLook, insideProcess, insideSocket } from './inside.ts'

/** A process with the container that it runs in: a pid means nothing without one. */
export const placedProcess = z.object({ container: z.string(), process: insideProcess })
export type PlacedProcess = z.infer<typeof placedProcess>

/**
 * What is different from one look to the next. Only what both looks could see is
 * compared: a container that was not read this time has not lost its processes.
 */
export const insideChange = z.object({
  /** When the later look began, ISO 8601. */
  at: z.string(),
  opened: z.array(insideSocket),
  closed: z.array(insideSocket),
  started: z.array(placedProcess),
  ended: z.array(placedProcess),
  /** How many more there were of these four lists together than are kept. */
  cut: z.number(),
})
export type InsideChange = z.infer<typeof insideChange>

/** Fewest and most seconds from one look to the next. */
export const keepLookingSeconds = { least: 2, most: 60 } as const

/** What is known of the inside of a pod without asking it again. */
export const insideRecord = z.object({
  /** The rights that a look needs; empty while they could not be reviewed, and with --no-exec. */
  access: z.array(accessAnswer),
  /** The latest look; absent while nobody has looked inside since this pod runs. */
  look: z.optional(insideLook),
  /** Whether one is under way. */
  looking: z.boolean(),
  /** Seconds from one look to the next while somebody wanted to keep looking. */
  every: z.optional(z.number()),
  /** Differences between looks, oldest first; the ones without any are left out. */
  history: z.array(insideChange),
  /** Why the latest look that was tried came to nothing; `code` as in problems. */
  problem: z.optional(z.object({ code: z.string(), text: z.string() })),
})
export type InsideRecord = z.infer<typeof insideRecord>
