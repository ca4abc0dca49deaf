import * as z from 'zod/mini'

/** One right in Kubernetes' words. */
export const accessNeed = z.object({
  verb: z.string(),
  resource: z.string(),
  subresource: z.optional(z.string()),
  namespace: z.optional(z.string()),
  name: z.optional(z.string()),
})
export type AccessNeed = z.infer<typeof accessNeed>

/** What an access review said of one right. `notice` marks a right that this API server does not ask for yet. */
export const accessAnswer = z.object({
  need: accessNeed,
  allowed: z.boolean(),
  notice: z.boolean(),
  reason: z.optional(z.string()),
})
export type AccessAnswer = z.infer<typeof accessAnswer>
