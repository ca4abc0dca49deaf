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

/** A right as people write it: `get pods/portforward frontend (shop)`. */
export function formatNeed({ verb, resource, subresource, namespace, name }: AccessNeed): string {
  const what = subresource === undefined ? resource : `${resource}/${subresource}`
  const which = name === undefined ? '' : ` ${name}`
  const where = namespace === undefined ? '' : ` (${namespace})`
  return `${verb} ${what}${which}${where}`
}

/** What an access review said of one right. `notice` marks a right that this API server does not ask for yet. */
export const accessAnswer = z.object({
  need: accessNeed,
  allowed: z.boolean(),
  notice: z.boolean(),
  reason: z.optional(z.string()),
})
export type AccessAnswer = z.infer<typeof accessAnswer>
