import * as z from 'zod/mini'

/** Work that takes longer than a request may. The web has a sentence for each. */
export const taskKinds = ['snapshot', 'open-recording'] as const
export const taskKind = z.enum(taskKinds)
export type TaskKind = z.infer<typeof taskKind>

/** What a finished task leaves: something to fetch, or somewhere to go. */
export const taskResult = z.discriminatedUnion('kind', [
  /** A file below `/api`, to be fetched with the launch token; `name` is what it should be saved as. */
  z.object({ kind: z.literal('file'), path: z.string(), name: z.string(), bytes: z.number() }),
  /** A cluster that can be opened now. */
  z.object({ kind: z.literal('cluster'), cluster: z.string() }),
  z.object({ kind: z.literal('nothing') }),
])
export type TaskResult = z.infer<typeof taskResult>

/**
 * One piece of work under way, or ended not long ago. `title` and `doing` are
 * data (names of clusters, pods, files), never sentences: the web's words for
 * the kind are filled with them. Times are ISO 8601.
 */
export const task = z.object({
  id: z.string(),
  kind: taskKind,
  title: z.record(z.string(), z.string()),
  /** As whom it works. */
  identity: z.string(),
  startedAt: z.string(),
  endedAt: z.optional(z.string()),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Steps done, and of how many where that is known. */
  done: z.number(),
  total: z.optional(z.number()),
  doing: z.optional(z.string()),
  /** Why it failed; `code` as in problems where one fits. */
  problem: z.optional(z.object({ code: z.string(), text: z.string() })),
  result: z.optional(taskResult),
})
export type Task = z.infer<typeof task>
