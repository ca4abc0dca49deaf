import * as z from 'zod/mini'

/**
 * Asks only for the words of what failed. A mask reaches `error_state`, since it
 * stands beside the `Any` that masks cannot enter; the whole dump may be
 * hundreds of megabytes.
 * @see envoy: api/envoy/admin/v3/config_dump_shared.proto (UpdateFailureState)
 */
export const rejectedConfigPaths = [
  '/config_dump?resource=dynamic_listeners&mask=name,error_state.details,error_state.last_update_attempt',
  '/config_dump?resource=dynamic_active_clusters&mask=error_state.details,error_state.last_update_attempt',
] as const

const dump = z.object({
  configs: z.optional(
    z.array(
      z.object({
        name: z.optional(z.string()),
        error_state: z.optional(z.object({ details: z.optional(z.string()) })),
      }),
    ),
  ),
})

/**
 * What Envoy says of the resources that it rejected: each different reason
 * once, with how many resources it concerns and one of their names. Empty when
 * nothing stands rejected now; Envoy clears `error_state` with the next update
 * that it accepts. Throws nothing: another shape reads as "nothing said".
 */
export function readRejectedConfig(text: string): readonly string[] {
  const concerned = new Map<string, string[]>()
  for (const { name, error_state: state } of configsIn(text)) {
    if (state === undefined) continue
    const reason = state.details ?? 'rejected without a reason'
    concerned.set(reason, [...(concerned.get(reason) ?? []), ...(name === undefined ? [] : [name])])
  }
  return [...concerned].map(([reason, names]) => {
    const [first, ...others] = names
    if (first === undefined) return reason
    return others.length === 0 ? `${first}: ${reason}` : `${first} (+${others.length}): ${reason}`
  })
}

function configsIn(text: string) {
  try {
    const parsed = z.safeParse(dump, JSON.parse(text))
    return parsed.success ? (parsed.data.configs ?? []) : []
  } catch {
    return []
  }
}
